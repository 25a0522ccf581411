namespace FincoreSim.Domain.Rules;

/// <summary>
/// Where in the life of an event an effect is decided; of each stage's effects only the first matching rule's fires.
/// </summary>
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

/// <summary>
/// The API refuses, in its own error body; nothing happens. A deposit is refused as by its receiver's 422: it is refunded.
/// </summary>
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
