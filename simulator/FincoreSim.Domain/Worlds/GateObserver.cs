using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// Looks on from inside a world's gate: sees every input in the order of commitment, and the world after each change. Called
/// under the lock, so it must be quick, and must not enter the gate again.
/// </summary>
public abstract class GateObserver
{
    /// <summary>From now on it looks on from inside this gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="world">The world behind it, good during the call only.</param>
    public virtual void Attached(WorldGate gate, World world)
    {
    }

    /// <summary>A command from outside is about to be decided; what was due until now has run.</summary>
    /// <param name="now">The world's UTC instant.</param>
    /// <param name="command">The command.</param>
    /// <param name="causedBy">The journal entry that led to it.</param>
    public virtual void Entering(DateTimeOffset now, Command command, long? causedBy)
    {
    }

    /// <summary>A payment request is about to be decided; what was due until now has run.</summary>
    /// <param name="now">The world's UTC instant.</param>
    /// <param name="request">The request.</param>
    public virtual void Entering(DateTimeOffset now, PaymentRequest request)
    {
    }

    /// <summary>A command was concluded, whoever sent it; the journal may have new entries.</summary>
    /// <param name="world">The world, good during the call only.</param>
    public virtual void Concluded(World world)
    {
    }
}
