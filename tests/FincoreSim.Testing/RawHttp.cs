using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FincoreSim.Testing;

/// <summary>Sends bytes as they are to a port of 127.0.0.1, for requests no HTTP client would write. Stateless.</summary>
public static class RawHttp
{
    /// <summary>Sends a text, one byte per character (Latin-1), and reads the first answer.</summary>
    public static Task<RawAnswer> SendAsync(
        int port, string request, TimeSpan? timeout = null, bool closeAfterSending = false, bool headOnly = false) =>
        SendAsync(port, Encoding.Latin1.GetBytes(request), timeout, closeAfterSending, headOnly);

    /// <summary>Sends bytes and reads the first final answer; interim ones (1xx) are passed over.</summary>
    /// <param name="port">The port of 127.0.0.1.</param>
    /// <param name="request">The bytes, sent unchanged.</param>
    /// <param name="timeout">How long to wait for the answer, counted from the last byte sent; when it is up, the outcome says
    /// so.</param>
    /// <param name="closeAfterSending">Closes our sending side after the last byte, as a caller who gives up half-way.</param>
    /// <param name="headOnly">Reads no body, for answers that have no end.</param>
    public static async Task<RawAnswer> SendAsync(
        int port,
        ReadOnlyMemory<byte> request,
        TimeSpan? timeout = null,
        bool closeAfterSending = false,
        bool headOnly = false)
    {
        using var late = new CancellationTokenSource(Eventually.Patience);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, late.Token);

        // A server may answer and close while we are still sending: what it said is read all the same.
        var stream = client.GetStream();
        var sending = WriteAsync(stream, request, closeAfterSending, late.Token);
        if (timeout is { } limit)
        {
            await sending;
            late.CancelAfter(limit);
        }

        var reader = new RawAnswerReader(stream, hasBody: !headOnly && !request.Span.StartsWith("HEAD "u8));
        var answer = await reader.ReadAsync(late.Token);
        await late.CancelAsync();
        await sending;
        return answer;
    }

    private static async Task WriteAsync(NetworkStream stream, ReadOnlyMemory<byte> request, bool close, CancellationToken late)
    {
        try
        {
            await stream.WriteAsync(request, late);
            if (close)
            {
                stream.Socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception cut) when (cut is IOException or SocketException or OperationCanceledException)
        {
            // The reading side tells how the exchange ended.
        }
    }
}
