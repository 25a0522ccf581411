namespace FincoreSim.Testing;

/// <summary>Wakes whoever waits for a receiver's log to grow. Safe to use from any thread.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _next = NewSignal();

    /// <summary>Says that something came.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, NewSignal()).SetResult();

    /// <summary>Waits until enough of what is looked for has come, and returns it.</summary>
    /// <param name="count">How many at least.</param>
    /// <param name="wanted">What is looked for, for the failure message.</param>
    /// <param name="find">Finds it in the log as it is now.</param>
    /// <param name="all">The whole log, for the failure message.</param>
    /// <param name="patience">How long to wait in vain.</param>
    public async Task<IReadOnlyList<T>> WaitAsync<T>(
        int count, string wanted, Func<IReadOnlyList<T>> find, Func<IReadOnlyList<T>> all, TimeSpan? patience)
        where T : notnull
    {
        var limit = patience ?? Eventually.Patience;
        using var late = new CancellationTokenSource(limit);
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            var found = find();
            if (found.Count >= count)
            {
                return found;
            }

            await next.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (late.IsCancellationRequested && !next.IsCompleted)
            {
                throw new CheckFailedException(TooFew(count, wanted, limit, found.Count, all()));
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string TooFew<T>(int count, string wanted, TimeSpan limit, int found, IReadOnlyList<T> all)
    {
        var list = all.Count == 0 ? "  nothing" : string.Join('\n', all.Select(entry => $"  {entry}"));
        return $"Expected {count} of: {wanted}; {found} came within {limit.TotalSeconds:0.###} s. In all there came:\n{list}";
    }
}
