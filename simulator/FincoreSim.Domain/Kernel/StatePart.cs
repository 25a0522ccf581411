using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Kernel;

/// <summary>The places of the parts in a <see cref="WorldState"/>, one for each resource that keeps something.</summary>
internal enum StateSlot
{
    /// <summary>The bank catalogue.</summary>
    Banks,

    /// <summary>Balances, holds and entries.</summary>
    Ledger,

    /// <summary>Clients and customers.</summary>
    Clients,

    /// <summary>Instruments.</summary>
    Instruments,

    /// <summary>Accounts.</summary>
    Accounts,

    /// <summary>Transactions.</summary>
    Transactions,

    /// <summary>Armed rules.</summary>
    Rules,

    /// <summary>Registered webhooks.</summary>
    Webhooks,

    /// <summary>Deliveries of webhooks.</summary>
    Deliveries,

    /// <summary>Idempotency keys and their answers.</summary>
    Idempotency,

    /// <summary>Reports.</summary>
    Reports,
}

/// <summary>
/// What one resource keeps of a world's state. A fork shares what both have and copies what one of them changes. Each part is
/// forked because it is a part, so that none can be forgotten. Not thread-safe: the world's gate guards it.
/// </summary>
public abstract class StatePart
{
    /// <summary>Where it stands in the state.</summary>
    internal abstract StateSlot Slot { get; }

    /// <summary>The same part for another world, which changes it under an edit of its own.</summary>
    internal abstract StatePart Fork(Edit edit);

    /// <summary>Changes what it keeps under another edit from now on.</summary>
    internal virtual void Use(Edit edit)
    {
    }
}
