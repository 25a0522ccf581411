using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FincoreSim.Testing;

/// <summary>
/// A server on a free port of 127.0.0.1 that is nothing but sockets, for receivers that no HTTP library here makes: HTTP/1.0,
/// whoever closes, half-closes or resets connections when he likes, and whoever hangs. Everything else is
/// <see cref="WebhookReceiver"/>'s. What counts is what it read, and it is known before it is answered. Safe to use from any
/// thread.
/// </summary>
public sealed class RawReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Func<RawRequest, Task<RawReply>> _answer;
    private readonly bool _readsBodies;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Arrivals _arrivals = new();
    private readonly Lock _lock = new();
    private readonly List<RawRequest> _requests = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    private RawReceiver(Func<RawRequest, Task<RawReply>> answer, bool readsBodies)
    {
        (_answer, _readsBodies) = (answer, readsBodies);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The base address, without a slash at its end.</summary>
    public string Url => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The port listened on.</summary>
    public int Port { get; }

    /// <summary>What was read so far, in order; a copy.</summary>
    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="answer">What it does with each request that it read.</param>
    /// <param name="readsBodies">Whether it reads bodies, or answers as soon as it has the head.</param>
    public static RawReceiver Start(Func<RawRequest, RawReply> answer, bool readsBodies = true) =>
        new(request => Task.FromResult(answer(request)), readsBodies);

    /// <summary>Starts one that asks somebody else.</summary>
    /// <param name="answer">What it does with each request that it read.</param>
    public static RawReceiver Start(Func<RawRequest, Task<RawReply>> answer) => new(answer, readsBodies: true);

    /// <summary>Starts one that does these in turn; the last one stays.</summary>
    public static RawReceiver Start(params IReadOnlyList<RawReply> replies) =>
        Start(request => replies[Math.Min(request.Number, replies.Count) - 1]);

    /// <summary>Waits until it has read at least this many, and returns them all.</summary>
    public Task<IReadOnlyList<RawRequest>> WaitForAsync(int count) =>
        _arrivals.WaitAsync(count, "any request", () => Requests, () => Requests, patience: null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] open;
        lock (_lock)
        {
            open = [.. _connections];
        }

        await Task.WhenAll(open);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                lock (_lock)
                {
                    _connections.Add(Task.Run(() => ServeAsync(socket, number)));
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is being disposed.
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using var closes = socket;
        socket.NoDelay = true;
        var reader = new RawRequestReader(socket, _readsBodies);
        var idleMax = Timeout.InfiniteTimeSpan;
        try
        {
            for (var number = 1; ; number++)
            {
                using var idle = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                idle.CancelAfter(idleMax);
                if (await reader.ReadAsync(idle.Token) is not { } read)
                {
                    return;
                }

                var reply = await _answer(Keep(read, connection, number));
                if (!reply.Bytes.IsEmpty)
                {
                    await socket.SendAsync(reply.Bytes, SocketFlags.None, _stopping.Token);
                }

                idleMax = reply.IdleMax ?? Timeout.InfiniteTimeSpan;
                if (reply.Then is { } then)
                {
                    await Task.Delay(Moment, _stopping.Token);
                    reply = reply with { End = then };
                }

                if (await IsEndedAsync(socket, reply.End))
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // The sender is gone, was idle for too long, or this is being disposed.
        }
    }

    private async Task<bool> IsEndedAsync(Socket socket, RawEnd end)
    {
        switch (end)
        {
            case RawEnd.ClosesUnread:
                await socket.ReceiveAsync(new byte[1].AsMemory(), SocketFlags.Peek, _stopping.Token);
                return true;
            case RawEnd.Closes:
                return true;
            case RawEnd.Hangs:
                await socket.ReceiveAsync(new byte[1].AsMemory(), SocketFlags.Peek, _stopping.Token);
                return true;
            case RawEnd.Dribbles:
                await DribbleAsync(socket);
                return true;
            case RawEnd.Resets:
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return true;
            case RawEnd.HalfCloses:
                socket.Shutdown(SocketShutdown.Send);
                return false;
            default:
                return false;
        }
    }

    private async Task DribbleAsync(Socket socket)
    {
        while (true)
        {
            await socket.SendAsync("x"u8.ToArray(), SocketFlags.None, _stopping.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, _stopping.Token);
        }
    }

    private RawRequest Keep((string Head, byte[] Body) read, int connection, int number)
    {
        lock (_lock)
        {
            var request = new RawRequest(_requests.Count + 1, connection, number, read.Head, read.Body);
            _requests.Add(request);
            _arrivals.Tell();
            return request;
        }
    }
}

/// <summary>Reads requests off a socket. For one connection.</summary>
internal sealed class RawRequestReader(Socket socket, bool readsBodies)
{
    private readonly List<byte> _came = [];

    /// <summary>The next request; null where the connection ended before it was whole.</summary>
    public async Task<(string Head, byte[] Body)?> ReadAsync(CancellationToken stop)
    {
        int end;
        while ((end = HeadLength()) < 0)
        {
            if (!await FillAsync(stop))
            {
                return null;
            }
        }

        var head = Encoding.Latin1.GetString([.. _came[..end]]);
        var length = readsBodies ? LengthOf(head) : 0;
        while (_came.Count < end + length)
        {
            if (!await FillAsync(stop))
            {
                return null;
            }
        }

        byte[] body = [.. _came[end..(end + length)]];
        _came.RemoveRange(0, end + length);
        return (head, body);
    }

    private static int LengthOf(string head) => int.Parse(
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            ?["Content-Length:".Length..] ?? "0",
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
        CultureInfo.InvariantCulture);

    private int HeadLength()
    {
        var at = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_came).IndexOf("\r\n\r\n"u8);
        return at < 0 ? -1 : at + 4;
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None, stop);
        _came.AddRange(buffer.AsSpan(0, read));
        return read > 0;
    }
}
