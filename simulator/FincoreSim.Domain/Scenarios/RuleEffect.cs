using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Scenarios;

/// <summary>Where in the life of an event an effect is decided; of each stage's effects only the first matching rule's fires.</summary>
public enum RuleStage
{
    /// <summary>A request arrives, before it is read.</summary>
    Arrival,

    /// <summary>The API would accept it: refuse it, or fail before or after the commit.</summary>
    Acceptance,

    /// <summary>How a payment or CEP ends.</summary>
    Fate,

    /// <summary>A webhook is queued.</summary>
    Queueing,

    /// <summary>A webhook is about to be sent.</summary>
    Sending,

    /// <summary>A receiver has answered.</summary>
    Answer,
}

/// <summary>One thing that a rule makes happen. Immutable.</summary>
public abstract record RuleEffect
{
    /// <summary>Where it is decided.</summary>
    public abstract RuleStage Stage { get; }

    /// <summary>Which events it can follow; <c>lint</c> refuses the others.</summary>
    public abstract ImmutableArray<RuleEvent> Events { get; }

    /// <summary>How many characters its texts have.</summary>
    internal virtual long TextLength => 0;
}

/// <summary>The payment settles after a time.</summary>
/// <param name="After">How long after the payment.</param>
public sealed record SettleEffect(TimeSpan After) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Fate;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.MoneyOut, RuleEvent.Cep];
}

/// <summary>The payment is rejected.</summary>
/// <param name="Reason">Why.</param>
/// <param name="After">How long after the payment; null: when it would have settled.</param>
public sealed record RejectEffect(ReturnReason Reason, TimeSpan? After) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Fate;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.MoneyOut, RuleEvent.Cep];
}

/// <summary>The payment settles and comes back later.</summary>
/// <param name="Reason">Why.</param>
/// <param name="After">How long after it settled; null: one day.</param>
public sealed record ReturnEffect(ReturnReason Reason, TimeSpan? After) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Fate;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.MoneyOut];
}

/// <summary>The payment, or the CEP, stays as it is until someone decides.</summary>
public sealed record HoldEffect : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Fate;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.MoneyOut, RuleEvent.Cep];
}

/// <summary>The CEP lives by a timeline, counted from the payment.</summary>
/// <param name="Steps">The steps, ascending.</param>
public sealed record CepTimelineEffect(ImmutableArray<CepStep> Steps) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Fate;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Cep];
}

/// <summary>The API refuses, in its own error body; nothing happens. A deposit is refused as by its receiver's 422: it is refunded.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">The reason; for a deposit the refundReason.</param>
/// <param name="Detail">The error_detail.</param>
public sealed record RefuseEffect(int Status, string Reason, string Detail) : RuleEffect
{
    internal override long TextLength => Reason.Length + Detail.Length;

    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Acceptance;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.MoneyOut, RuleEvent.MoneyIn, RuleEvent.Cep, RuleEvent.Refund];
}

/// <summary>The call fails although (or before) something happened: the answer is what breaks.</summary>
/// <param name="IsAfterCommit">Whether the money moves.</param>
/// <param name="How">What the caller sees.</param>
public sealed record FailEffect(bool IsAfterCommit, AnswerFault How) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Acceptance;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.MoneyOut, RuleEvent.Cep, RuleEvent.Refund];
}

/// <summary>A request fails before it is read; nothing happens.</summary>
/// <param name="How">What the caller sees.</param>
public sealed record RequestFaultEffect(AnswerFault How) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Arrival;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Request];
}

/// <summary>More requests than so many in so long are answered 429 with Retry-After.</summary>
/// <param name="Requests">How many pass.</param>
/// <param name="Per">In how long, of the world's time.</param>
public sealed record RateLimitEffect(int Requests, TimeSpan Per) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Arrival;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Request];
}

/// <summary>What a receiver answers counts as something else; what it really said stays in the attempt.</summary>
/// <param name="Status">The status as which it counts.</param>
/// <param name="Reason">The refundReason, for 422.</param>
public sealed record TreatAnswerAsEffect(int Status, string? Reason) : RuleEffect
{
    internal override long TextLength => Reason?.Length ?? 0;

    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Answer;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>A span of time from which a value is drawn; both ends included.</summary>
/// <param name="From">The shortest.</param>
/// <param name="To">The longest.</param>
public readonly record struct DurationRange(TimeSpan From, TimeSpan To);

/// <summary>One member of a webhook's message that is put in, or in place of another.</summary>
/// <param name="Path">The member, with dots: <c>body.status</c>.</param>
/// <param name="Json">Its value, as JSON.</param>
public sealed record MessageChange(string Path, string Json);

/// <summary>
/// The webhook tells something else: members that nobody knew yesterday, values of tomorrow. What happened to the money stays as
/// it is.
/// </summary>
/// <param name="Changes">The members.</param>
public sealed record ChangeMessageEffect(ImmutableArray<MessageChange> Changes) : RuleEffect
{
    internal override long TextLength => Changes.Sum(change => (long)change.Path.Length + change.Json.Length);

    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Queueing;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>The webhook comes more than once, the same bytes each time.</summary>
/// <param name="Copies">How many more.</param>
/// <param name="Gap">How long after the event each copy is due.</param>
public sealed record DuplicateEffect(int Copies, DurationRange Gap) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Queueing;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>The webhook comes later.</summary>
/// <param name="By">How much later.</param>
public sealed record DelayEffect(DurationRange By) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Queueing;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>Webhooks within a window come in any order: each is held back by a draw of up to the window.</summary>
/// <param name="Window">The window.</param>
public sealed record ReorderEffect(TimeSpan Window) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Queueing;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>The webhook is lost: it is never sent, and the delivery says so.</summary>
public sealed record DropEffect : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Queueing;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>An attempt does not reach its receiver: the connection breaks, and the retry schedule goes on.</summary>
public sealed record DropConnectionEffect : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Sending;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>The webhook of an earlier status is sent once more after this one: old news after the new.</summary>
/// <param name="After">How long after.</param>
public sealed record StaleEffect(TimeSpan After) : RuleEffect
{
    /// <inheritdoc/>
    public override RuleStage Stage => RuleStage.Queueing;

    /// <inheritdoc/>
    public override ImmutableArray<RuleEvent> Events => [RuleEvent.Webhook];
}

/// <summary>What a caller sees of a call that fails.</summary>
public enum AnswerFaultKind
{
    /// <summary>An error status in the API's body.</summary>
    Status,

    /// <summary>The answer comes late, by the world's time.</summary>
    Hang,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection closes without an answer's body.</summary>
    Empty,

    /// <summary>The answer breaks off in the middle.</summary>
    Truncate,

    /// <summary>The answer comes in drops, over real time.</summary>
    SlowBody,
}

/// <summary>What a caller sees of a call that fails. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Status">The status, for <see cref="AnswerFaultKind.Status"/>.</param>
/// <param name="Delay">How long, for <see cref="AnswerFaultKind.Hang"/> and <see cref="AnswerFaultKind.SlowBody"/>.</param>
public sealed record AnswerFault(AnswerFaultKind Kind, int Status = 0, TimeSpan Delay = default);
