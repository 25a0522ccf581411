namespace FincoreSim.Domain.Worlds;

/// <summary>
/// Whoever measures what passes a gate. The domain has no clock of the real world, so this is the host's; it is called often,
/// must be quick, and must not enter the gate.
/// </summary>
public interface IGateWatch
{
    /// <summary>Whether anybody wants to know; asked at each entry, and nothing else is called while nobody does.</summary>
    bool IsOn { get; }

    /// <summary>Somebody is about to wait for the gate: gives what <see cref="Entered"/> gets, such as a timestamp.</summary>
    long Arrived();

    /// <summary>Somebody was let in; called under the lock.</summary>
    /// <param name="arrived">What <see cref="Arrived"/> gave.</param>
    void Entered(long arrived);

    /// <summary>Something ran because it was due; called under the lock.</summary>
    /// <param name="item">What ran.</param>
    /// <param name="late">How long after its instant, in real time.</param>
    void Ran(RanItem item, TimeSpan late);
}
