namespace FincoreSim.Worlds;

/// <summary>Tells any number of followers that something changed. Thread-safe.</summary>
internal sealed class ChangeBell
{
    private TaskCompletionSource? _next;

    /// <summary>Wakes everyone who waits.</summary>
    public void Ring()
    {
        if (Volatile.Read(ref _next) is not null)
        {
            Interlocked.Exchange(ref _next, null)?.TrySetResult();
        }
    }

    /// <summary>Completes at the next ring after the call.</summary>
    public Task Next()
    {
        while (true)
        {
            if (Volatile.Read(ref _next) is { } waiting)
            {
                return waiting.Task;
            }

            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _next, mine, null) is null)
            {
                return mine.Task;
            }
        }
    }
}
