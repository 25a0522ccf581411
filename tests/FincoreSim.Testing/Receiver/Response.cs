using System.Text;
using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>The answer to give, in WireMock's words. Immutable: each step returns a changed copy.</summary>
public sealed class Response
{
    private const int DefaultStatus = 200;

    private Response()
    {
    }

    private Response(Response other)
    {
        StatusCode = other.StatusCode;
        Headers = other.Headers;
        Body = other.Body;
        Delay = other.Delay;
        Fault = other.Fault;
        RawAnswer = other.RawAnswer;
        DribbleBytes = other.DribbleBytes;
        DribblePause = other.DribblePause;
        Callback = other.Callback;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; private init; } = DefaultStatus;

    /// <summary>The headers, in order; a name may come twice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    /// <summary>The body's bytes; none by default.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>How long to wait, in real time, before the answer.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>The fault played instead of the answer.</summary>
    public FaultType Fault { get; private init; }

    internal ReadOnlyMemory<byte>? RawAnswer { get; private init; }

    internal int DribbleBytes { get; private init; }

    internal TimeSpan DribblePause { get; private init; }

    internal Func<RequestMessage, Task>? Callback { get; private init; }

    /// <summary>Starts from an empty 200.</summary>
    public static Response Create() => new();

    /// <summary>Answers with this status.</summary>
    public Response WithStatusCode(int status) => new(this) { StatusCode = status };

    /// <summary>Adds a header.</summary>
    public Response WithHeader(string name, string value) => new(this) { Headers = [.. Headers, new(name, value)] };

    /// <summary>Answers with this text, in UTF-8.</summary>
    public Response WithBody(string body) => WithBody(Encoding.UTF8.GetBytes(body));

    /// <summary>Answers with these bytes.</summary>
    public Response WithBody(ReadOnlyMemory<byte> body) => new(this) { Body = body };

    /// <summary>Answers with this value as JSON, and says so in the content type.</summary>
    public Response WithBodyAsJson(object value) =>
        WithHeader("Content-Type", "application/json").WithBody(JsonSerializer.SerializeToUtf8Bytes(value));

    /// <summary>Answers with a text of this many bytes.</summary>
    public Response WithBodyOfSize(int bytes)
    {
        var body = new byte[bytes];
        Array.Fill(body, (byte)'x');
        return WithBody(body);
    }

    /// <summary>Sends the caller elsewhere.</summary>
    public Response WithRedirect(string location, int status = 302) => WithStatusCode(status).WithHeader("Location", location);

    /// <summary>Waits in real time before answering.</summary>
    public Response WithDelay(TimeSpan delay) => new(this) { Delay = delay };

    /// <summary>Sends the body this many bytes at a time, with a pause after each piece.</summary>
    public Response WithDribble(int bytesPerWrite, TimeSpan pause) =>
        new(this) { DribbleBytes = Math.Max(1, bytesPerWrite), DribblePause = pause };

    /// <summary>Fails below HTTP instead of answering.</summary>
    public Response WithFault(FaultType fault) => new(this) { Fault = fault };

    /// <summary>Puts exactly these characters on the socket as the answer, then closes it. Not in WireMock.</summary>
    public Response WithRawAnswer(string answer) => new(this) { RawAnswer = Encoding.Latin1.GetBytes(answer) };

    /// <summary>Runs this before answering, as a handler does that calls the API back. Not in WireMock.</summary>
    public Response BeforeAnswering(Func<RequestMessage, Task> callback) => new(this) { Callback = callback };

    /// <summary>The answer in a few words, for failure messages.</summary>
    public override string ToString() => this switch
    {
        { RawAnswer: not null } => "raw bytes",
        { Fault: not FaultType.None } => Fault.ToString(),
        _ => StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
