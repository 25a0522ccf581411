namespace FincoreSim.Domain.Primitives;

/// <summary>
/// An invariant of the world does not hold: a bug of the simulator. The world that it was found in is poisoned and answers
/// nothing else any more; it never limps on.
/// </summary>
public sealed class InvariantBroken : Exception
{
    /// <summary>Names the invariant and says what was found.</summary>
    public InvariantBroken(string invariant, string found) : base($"{invariant}: {found}") => Invariant = invariant;

    /// <summary>Something failed that the world goes on only with: what was to happen has not, and never will.</summary>
    /// <param name="invariant">The invariant: that it never fails.</param>
    /// <param name="doing">What was being done.</param>
    /// <param name="bug">How it failed.</param>
    public InvariantBroken(string invariant, string doing, Exception bug)
        : base($"{invariant}: {doing}: {bug.GetType().Name}: {bug.Message}", bug) => Invariant = invariant;

    /// <summary>The invariant's name, as in <c>GET …/ledger</c>.</summary>
    public string Invariant { get; }

    /// <summary>The UTC instant, of the world's time, at which it poisoned the world; null while it has not.</summary>
    public DateTimeOffset? PoisonedAt { get; internal set; }
}
