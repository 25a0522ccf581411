using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Transactions;

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
