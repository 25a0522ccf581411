namespace FincoreSim.Domain.Kernel;

/// <summary>The journal entries that one call wrote, by their numbers: none where both are equal.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="End">The number behind the last.</param>
public readonly record struct JournalSpan(long First, long End)
{
    /// <summary>UTC instant at which the call was decided; the default where nobody kept it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => First >= End;
}
