namespace FincoreSim.Worlds;

/// <summary>A bell: who waits is woken by the next pulse; a pulse while nobody waits is remembered once. Thread-safe.</summary>
internal sealed class AsyncSignal
{
    private static readonly TaskCompletionSource Rung = Completed();

    private TaskCompletionSource? _waiting;

    /// <summary>Wakes the waiter, or the next one to come.</summary>
    public void Pulse()
    {
        if (Volatile.Read(ref _waiting) != Rung)
        {
            Interlocked.Exchange(ref _waiting, Rung)?.TrySetResult();
        }
    }

    /// <summary>Waits for a pulse, or for so long. One waiter at a time.</summary>
    public async Task WaitAsync(TimeSpan? atMost, TimeProvider time, CancellationToken stop)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _waiting, mine, null) is not null)
        {
            Volatile.Write(ref _waiting, null);
            return;
        }

        await mine.Task.WaitAsync(atMost ?? Timeout.InfiniteTimeSpan, time, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Exchange(ref _waiting, null);
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
