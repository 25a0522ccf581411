using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Rules;

/// <summary>What became of one rule that was considered for one event.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="HasFired">Whether it fired.</param>
/// <param name="Why">The condition that failed with the value found, or what else kept it back; or what it made happen.</param>
public sealed record RuleVerdict(string Rule, bool HasFired, string Why);

/// <summary>The effects that fire for one event: of each stage at most one. Immutable.</summary>
internal sealed record Firing(ImmutableArray<RuleEffect> Effects)
{
    public static Firing Nothing { get; } = new([]);

    /// <summary>
    /// Refuses, where an effect does; or says what will be seen of the answer. A failure before the commit is a refusal too.
    /// </summary>
    public Refusal? Accept(Draft draft)
    {
        if (Find<RefuseEffect>() is { } refuse)
        {
            return new Refusal(RefusalCode.Scripted)
            {
                Scripted = new ScriptedAnswer(refuse.Status, refuse.Reason, refuse.Detail)
            };
        }

        if (Find<FailEffect>() is not { } fail)
        {
            return null;
        }

        draft.Fault = fail.How;
        return fail.IsAfterCommit
            ? null
            : new Refusal(RefusalCode.Unavailable, "The simulator was told to fail before anything happened.");
    }

    public T? Find<T>()
        where T : RuleEffect
    {
        foreach (var effect in Effects)
        {
            if (effect is T found)
            {
                return found;
            }
        }

        return null;
    }
}

/// <summary>
/// Decides which rules fire. Runs inside the gate, so that <c>times: 1</c> under fifty parallel requests fires once. Rules go by
/// priority, then by order of arming; the first that matches takes a stage, and others may still take the stages it left.
/// </summary>
internal static class RuleEngine
{
    /// <summary>
    /// How long what a verdict says may be: a condition can name many values, and a request can have a long path.
    /// </summary>
    private const int WhyLengthMax = 500;

    /// <summary>Fires for an event, at the stages that are decided now.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="happened">The event.</param>
    /// <param name="about">What the event is about.</param>
    /// <param name="describe">Gives its fields; asked only when a rule waits for the event, and static, so that the usual event
    /// costs nothing.</param>
    /// <param name="stages">The stages.</param>
    public static Firing Fire<T>(
        Draft draft, RuleEvent happened, T about, Func<T, RuleSubject> describe, params ReadOnlySpan<RuleStage> stages)
    {
        if (draft.Rules.IsEmpty && draft.Asked is null)
        {
            return Firing.Nothing;
        }

        var fired = new List<RuleEffect>();
        if (draft.Asked is { } asked && stages.Contains(RuleStage.Acceptance))
        {
            fired.Add(asked);
        }

        var verdicts = new List<RuleVerdict>();
        RuleSubject? subject = null;
        foreach (var armed in draft.Rules)
        {
            if (armed.Rule.When != happened || !HasStage(armed.Rule, stages))
            {
                continue;
            }

            subject ??= describe(about);
            var (after, verdict) = Consider(draft, armed, subject, stages, fired);
            verdicts.Add(verdict);
            if (after != armed)
            {
                draft.CountRule(after);
            }
        }

        if (verdicts.Count > 0)
        {
            draft.Note(new RulesConsidered(happened, subject?.Transaction, [.. verdicts]));
        }

        return fired.Count == 0 ? Firing.Nothing : new Firing([.. fired]);
    }

    private static bool HasStage(Rule rule, ReadOnlySpan<RuleStage> stages)
    {
        foreach (var effect in rule.Then)
        {
            if (stages.Contains(effect.Stage))
            {
                return true;
            }
        }

        return false;
    }

    private static (ArmedRule After, RuleVerdict Verdict) Consider(
        Draft draft, ArmedRule armed, RuleSubject subject, ReadOnlySpan<RuleStage> stages, List<RuleEffect> fired)
    {
        var rule = armed.Rule;
        if (!armed.IsAlive(draft.Now))
        {
            return (armed,
                new RuleVerdict(rule.Name, false,
                    draft.Now < armed.ArmedAt + rule.StartsAfter ? "its time has not come" : "its time is over"));
        }

        if (armed.IsSpent)
        {
            return (armed, new RuleVerdict(rule.Name, false, $"it has fired {armed.Fired} of {rule.Times} times"));
        }

        foreach (var condition in rule.Where)
        {
            var texts = subject[condition.Path];
            if (!condition.Holds(texts))
            {
                var found = texts.Length == 0 ? "it is not there" : $"it is {string.Join(" or ", texts)}";
                return (armed, new RuleVerdict(rule.Name, false, TextHead.Of($"{condition}: {found}", WhyLengthMax)));
            }
        }

        return FireMatched(draft, armed with { Matched = armed.Matched + 1 }, stages, fired);
    }

