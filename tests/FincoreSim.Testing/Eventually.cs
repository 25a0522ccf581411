namespace FincoreSim.Testing;

/// <summary>
/// Waits for what no event tells: asks again and again. No test passes or fails by how long that takes; the limit only ends a
/// test that would wait for ever, and no machine is slow enough to reach it.
/// </summary>
public static class Eventually
{
    /// <summary>How long anything may take that does not hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Asks until it is so.</summary>
    /// <param name="isSo">What is asked.</param>
    /// <param name="told">What the failure says, asked for only then.</param>
    public static async Task IsSoAsync(Func<Task<bool>> isSo, Func<string>? told = null)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            if (late.IsCancellationRequested)
            {
                throw new CheckFailedException($"It did not come to be within {Patience.TotalSeconds} s. {told?.Invoke()}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Asks until it is so.</summary>
    public static Task IsSoAsync(Func<bool> isSo, Func<string>? told = null) => IsSoAsync(() => Task.FromResult(isSo()), told);
}
