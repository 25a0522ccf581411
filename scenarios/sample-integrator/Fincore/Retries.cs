namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>Asks again what got no answer: a few times, a little later each time, and always the same question.</summary>
internal static class Retries
{
    /// <summary>How often it asks again.</summary>
    public const int RetriesMax = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the outcome is not lost, at most <see cref="RetriesMax"/> times more.</summary>
    public static async Task<T> WhileLostAsync<T>(Func<Task<T>> ask, Func<T, bool> isLost, CancellationToken stop)
    {
        var outcome = await ask();
        for (var retry = 0; retry < RetriesMax && isLost(outcome) && !stop.IsCancellationRequested; retry++)
        {
            await Task.Delay(FirstWait * (1 << retry), TimeProvider.System, CancellationToken.None);
            outcome = await ask();
        }

        return outcome;
    }
}
