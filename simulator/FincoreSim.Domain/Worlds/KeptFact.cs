using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>Which fact the content of a <see cref="KeptFact"/> stands for.</summary>
internal enum FactForm : byte
{
    /// <summary>The fact itself is kept.</summary>
    Whole,

    /// <summary><see cref="TransactionCreated"/>, of its transaction.</summary>
    TransactionCreated,

    /// <summary><see cref="TransactionChanged"/>, of its transaction.</summary>
    TransactionChanged,

    /// <summary><see cref="ItemScheduled"/>, of its item.</summary>
    ItemScheduled,

    /// <summary><see cref="DeliveryQueued"/> that waits for its time, of its delivery.</summary>
    DeliveryQueued,

    /// <summary><see cref="DeliveryQueued"/> that is due at once, of its delivery.</summary>
    DeliveryQueuedNow,

    /// <summary><see cref="DeliveryTaken"/>, of its delivery.</summary>
    DeliveryTaken,

    /// <summary><see cref="DeliveryDue"/>, of its delivery.</summary>
    DeliveryDue,

    /// <summary><see cref="DeliveryAttempted"/>, of its delivery.</summary>
    DeliveryAttempted,
}

/// <summary>
/// A fact as the journal keeps it. The facts of a payment only wrap what the state keeps anyway; so the journal keeps that and
/// wraps it again for who reads it, and the wrappers die young instead of being copied by the garbage collector first.
/// </summary>
/// <param name="Form">Which fact it is.</param>
/// <param name="Content">What it is made of.</param>
internal readonly record struct KeptFact(FactForm Form, object Content)
{
    /// <summary>The fact, equal to the one that was kept but for what receivers answered beyond the beginning.</summary>
    public Fact ToFact() => Form switch
    {
        FactForm.Whole => (Fact)Content,
        FactForm.TransactionCreated => new TransactionCreated((Transaction)Content),
        FactForm.TransactionChanged => new TransactionChanged((Transaction)Content),
        FactForm.ItemScheduled => new ItemScheduled((DueItem)Content),
        FactForm.DeliveryQueued => new DeliveryQueued((Delivery)Content, IsDueNow: false),
        FactForm.DeliveryQueuedNow => new DeliveryQueued((Delivery)Content, IsDueNow: true),
        FactForm.DeliveryTaken => new DeliveryTaken((Delivery)Content),
        FactForm.DeliveryDue => new DeliveryDue((Delivery)Content),
        FactForm.DeliveryAttempted => new DeliveryAttempted((Delivery)Content),
        _ => throw new InvalidOperationException($"{Form} is no form"),
    };
}
