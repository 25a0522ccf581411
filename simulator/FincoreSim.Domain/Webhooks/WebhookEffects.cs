using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Webhooks;

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
