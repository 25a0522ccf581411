using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace FincoreSim.Testing;

/// <summary>
/// A server at the socket, on a free port of 127.0.0.1, for what WireMock.Net cannot do: hang, reset, garbage, truncation, HTTP/1.0,
/// and connections that are closed or kept against the rules. It reads a request whole, enters it in its log, and only then
/// does what the test told. Everything else is <see cref="WebhookReceiver"/>'s. Safe to use from any thread.
/// </summary>
public sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Arrivals _arrivals = new();
    private readonly Func<RequestMessage, RawReply> _reply;
    private readonly Task _accepting;
    private ImmutableList<LogEntry> _entries = [];
    private int _connections;

    private RawReceiver(Func<RequestMessage, RawReply> reply)
    {
        _reply = reply;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The base address, without a slash at its end.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>The port listened on.</summary>
    public int Port { get; }

    /// <summary>How many connections were opened so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>What came so far, in order of arrival.</summary>
    public IReadOnlyList<LogEntry> LogEntries => Volatile.Read(ref _entries);

    /// <summary>Starts a receiver that does these in turn; the last one stays.</summary>
    public static RawReceiver Start(params IReadOnlyList<RawReply> replies)
    {
        ArgumentOutOfRangeException.ThrowIfZero(replies.Count);
        var turn = -1;
        return new RawReceiver(_ => replies[Math.Min(Interlocked.Increment(ref turn), replies.Count - 1)]);
    }

    /// <summary>Starts a receiver that decides on each request.</summary>
    public static RawReceiver Start(Func<RequestMessage, RawReply> reply) => new(reply);

    /// <summary>Waits for at least this many requests and returns them all.</summary>
    public Task<IReadOnlyList<LogEntry>> WaitForAsync(int count, TimeSpan? patience = null) =>
        _arrivals.WaitAsync(count, "any request", () => LogEntries, () => LogEntries, patience);

    /// <summary>Stops listening and cuts every connection, whatever it was doing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                open.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        connection.NoDelay = true;
        var reader = new RawRequestReader(connection);
        try
        {
            RawReply reply;
            do
            {
                if (await reader.ReadAsync(_stopping.Token) is not { } request)
                {
                    return;
                }

                reply = _reply(request);
                var entry = new LogEntry(request, reply.Name);
                ImmutableInterlocked.Update(ref _entries, entries => entries.Add(entry));
                _arrivals.Tell();
                await reply.PlayAsync(connection, _stopping.Token);
            }
            while (reply.KeepsConnection);
        }
        catch (Exception left) when (left is OperationCanceledException or SocketException)
        {
            // The caller has left, or the receiver is being disposed: there is nobody to answer.
        }
    }
}
