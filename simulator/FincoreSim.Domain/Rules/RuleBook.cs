using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Rules;

/// <summary>The rules that are armed, in the order in which they are considered. Immutable.</summary>
public sealed class RuleBook
{
    /// <summary>How many rules may be armed at a time.</summary>
    public const int RulesMax = 1000;

    /// <summary>About how many bytes one rule may hold.</summary>
    public const long RuleBytesMax = 128 * 1024;

    private RuleBook(ImmutableArray<ArmedRule> all, ImmutableSortedDictionary<string, string> sources) =>
        (All, Sources) = (all, sources);

    /// <summary>No rules.</summary>
    public static RuleBook Empty { get; } = new([], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>
    /// Every armed rule, in the order of consideration: by priority, highest first; of one priority those that were armed by
    /// themselves, then those of sources by the names of these; then in the order of arming.
    /// </summary>
    public ImmutableArray<ArmedRule> All { get; }

    /// <summary>
    /// The version of each source that was armed, by name; a source stays known when its rules are disarmed one by one.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Sources { get; }

    /// <summary>Whether a rule waits for an event.</summary>
    public bool Any(RuleEvent happened)
    {
        foreach (var armed in All)
        {
            if (armed.Rule.When == happened)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rule with this name.</summary>
    public ArmedRule? Find(string name) => All.FirstOrDefault(armed => armed.Rule.Name == name);

    /// <summary>
    /// Adds rules in their order; refuses all of them when a name is taken, one cannot be used, or there is no room.
    /// </summary>
    internal Outcome<RuleBook> Add(ImmutableArray<Rule> rules, DateTimeOffset now, string? source = null)
    {
        if (All.Length + rules.Length > RulesMax)
        {
            return new Refusal(RefusalCode.LimitReached, "rules");
        }

        var names = All.Select(armed => armed.Rule.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (!names.Add(rule.Name))
            {
                return Refusal.OfState(
                    $"rule '{rule.Name}'", "armed", ["not armed"], new Remedy(RemedyAction.DisarmRule, rule.Name));
            }

            if (rule.Bytes > RuleBytesMax)
            {
                return new Refusal(RefusalCode.InvalidArgument,
                    $"rule '{rule.Name}' holds about {rule.Bytes} bytes of text; at most {RuleBytesMax} are allowed");
            }

            if (rule.Where.FirstOrDefault(condition => !condition.IsUsable) is { } unusable)
            {
                return new Refusal(RefusalCode.InvalidArgument, $"rule '{rule.Name}': {unusable}");
            }
        }

        var last = All.Select(armed => armed.Order).DefaultIfEmpty(0).Max();
        var added = rules.Select((rule, index) => new ArmedRule(rule, last + 1 + index, now) { Source = source });
        return new RuleBook(InOrder(All.Concat(added)), Sources);
    }

    internal RuleBook Replace(ArmedRule rule)
    {
        var at = All.Select((armed, index) => (armed, index)).First(item => item.armed.Rule.Name == rule.Rule.Name).index;
        return new RuleBook(All.SetItem(at, rule), Sources);
    }

    internal RuleBook Remove(string name) => new(All.RemoveAll(armed => armed.Rule.Name == name), Sources);

    /// <summary>Without any rule; the sources stay known, so that they are not armed again before they change.</summary>
    internal RuleBook WithoutRules() => new([], Sources);

    /// <summary>With the rules of a source in place of those that it had.</summary>
    internal Outcome<RuleBook> With(RuleSource source, DateTimeOffset now) => Without(source.Name)
        .Add(source.Rules, now, source.Name)
        .Map(book => new RuleBook(book.All, Sources.SetItem(source.Name, source.Version)));

    /// <summary>Without a source and its rules.</summary>
    internal RuleBook Without(string source) => new(All.RemoveAll(armed => armed.Source == source), Sources.Remove(source));

    private static ImmutableArray<ArmedRule> InOrder(IEnumerable<ArmedRule> rules) =>
    [
        .. rules.OrderByDescending(armed => armed.Rule.Priority)
            .ThenBy(armed => armed.Source is not null)
            .ThenBy(armed => armed.Source, StringComparer.Ordinal)
            .ThenBy(armed => armed.Order),
    ];
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
        var before = ReplacesAll ? draft.State.Rules.WithoutRules() : draft.State.Rules;
        var book = before.Add(Rules, draft.Now);
        if (book.IsAccepted)
        {
            draft.Add(new RulesArmed(book.Value));
        }

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
    public override ImmutableArray<FactDetail> Details =>
        [new("rules", string.Join(", ", Book.All.Select(armed => armed.Rule.Name)))];

    /// <inheritdoc/>
    public override int Weight => (int)Math.Min(int.MaxValue, base.Weight + Book.All.Sum(armed => armed.Rule.Bytes));

    internal override void ApplyTo(WorldState state) => state.Rules = Book;
}
