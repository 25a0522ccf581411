using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// Something that happened. Facts are what decisions produce and the only thing that changes a world: applying one cannot
/// fail. The journal is the list of them. Immutable.
/// </summary>
public abstract record Fact
{
    /// <summary>The kind, as the journal names it: <c>transaction_created</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The transaction it is about, by which the journal can be filtered.</summary>
    public virtual TransactionId? Transaction => null;

    /// <summary>What the journal tells of it, as name and text.</summary>
    public virtual ImmutableArray<FactDetail> Details => [];

    /// <summary>
    /// About how many bytes it keeps alive, for the journal's limit. A fact with a text of somebody else's making counts it.
    /// </summary>
    public virtual int Weight => 256;

    /// <summary>What the journal keeps of it; <see cref="KeptFact.ToFact"/> gives the fact again.</summary>
    internal virtual KeptFact Kept => new(FactForm.Whole, this);

    internal abstract void ApplyTo(WorldState state);
}

/// <summary>One name and text that the journal tells of a fact.</summary>
public readonly record struct FactDetail(string Name, string? Text);

/// <summary>An entry of the journal. Immutable.</summary>
/// <param name="Sequence">Its number, from 1, without gaps.</param>
/// <param name="At">UTC instant, of the world's time.</param>
/// <param name="CausedBy">The entry that led to it: a command, or what scheduled the command.</param>
/// <param name="Fact">What happened.</param>
public readonly record struct JournalEntry(long Sequence, DateTimeOffset At, long? CausedBy, Fact Fact);

/// <summary>A command was accepted; the entries it caused follow.</summary>
/// <param name="Command">The command's name.</param>
/// <param name="Origin">Who sent it.</param>
public sealed record CommandAccepted(string Command, Origin Origin) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "command_accepted";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("command", Command), new("origin", WireName<Origin>.Of(Origin))];

    internal override void ApplyTo(WorldState state)
    {
        // It only stands in the journal, as the cause of what follows.
    }
}

/// <summary>A command was refused; it changed nothing.</summary>
/// <param name="Command">The command's name.</param>
/// <param name="Origin">Who sent it.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record CommandRefused(string Command, Origin Origin, Refusal Refusal) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "command_refused";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("command", Command), new("origin", WireName<Origin>.Of(Origin)),
        new("refusal", WireName<RefusalCode>.Of(Refusal.Code)), new("subject", Refusal.Subject),
    ];

    /// <inheritdoc/>
    public override int Weight => base.Weight + (2 * (Refusal.Subject?.Length ?? 0));

    internal override void ApplyTo(WorldState state)
    {
        // A refusal changes nothing; that it was noted is all.
    }
}

/// <summary>Something was accepted that the real API might not accept, or noticed that its author should know.</summary>
/// <param name="Text">What, and why it matters.</param>
public sealed record Warned(string Text) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "warning";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("text", Text)];

    /// <inheritdoc/>
    public override int Weight => base.Weight + (2 * Text.Length);

    internal override void ApplyTo(WorldState state)
    {
        // A warning changes nothing.
    }
}

/// <summary>The sandbox's switches were changed.</summary>
/// <param name="Options">The switches from now on.</param>
public sealed record OptionsChanged(WorldOptions Options) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "options_changed";

    internal override void ApplyTo(WorldState state) => state.Options = Options;
}
