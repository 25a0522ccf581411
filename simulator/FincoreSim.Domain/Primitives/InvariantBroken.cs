namespace FincoreSim.Domain.Primitives;

/// <summary>
/// An invariant of the world does not hold: a bug of the simulator. The world that threw it is poisoned and answers
/// nothing else any more; it never limps on.
/// </summary>
public sealed class InvariantBroken : Exception
{
    /// <summary>Names the invariant and says what was found.</summary>
    public InvariantBroken(string invariant, string found) : base($"{invariant}: {found}") => Invariant = invariant;

    /// <summary>The invariant's name, as in <c>GET …/ledger</c>.</summary>
    public string Invariant { get; }
}
