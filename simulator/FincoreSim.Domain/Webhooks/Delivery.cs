using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>Where the delivery of one event to one webhook stands.</summary>
public enum DeliveryStatus : byte
{
    /// <summary>Waits for its turn, or for its next attempt.</summary>
    Pending,

    /// <summary>Being sent right now.</summary>
    InFlight,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver said no for good (4xx; for a SPEI MONEY_IN 422, which refunds).</summary>
    Refused,

    /// <summary>Every attempt failed.</summary>
    Undelivered,

    /// <summary>The webhook was deactivated or deleted before it could be sent.</summary>
    Cancelled,
}

/// <summary>What came back from one exchange with a receiver; measured by the host. Immutable.</summary>
public sealed record AttemptResult
{
    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The answer's headers.</summary>
    public ImmutableArray<FactDetail> Headers { get; init; } = [];

    /// <summary>The answer's body: up to 64 KiB of the last attempt, up to 4 KiB of those before it.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether the body was longer than what is kept.</summary>
    public bool IsBodyTruncated { get; init; }

    /// <summary>
    /// The SHA-256 of the bytes that were read of the body, in lower-case hexadecimal digits; null where there was no answer.
    /// </summary>
    public string? BodyHash { get; init; }

    /// <summary>How many headers were left out, because they were more than what is kept.</summary>
    public int HeadersDropped { get; init; }

    /// <summary>How long the exchange took, in real time.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What went wrong when there was no answer: <c>timeout</c>, <c>connection_refused</c> …; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>What of the body could not be read, or was read otherwise than the answer says; null where all is well.</summary>
    public string? BodyNote { get; init; }

    /// <summary>The refundReason of the answer's JSON body; null where there is none.</summary>
    public string? RefundReason { get; init; }

    /// <summary>
    /// Why there is no refundReason though the answer seems to give one, or what was changed in it; null where nothing is to be
    /// told.
    /// </summary>
    public string? RefundReasonNote { get; init; }
}

/// <summary>One attempt of a delivery. Immutable.</summary>
public sealed record Attempt
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether someone asked for it, instead of the retry schedule.</summary>
    public required bool IsResend { get; init; }

    /// <summary>UTC instant at which it was due, of the world's time.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>UTC instant at which it was sent, of the world's time.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Where it was sent to.</summary>
    public required string Url { get; init; }

    /// <summary>What came back; null while it is under way.</summary>
    public AttemptResult? Result { get; init; }

    /// <summary>What the answer led to, in words.</summary>
    public string? Decision { get; init; }

    /// <summary>Whether the answer took the event: a 2xx, or what a rule made count as one.</summary>
    public bool IsAccepted { get; init; }
}

/// <summary>The delivery of one event to one registered webhook, with every attempt. Immutable.</summary>
public sealed record Delivery
{
    private readonly long _nextAttemptTicks;
    private readonly Unusual _unusual = Unusual.Nothing;

    /// <summary>The id.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>What is delivered.</summary>
    public required WebhookEvent Event { get; init; }

    /// <summary>To which registered webhook.</summary>
    public required WebhookId WebhookId { get; init; }

    /// <summary>What a rule makes its message tell instead.</summary>
    public ImmutableArray<MessageChange> Changes
    {
        get => _unusual.Changes;
        init => _unusual = (_unusual with { Changes = value }).Shared();
    }

    /// <summary>Where it stands.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>UTC instant of the next attempt; null when none will be made.</summary>
    public DateTimeOffset? NextAttemptAt
    {
        get => _nextAttemptTicks == 0 ? null : new DateTimeOffset(_nextAttemptTicks, TimeSpan.Zero);
        init => _nextAttemptTicks = value?.UtcTicks ?? 0;
    }

    /// <summary>Whether the next attempt was asked for by hand.</summary>
    public bool IsResend { get; init; }

    /// <summary>How many attempts of the retry schedule were used.</summary>
    public int ScheduledAttempts { get; init; }

    /// <summary>As which status a rule made the last answer count; null: as what it was.</summary>
    public int? TreatedAs
    {
        get => _unusual.TreatedAs;
        init => _unusual = (_unusual with { TreatedAs = value }).Shared();
    }

    /// <summary>The refund reason that a rule put in place of the answer's; null: the answer's.</summary>
    public string? TreatedReason
    {
        get => _unusual.TreatedReason;
        init => _unusual = (_unusual with { TreatedReason = value }).Shared();
    }

    /// <summary>Why it was cancelled, in words; null where it was not.</summary>
    public string? CancelledBecause
    {
        get => _unusual.CancelledBecause;
        init => _unusual = (_unusual with { CancelledBecause = value }).Shared();
    }

    /// <summary>The attempts so far: all of the retries; of many resends the last ones.</summary>
    public ImmutableArray<Attempt> Attempts { get; init; } = [];

    /// <summary>How many attempts were made; more than are kept, where somebody resent it very often.</summary>
    public int AttemptsMade => Attempts.IsEmpty ? 0 : Attempts[^1].Number;

    /// <summary>The journal entry of the event, the cause of every attempt.</summary>
    public required long CausedBy { get; init; }

    /// <summary>Whether nothing more will happen to it by itself.</summary>
    public bool IsFinished => Status is not (DeliveryStatus.Pending or DeliveryStatus.InFlight);

    /// <summary>It, cancelled.</summary>
    /// <param name="because">Why, in words.</param>
    internal Delivery Cancelled(string because) =>
        this with
        {
            Status = DeliveryTransitions.After(Status, DeliveryMove.Cancel),
            NextAttemptAt = null,
            IsResend = false,
            CancelledBecause = because,
        };

    /// <summary>What rules made of it, and why it was cancelled; most deliveries share that there is none of it.</summary>
    private sealed record Unusual(
        ImmutableArray<MessageChange> Changes, int? TreatedAs, string? TreatedReason, string? CancelledBecause)
    {
        public static Unusual Nothing { get; } = new([], null, null, null);

        private bool IsNothing => Changes.IsEmpty && TreatedAs is null && TreatedReason is null && CancelledBecause is null;

        public Unusual Shared() => IsNothing ? Nothing : this;
    }
}
