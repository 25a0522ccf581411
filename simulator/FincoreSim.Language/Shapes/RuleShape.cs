using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Lint;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>A rule: what the provider does when something happens. Stateless.</summary>
internal static class RuleShape
{
    private const long CountMax = 1_000_000_000;

    private static readonly ImmutableArray<(string Word, RuleEvent Event)> Events =
        [.. Enum.GetValues<RuleEvent>().Select(value => (WireName<RuleEvent>.Of(value).ToLowerInvariant(), value))];

    private static readonly Key<string> Name =
        new("name", new PlainTextKind("a name", TextRules.RuleName),
            "The name, unique in the file; draws and counters go by it.");
    private static readonly Key<string> When =
        new("when", new ChoiceKind("an event", [.. Events.Select(pair => pair.Word)]), "What it waits for.")
        {
            IsRequired = true
        };
    private static readonly Key<ImmutableArray<MemberMatcher>> Where =
        new("where", RuleFields.Where, "What must be true of the payment, webhook or request; all of it.");
    private static readonly Key<ImmutableArray<RuleEffect>> Then =
        new("then", new ThenKind(), "What happens.") { IsRequired = true };
    private static readonly Key<long> Times =
        new("times", new WholeKind("a count", 0, CountMax), "How often it fires; always without it.");
    private static readonly Key<long> Skip =
        new("skip", new WholeKind("a count", 0, CountMax), "How many matches pass before it fires for the first time.");
    private static readonly Key<double> Chance =
        new("chance", new ChanceKind(), "With which probability it fires, drawn from seed, name and the number of the match.");
    private static readonly Key<TimeSpan> StartsAfter =
        new("starts_after", new DurationKind(), "When it begins, after it was armed.");
    private static readonly Key<TimeSpan> For = new("for", new DurationKind(), "How long it lives from its beginning.");
    private static readonly Key<long> Priority =
        new("priority", new WholeKind("a priority", -CountMax, CountMax), "Higher goes first; then the order of the file.");

    /// <summary>One rule.</summary>
    public static Shape<ScenarioRule> Shape { get; } = new(
        "rule", "What the provider does when something happens.",
        [Name, When, Where, Then, Times, Skip, Chance, StartsAfter, For, Priority], Build)
    {
        IsItem = true,
        Together = RuleSchemas.Together,
    };

    /// <summary>Rules, checked against each other.</summary>
    public static Kind<ImmutableArray<ScenarioRule>> List { get; } = ListOf(takesOne: false);

    /// <summary>Rules, or one.</summary>
    public static Kind<ImmutableArray<ScenarioRule>> OneOrMany { get; } = ListOf(takesOne: true);

    private static CustomKind<ImmutableArray<ScenarioRule>> ListOf(bool takesOne)
    {
        var kind = new ListKind<ScenarioRule>("rules", Shape, takesOne, RuleBook.RulesMax);
        return new CustomKind<ImmutableArray<ScenarioRule>>(
            kind.Expectation,
            (node, reading) =>
            {
                var rules = kind.Read(node, reading);
                RuleLint.CheckShadows(rules, reading);
                return rules;
            },
            kind.Schema);
    }

    private static ScenarioRule? Build(Fields fields)
    {
        var reading = fields.Reading;
        var errors = reading.Problems.ErrorCount;
        var when = Events.First(pair => pair.Word == fields.Get(When)).Event;
        var conditions = RuleConditions.Of(fields.List(Where), fields.At(Where), reading);
        CheckFields(when, conditions, fields);
        var effects = RuleEffects.For(when, fields.Get(Then), fields.At(Then), reading);
        var rule = new Rule
        {
            Name = NameOf(fields),
            When = when,
            Where = [.. conditions.Select(condition => condition.AsWritten)],
            Then = effects,
            Times = fields.Has(Times) ? (int)fields.Get(Times) : null,
            Skip = (int)fields.Get(Skip, 0),
            Chance = fields.Get(Chance, 1),
            StartsAfter = fields.Get(StartsAfter, TimeSpan.Zero),
            For = fields.FindValue(For),
            Priority = (int)fields.Get(Priority, 0),
        };
        if (rule.Bytes > RuleBook.RuleBytesMax)
        {
            reading.Error(
                fields.Node, $"this rule holds about {rule.Bytes} bytes of text; at most {RuleBook.RuleBytesMax} are allowed");
        }

        RuleLint.CheckLife(rule, fields.At(Times), fields.At(For), reading);
        RuleLint.CheckConditions(conditions, fields.At(Where), reading);
        return reading.Problems.ErrorCount == errors ? new ScenarioRule(fields.Node.At, rule, conditions) : null;
    }

    private static string NameOf(Fields fields)
    {
        var names = fields.Reading.RuleNames;
        var name = fields.Find(Name)
            ?? string.Create(CultureInfo.InvariantCulture, $"{fields.Reading.Scenario} #{names.Count + 1}");
        if (!names.TryAdd(name, fields.Node.At.Line))
        {
            fields.Reading.Error(fields.At(Name), $"another rule is already called '{name}', in line {names[name]}");
        }

        return name;
    }

    private static void CheckFields(RuleEvent when, ImmutableArray<RuleCondition> conditions, Fields fields)
    {
        var known = RuleFields.NamesOf(when);
        foreach (var path in conditions.Select(condition => condition.Path).Except(known))
        {
            var key = (fields.At(Where) as MappingNode)?.Entries.Select(entry => entry.Key)
                .FirstOrDefault(key => IsOf(path, key.Text));
            fields.Reading.Error(
                (Node?)key ?? fields.Node, $"'{fields.Get(When)}' has no field '{path}'{Nearest.Hint(path, known)}");
        }
    }

    private static bool IsOf(string path, string key) => path == key || path.StartsWith(key + ".", StringComparison.Ordinal);
}
