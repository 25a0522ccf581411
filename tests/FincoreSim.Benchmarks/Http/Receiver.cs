using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// The cheapest receiver of webhooks there is: whatever comes in whole is answered with 201, without a body or with one. Or one
/// that takes what comes and never answers, so that all but one of a webhook's deliveries stay in the queue until the timeout of
/// 10 s.
/// </summary>
/// <param name="answers">Whether it answers.</param>
/// <param name="bodyBytes">How large a body it answers.</param>
internal sealed class Receiver(bool answers, int bodyBytes = 0) : IDisposable
{
    private readonly byte[] _answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 201 Created\r\nContent-Length: {bodyBytes}\r\n\r\n"),
        .. Enumerable.Repeat((byte)'x', bodyBytes)];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/webhooks";

    public Receiver Start()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                ThreadPool.UnsafeQueueUserWorkItem(Answer, socket, preferLocal: false);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private void Answer(Socket socket)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        using var closes = socket;
        try
        {
            int read;
            while ((read = socket.Receive(buffer.AsSpan(length))) > 0)
            {
                length += read;
                if (IsWhole(buffer.AsSpan(0, length)))
                {
                    if (answers)
                    {
                        socket.Send(_answer);
                        if (buffer.AsSpan(0, length).IndexOf("Connection: close\r\n"u8) >= 0)
                        {
                            return;
                        }
                    }

                    length = 0;
                }
            }
        }
        catch (SocketException)
        {
            // The sender is gone.
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var head = request.IndexOf("\r\n\r\n"u8);
        var name = request.IndexOf("Content-Length: "u8);
        return head >= 0 && name >= 0
            && System.Buffers.Text.Utf8Parser.TryParse(request[(name + "Content-Length: ".Length)..], out int body, out _)
            && request.Length >= head + 4 + body;
    }
}