    private static (ArmedRule After, RuleVerdict Verdict) FireMatched(
        Draft draft, ArmedRule matched, ReadOnlySpan<RuleStage> stages, List<RuleEffect> fired)
    {
        var rule = matched.Rule;
        if (matched.Matched <= rule.Skip)
        {
            return (matched, new RuleVerdict(rule.Name, false, $"match {matched.Matched} of the {rule.Skip} that it lets pass"));
        }

        var draw = rule.Chance < 1 ? new SeededDraws(draft.State.Seed).Fraction($"rule/{rule.Name}", matched.Matched) : 0;
        if (draw >= rule.Chance)
        {
            return (matched,
                new RuleVerdict(rule.Name, false,
                    string.Create(CultureInfo.InvariantCulture, $"the draw was {draw:0.000}, its chance is {rule.Chance}")));
        }

        var free = Free(rule, stages, fired);
        if (free.Count == 0)
        {
            return (matched, new RuleVerdict(rule.Name, false, "a rule before it took its place"));
        }

        fired.AddRange(free);
        return (matched with { Fired = matched.Fired + 1 },
            new RuleVerdict(rule.Name, true,
                string.Join(", ", free.Select(effect => effect.GetType().Name.Replace("Effect", "", StringComparison.Ordinal)))));
    }

    /// <summary>The effects that are decided now and whose place no rule before has taken.</summary>
    private static List<RuleEffect> Free(Rule rule, ReadOnlySpan<RuleStage> stages, List<RuleEffect> fired)
    {
        var free = new List<RuleEffect>();
        foreach (var effect in rule.Then)
        {
            if (stages.Contains(effect.Stage) && fired.All(other => !Excludes(other, effect)))
            {
                free.Add(effect);
            }
        }

        return free;
    }

    /// <summary>
    /// Of one stage the first rule wins; but webhooks that are queued may be delayed by one rule and doubled by another.
    /// </summary>
    private static bool Excludes(RuleEffect first, RuleEffect second) => first.Stage == second.Stage
        && (first.Stage != RuleStage.Queueing || first.GetType() == second.GetType());
}

/// <summary>Rules were considered for an event; stands in the journal, for <c>explain</c>.</summary>
/// <param name="Event">The event.</param>
/// <param name="About">The transaction it was about; null where there is none yet.</param>
/// <param name="Verdicts">What became of each, in the order of consideration.</param>
public sealed record RulesConsidered(RuleEvent Event, TransactionId? About, ImmutableArray<RuleVerdict> Verdicts) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "rules_considered";

    /// <inheritdoc/>
    public override TransactionId? Transaction => About;

    /// <inheritdoc/>
    public override int Weight => base.Weight + Verdicts.Sum(verdict => 64 + (2 * verdict.Why.Length));

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("event", WireName<RuleEvent>.Of(Event).ToLowerInvariant()),
        .. Verdicts.Select(
            verdict =>
                new FactDetail($"rule {verdict.Rule}", $"{(verdict.HasFired ? "fired: " : "did not fire: ")}{verdict.Why}")),
    ];

    internal override void ApplyTo(WorldState state)
    {
        // It only stands in the journal; the counters change by a fact of their own.
    }
}

/// <summary>A rule matched, and perhaps fired.</summary>
/// <param name="Rule">The rule with its counters as they are now.</param>
public sealed record RuleCounted(ArmedRule Rule) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "rule_counted";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("rule", Rule.Rule.Name), new("matched", Rule.Matched.ToString(CultureInfo.InvariantCulture)),
        new("fired", Rule.Fired.ToString(CultureInfo.InvariantCulture)),
    ];

    internal override void ApplyTo(WorldState state) => state.Rules = state.Rules.Replace(Rule);
}
