namespace FincoreSim.Domain.Scenarios;

/// <summary>The rules that are armed, in the order in which they are considered. Immutable.</summary>
public sealed class RuleBook
{
    /// <summary>How many rules may be armed at a time.</summary>
    public const int RulesMax = 1000;

    private RuleBook(ImmutableArray<ArmedRule> all) => All = all;

    /// <summary>No rules.</summary>
    public static RuleBook Empty { get; } = new([]);

    /// <summary>Every armed rule, in the order of consideration.</summary>
    public ImmutableArray<ArmedRule> All { get; }

    /// <summary>Whether a rule waits for an event.</summary>
    public bool Any(RuleEvent happened) => !All.IsEmpty && All.Any(armed => armed.Rule.When == happened);

    /// <summary>The rule with this name.</summary>
    public ArmedRule? Find(string name) => All.FirstOrDefault(armed => armed.Rule.Name == name);

    internal RuleBook Add(ArmedRule rule) => new(
        [.. All.Append(rule).OrderByDescending(armed => armed.Rule.Priority).ThenBy(armed => armed.Order)]);

    internal RuleBook Replace(ArmedRule rule)
    {
        var at = All.Select((armed, index) => (armed, index)).First(item => item.armed.Rule.Name == rule.Rule.Name).index;
        return new RuleBook(All.SetItem(at, rule));
    }

    internal RuleBook Remove(string name) => new(All.RemoveAll(armed => armed.Rule.Name == name));
}

/// <summary>Arms rules: beside those that are armed, or in their place. Refused as a whole when a name is taken twice.</summary>
/// <param name="Rules">The rules, in their order.</param>
/// <param name="ReplacesAll">Whether what is armed is disarmed first.</param>
public sealed record ArmRules(ImmutableArray<Rule> Rules, bool ReplacesAll) : Command<RuleBook>
{
    /// <inheritdoc/>
    public override string Name => "arm_rules";

    internal override Outcome<RuleBook> Decide(Draft draft)
    {
        var book = ReplacesAll ? RuleBook.Empty : draft.State.Rules;
        var order = book.All.Select(armed => armed.Order).DefaultIfEmpty(0).Max();
        foreach (var rule in Rules)
        {
            if (book.Find(rule.Name) is not null)
            {
                return Refusal.OfState($"rule '{rule.Name}'", "armed", ["not armed"], $"DELETE …/rules/{rule.Name}");
            }

            if (rule.Where.FirstOrDefault(condition => !condition.IsUsable) is { } unusable)
            {
                return new Refusal(RefusalCode.InvalidArgument, $"rule '{rule.Name}': {unusable}");
            }

            book = book.Add(new ArmedRule(rule, ++order, draft.Now));
        }

        if (book.All.Length > RuleBook.RulesMax)
        {
            return new Refusal(RefusalCode.LimitReached, "rules");
        }

        draft.Add(new RulesArmed(book));
        return book;
    }
}

/// <summary>Disarms a rule.</summary>
/// <param name="RuleName">Its name.</param>
public sealed record DisarmRule(string RuleName) : Command<ArmedRule>
{
    /// <inheritdoc/>
    public override string Name => "disarm_rule";

    internal override Outcome<ArmedRule> Decide(Draft draft)
    {
        if (draft.State.Rules.Find(RuleName) is not { } armed)
        {
            return new Refusal(RefusalCode.NotFound, "Rule");
        }

        draft.Add(new RulesArmed(draft.State.Rules.Remove(RuleName)));
        return armed;
    }
}

/// <summary>Rules were armed or disarmed.</summary>
/// <param name="Book">The rules that are armed now.</param>
public sealed record RulesArmed(RuleBook Book) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "rules_armed";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("rules", string.Join(", ", Book.All.Select(armed => armed.Rule.Name)))];

    internal override void ApplyTo(WorldState state) => state.Rules = Book;
}
