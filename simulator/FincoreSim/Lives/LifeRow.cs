using FincoreSim.Domain.Primitives;

namespace FincoreSim.Lives;

/// <summary>Who has a part in the life of a payment.</summary>
internal enum LifeLane
{
    /// <summary>Whose system calls the API, or who decides by hand.</summary>
    Integrator,

    /// <summary>The API itself.</summary>
    Simulator,

    /// <summary>The double entries.</summary>
    Ledger,

    /// <summary>The other bank, by way of SPEI.</summary>
    Bank,

    /// <summary>Who receives webhooks.</summary>
    Receiver,
}

/// <summary>What a row of a life tells.</summary>
internal enum LifeKind
{
    /// <summary>A call of the API, or a command of somebody else: the clock, the receiver's answer, a hand.</summary>
    Call,

    /// <summary>The answer to a call of the API.</summary>
    Answer,

    /// <summary>A call whose key was known: the first answer once more.</summary>
    Replay,

    /// <summary>A call with the same key that was refused because of it.</summary>
    Conflict,

    /// <summary>A rule was considered.</summary>
    Rule,

    /// <summary>The transaction came into being, or its status changed.</summary>
    State,

    /// <summary>Its CEP changed.</summary>
    Cep,

    /// <summary>A double entry.</summary>
    Entry,

    /// <summary>Something was scheduled about it.</summary>
    Order,

    /// <summary>What ties it to a refund, or a refund to its deposit.</summary>
    Refund,

    /// <summary>An attempt to deliver one of its events.</summary>
    Attempt,

    /// <summary>Nobody was told of something.</summary>
    Untold,

    /// <summary>A delivery was cancelled.</summary>
    Cancelled,

    /// <summary>What is due and has not happened.</summary>
    Due,
}

/// <summary>One row of a life, in words that need no picture. Immutable.</summary>
internal sealed record LifeRow
{
    /// <summary>What it tells.</summary>
    public required LifeKind Kind { get; init; }

    /// <summary>UTC instant, of the sandbox's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where its arrow begins.</summary>
    public required LifeLane From { get; init; }

    /// <summary>Where its arrow ends; the same lane where there is none.</summary>
    public required LifeLane To { get; init; }

    /// <summary>What it is, in the API's own terms.</summary>
    public required string Title { get; init; }

    /// <summary>More of it.</summary>
    public string? Detail { get; init; }

    /// <summary>What a receiver's answer led to.</summary>
    public string? Decision { get; init; }

    /// <summary>The HTTP status that was answered.</summary>
    public int? Status { get; init; }

    /// <summary>How long an exchange took, in real time.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Its entry in the journal; null where the journal has none.</summary>
    public long? Sequence { get; init; }

    /// <summary>The entry that led to it.</summary>
    public long? CausedBy { get; init; }

    /// <summary>Its number in the log of calls.</summary>
    public long? Request { get; init; }

    /// <summary>The delivery that it belongs to.</summary>
    public DeliveryId? Delivery { get; init; }

    /// <summary>Which attempt it is.</summary>
    public int? Attempt { get; init; }

    /// <summary>Whether a person or a test asked for it.</summary>
    public bool IsByHand { get; init; }

    /// <summary>The other transaction that it leads to.</summary>
    public TransactionId? Linked { get; init; }

    /// <summary>Its place among the rows of one instant: by entry, a call before and its answer behind what it caused.</summary>
    internal (long Entry, int Side) Place { get; init; }
}
