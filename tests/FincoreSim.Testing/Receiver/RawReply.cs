using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FincoreSim.Testing;

/// <summary>What a <see cref="RawReceiver"/> does once a request has come whole, and whether the connection stays. Immutable.</summary>
public sealed class RawReply
{
    private readonly Func<Socket, CancellationToken, Task> _play;

    private RawReply(string name, bool keepsConnection, Func<Socket, CancellationToken, Task> play) =>
        (Name, KeepsConnection, _play) = (name, keepsConnection, play);

    /// <summary>Never answers, until the caller gives up or the receiver is disposed.</summary>
    public static RawReply Hangs { get; } = new("hangs", false, UntilTheCallerLeavesAsync);

    /// <summary>Closes the connection in good order (FIN) without a byte of an answer.</summary>
    public static RawReply Closes { get; } = Sends("closes", "");

    /// <summary>Resets the connection (RST) without a byte of an answer.</summary>
    public static RawReply Resets { get; } = new("resets", false, (socket, _) =>
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        return Task.CompletedTask;
    });

    /// <summary>Sends bytes that are no HTTP, then closes.</summary>
    public static RawReply Garbage { get; } = Sends("garbage", "\0\u00FF\u00FE\u0016\u0003\u0001this is no HTTP\n\n");

    /// <summary>Promises a longer body than it sends, then closes.</summary>
    public static RawReply Truncates { get; } = Sends("truncates", "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{");

    /// <summary>Begins an answer and sends its body a byte at a time, for as long as anybody reads.</summary>
    public static RawReply Dribbles { get; } = new("dribbles", false, async (socket, stopping) =>
    {
        await SendAsync(socket, $"HTTP/1.1 201 Created\r\nContent-Length: {int.MaxValue}\r\n\r\n", stopping);
        while (true)
        {
            await SendAsync(socket, "x", stopping);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, stopping);
        }
    });

    /// <summary>For a failure message.</summary>
    public string Name { get; }

    /// <summary>Whether another request may come over the same connection.</summary>
    public bool KeepsConnection { get; }

    /// <summary>Exactly these characters, one byte each (Latin-1), then closes; or keeps the connection.</summary>
    public static RawReply Sends(string text, bool keepsConnection = false) => Sends("raw bytes", text, keepsConnection);

    /// <summary>A plain HTTP/1.1 answer; the connection stays for the next request.</summary>
    public static RawReply Answers(int status, string body = "") => Sends(NameOf(status), Http11(status, body), keepsConnection: true);

    /// <summary>An HTTP/1.1 answer that says nothing of closing, and then closes all the same.</summary>
    public static RawReply AnswersAndCloses(int status, string body = "") => Sends(NameOf(status), Http11(status, body));

    /// <summary>As Python's <c>http.server</c> answers as it comes: HTTP/1.0, no length, the end of the body is the end of the connection.</summary>
    public static RawReply Answers10(int status, string body = "") => Sends(
        NameOf(status), $"HTTP/1.0 {status} Any\r\nServer: BaseHTTP/0.6 Python/3.12.3\r\nContent-Type: application/json\r\n\r\n{Latin1(body)}");

    /// <summary>The same, once this has come to its end.</summary>
    public RawReply After(Task gate) => new(Name, KeepsConnection, async (socket, stopping) =>
    {
        await gate.WaitAsync(stopping);
        await _play(socket, stopping);
    });

    internal async Task PlayAsync(Socket socket, CancellationToken stopping)
    {
        await _play(socket, stopping);
        if (!KeepsConnection && this != Resets)
        {
            await CloseAsync(socket, stopping);
        }
    }

    private static RawReply Sends(string name, string text, bool keepsConnection = false) =>
        new(name, keepsConnection, (socket, stopping) => SendAsync(socket, text, stopping));

    private static string NameOf(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static string Http11(int status, string body) =>
        $"HTTP/1.1 {status} Any\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{Latin1(body)}";

    /// <summary>The characters that stand for the bytes of a text in UTF-8.</summary>
    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static async Task SendAsync(Socket socket, string text, CancellationToken stopping)
    {
        ReadOnlyMemory<byte> left = Encoding.Latin1.GetBytes(text);
        while (!left.IsEmpty)
        {
            left = left[await socket.SendAsync(left, stopping)..];
        }
    }

    /// <summary>Closes our side first and the connection only when the caller has closed its own, so that no reset overtakes the bytes.</summary>
    private static async Task CloseAsync(Socket socket, CancellationToken stopping)
    {
        socket.Shutdown(SocketShutdown.Send);
        await UntilTheCallerLeavesAsync(socket, stopping);
    }

    private static async Task UntilTheCallerLeavesAsync(Socket socket, CancellationToken stopping)
    {
        var rest = new byte[1024];
        while (await socket.ReceiveAsync(rest, stopping) > 0)
        {
        }
    }
}
