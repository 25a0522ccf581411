using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>A receiver as somebody else's program may be: what it does with each request that it read.</summary>
/// <param name="Name">What is peculiar about it.</param>
/// <param name="Answer">What it does.</param>
/// <param name="ReadsBodies">Whether it reads bodies before it answers.</param>
public sealed record ForeignReceiver(string Name, Func<RawRequest, RawReply> Answer, bool ReadsBodies = true)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The receivers that take everything with a status of 200, 201 or 204, each in its own way.</summary>
public static class ForeignReceivers
{
    private const string Http10 =
        "HTTP/1.0 201 Created\r\nServer: BaseHTTP/0.6 Python/3.12.3\r\nDate: Mon, 02 Mar 2026 15:00:00 GMT\r\n";
    private const string Created = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    private const string Empty = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    /// <summary>All of them.</summary>
    public static IEnumerable<ForeignReceiver> All =>
    [
        new("HTTP/1.0 as Python's http.server", _ => RawReply.Of($"{Http10}\r\n", RawEnd.Closes)),
        new("HTTP/1.0 with a length", _ => RawReply.Of($"{Http10}Content-Length: 2\r\n\r\n{{}}", RawEnd.Closes)),
        new("HTTP/1.0 with a body and no length", _ => RawReply.Of($"{Http10}\r\n{{}}", RawEnd.Closes)),
        new(
            "HTTP/1.0 that would keep the connection",
            _ => RawReply.Of($"{Http10}Connection: keep-alive\r\nContent-Length: 0\r\n\r\n")),
        new(
            "HTTP/1.0 that answers before it reads the body",
            _ => RawReply.Of($"{Http10}Content-Length: 2\r\n\r\n{{}}", RawEnd.Closes),
            ReadsBodies: false),
        new(
            "closes and says so",
            _ => RawReply.Of($"HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", RawEnd.Closes)),
        new("closes without a word", _ => RawReply.Of(Created, RawEnd.Closes)),
        new("closes without a word, no body", _ => RawReply.Of(Empty, RawEnd.Closes)),
        new("closes at the end of a body without a length", _ => RawReply.Of("HTTP/1.1 201 Created\r\n\r\n{}", RawEnd.Closes)),
        new("closes as the next request comes", _ => RawReply.Of(Empty, RawEnd.ClosesUnread)),
        new(
            "HTTP/1.0 that closes as the next request comes",
            _ => RawReply.Of($"{Http10}Content-Length: 0\r\n\r\n", RawEnd.ClosesUnread)),
        new(
            "closes after three answers",
            it => RawReply.Of(Empty, it.NumberOnConnection % 3 == 0 ? RawEnd.Closes : RawEnd.Stays)),
        new("closes every other one", it => RawReply.Of(Empty, it.Number % 2 == 0 ? RawEnd.Closes : RawEnd.Stays)),
        new("closes when nothing comes for a moment", _ => RawReply.Of(Empty) with { IdleMax = Moment }),
        new("closes its side and reads on", _ => RawReply.Of(Created, RawEnd.HalfCloses)),
        new("resets after it answered", _ => RawReply.Of(Created, RawEnd.Resets)),
        new(
            "resets after three answers",
            it => RawReply.Of(Empty, it.NumberOnConnection % 3 == 0 ? RawEnd.Resets : RawEnd.Stays)),
        new("keeps the connection whatever it is asked", _ => RawReply.Of(Empty)),
        new(
            "keeps it, and says more than its length",
            _ => RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}and more")),
        new("answers before it reads the body", _ => RawReply.Of(Created, RawEnd.Closes), ReadsBodies: false),
        new("in chunks", _ => RawReply.Of(
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", RawEnd.Closes)),
        new(
            "with 100 Continue that nobody asked for",
            _ => RawReply.Of($"HTTP/1.1 100 Continue\r\n\r\n{Created}", RawEnd.Closes)),
        new("with early hints", _ => RawReply.Of($"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n{Created}", RawEnd.Closes)),
        new(
            "204 with a body all the same",
            _ => RawReply.Of("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}", RawEnd.Closes)),
        new("bare line feeds", _ => RawReply.Of("HTTP/1.1 201 Created\ncontent-length: 0\n\n", RawEnd.Closes)),
        new("a long head", _ => RawReply.Of(
            $"HTTP/1.1 201 Created\r\nX-Long: {new string('x', 60_000)}\r\nContent-Length: 0\r\n\r\n", RawEnd.Closes)),
    ];
}
