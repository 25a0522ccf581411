using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FincoreSim.Benchmarks.Native;

/// <summary>
/// A keep-alive connection with one request under way at most, to a server that may answer in chunks. Used by one thread.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly byte[] _answer = new byte[256 * 1024];
    private int _length;

    public HttpConnection(int port)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 30_000,
        };
        Socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>The socket, for who waits for several.</summary>
    public Socket Socket { get; }

    /// <summary>When its request was to be sent, as a timestamp.</summary>
    public long Since { get; private set; }

    /// <summary>Sends a request that was to be sent at an instant; what is later counts as waited for.</summary>
    public void Send(ReadOnlySpan<byte> request, long since)
    {
        (Since, _length) = (since, 0);
        Socket.Send(request);
    }

    /// <summary>Reads what there is; whether the answer is whole.</summary>
    public bool Read()
    {
        var read = Socket.Receive(_answer.AsSpan(_length));
        _length += read;
        return read == 0 ? throw new IOException("the server closed the connection") : IsWhole(_answer.AsSpan(0, _length));
    }

    /// <summary>How long its request waited, in microseconds.</summary>
    public long Waited() => (Stopwatch.GetTimestamp() - Since) * 1_000_000 / Stopwatch.Frequency;

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 20"u8))
        {
            throw new IOException($"not accepted: {System.Text.Encoding.UTF8.GetString(answer)}");
        }

        // Servers of other makers write names of headers in small letters.
        var name = "Content-Length: "u8;
        var at = answer[..head].IndexOf(name);
        at = at < 0 ? answer[..head].IndexOf("content-length: "u8) : at;
        return at < 0
            ? answer.EndsWith("0\r\n\r\n"u8)
            : Utf8Parser.TryParse(answer[(at + name.Length)..], out int length, out _) && answer.Length >= head + 4 + length;
    }
}
