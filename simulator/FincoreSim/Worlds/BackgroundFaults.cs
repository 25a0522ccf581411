using System.Collections.Concurrent;

namespace FincoreSim.Worlds;

/// <summary>Something of the process that fails in the background.</summary>
/// <param name="What">What it is, for people.</param>
/// <param name="Reason">How it fails.</param>
/// <param name="At">Wall-clock UTC instant since when.</param>
internal sealed record BackgroundFault(string What, string Reason, DateTimeOffset At);

/// <summary>
/// What fails in the background of the process and belongs to no sandbox, one entry for each thing, until it works again. Health
/// shows it. Thread-safe.
/// </summary>
internal sealed class BackgroundFaults(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, BackgroundFault> _open = new(StringComparer.Ordinal);

    /// <summary>What fails now.</summary>
    public IEnumerable<BackgroundFault> Open => _open.Values.OrderBy(fault => fault.What, StringComparer.Ordinal);

    /// <summary>Notes that something fails.</summary>
    /// <returns>Whether this was not known: only then it need be logged.</returns>
    public bool Note(string what, Exception bug)
    {
        var fault = new BackgroundFault(what, $"{bug.GetType().Name}: {bug.Message}", time.GetUtcNow());
        var known = _open.GetValueOrDefault(what);
        _open[what] = known?.Reason == fault.Reason ? known : fault;
        return known?.Reason != fault.Reason;
    }

    /// <summary>Notes that something works again.</summary>
    public void Clear(string what) => _open.TryRemove(what, out _);
}
