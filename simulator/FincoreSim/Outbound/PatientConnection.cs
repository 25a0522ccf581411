using System.Net.Sockets;
using FincoreSim.Ground;
using FincoreSim.Output;

namespace FincoreSim.Outbound;

/// <summary>
/// A connection that lets the other side close first, as it was asked to by <c>Connection: close</c>, and closes after a moment
/// all the same. The side that closes first keeps the port for a minute; were that always ours, a fast run would use up all there
/// are. One that is given up in the middle of a read or a write is cut at once.
/// </summary>
internal sealed class PatientConnection(Socket socket, TimeProvider time) : NetworkStream(socket, ownsSocket: false)
{
    private const int WaitingMax = 512;
    private const int ReadMax = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static int _waiting;

    private int _pending;
    private int _disposed;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _pending);
        try
        {
            return await base.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _pending);
        try
        {
            await base.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            var isCut = Volatile.Read(ref _pending) > 0;
            Background.Run(
                () => CloseAsync(isCut),
                bug => Terminal.Error.WriteLine(
                    $"fincoresim: a connection was not closed as it should be: {bug.GetType().Name}: {bug.Message}"));
        }
    }

    private async Task CloseAsync(bool isCut)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) <= WaitingMax && !isCut)
            {
                await WaitForEndAsync();
            }
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It was reset, or the other side does not close it: it is closed here.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            Socket.Dispose();
        }
    }

    private async Task WaitForEndAsync()
    {
        using var late = new CancellationTokenSource(Patience, time);
        var rest = new byte[1024];
        int read, total = 0;
        while (total < ReadMax && (read = await Socket.ReceiveAsync(rest.AsMemory(), SocketFlags.None, late.Token)) > 0)
        {
            total += read;
        }
    }
}
