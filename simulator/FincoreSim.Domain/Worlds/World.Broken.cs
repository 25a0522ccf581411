using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Worlds;

/// <summary>What becomes of a world in which something happened that cannot: it is poisoned.</summary>
public sealed partial class World
{
    /// <summary>The invariant that broke, after which nothing is answered any more; null while all is well.</summary>
    public InvariantBroken? Broken { get; private set; }

    /// <summary>Notes that an invariant is broken, after which nothing is answered any more. The first one counts.</summary>
    /// <param name="broken">What was found.</param>
    /// <returns>What broke the world.</returns>
    public InvariantBroken Break(InvariantBroken broken)
    {
        if (Broken is null)
        {
            broken.PoisonedAt = Now;
            Broken = broken;
        }

        return Broken;
    }

    /// <summary>
    /// A decision that fails has changed nothing, and who asked is told; but an invariant that it found broken is.
    /// </summary>
    private Outcome<T> Decide<T>(Command<T> command, Draft draft)
    {
        try
        {
            return command.Decide(draft);
        }
        catch (InvariantBroken found)
        {
            throw Break(found);
        }
    }

    private Refusal? DecideUntyped(Command command, Draft draft)
    {
        try
        {
            return command.DecideUntyped(draft);
        }
        catch (InvariantBroken found)
        {
            throw Break(found);
        }
    }

    /// <summary>
    /// What was due is scheduled no more, and nobody asks for it again: where it fails it is lost, and the world with it.
    /// </summary>
    private Refusal? DecideDue(Command command, Draft draft)
    {
        try
        {
            return command.DecideUntyped(draft);
        }
        catch (Exception bug)
        {
            throw Break(bug as InvariantBroken ?? new InvariantBroken("what_is_due_runs", command.Name, bug));
        }
    }
}
