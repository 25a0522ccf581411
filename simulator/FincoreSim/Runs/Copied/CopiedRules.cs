using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Runs.Copied;

/// <summary>What was armed and disarmed, as the difference between two books of rules. Used by one copy.</summary>
internal sealed class CopiedRules(CopyContext context)
{
    private ImmutableArray<Rule> _armed = [];

    /// <summary>The steps from the rules before to those of a deed; null where nothing differs.</summary>
    public CopiedStep? Change(Deed deed)
    {
        if (deed.Find<RulesArmed>()?.Book is not { } book)
        {
            return null;
        }

        var before = _armed;
        _armed = [.. book.All.Select(armed => armed.Rule)];
        Rule[] gone = [.. before.Where(rule => !_armed.Contains(rule))];
        Rule[] come = [.. _armed.Where(rule => !before.Contains(rule))];
        var steps = new List<CopiedStep>();
        if (gone.Length > 0)
        {
            JsonNode which = _armed.IsEmpty ? JsonValue.Create("all") : new JsonArray([.. gone.Select(rule => JsonValue.Create(NameOf(rule)))]);
            steps.Add(new CopiedStep(deed, "disarm", which));
        }

        if (come.Length > 0)
        {
            steps.Add(new CopiedStep(deed, "arm", new JsonArray([.. come.Select(Written)])));
        }

        return steps.Count == 0 ? null : steps[0] with { After = [.. steps.Skip(1)] };
    }

    /// <summary>A name as files have it: that of a rule of a folder has the path of its file before it.</summary>
    private static string NameOf(Rule rule) => rule.Name.Replace('/', '-');

    private JsonNode Written(Rule rule)
    {
        var written = new JsonObject { ["name"] = NameOf(rule), ["when"] = WireName<RuleEvent>.Of(rule.When).ToLowerInvariant() };
        if (!rule.Where.IsEmpty)
        {
            written["where"] = Where(rule.Where);
        }

        var then = EffectJson.Write(rule.Then);
        written["then"] = then.Count == 1 ? then[0]!.DeepClone() : then;
        Add(written, "times", rule.Times);
        Add(written, "skip", rule.Skip == 0 ? null : rule.Skip);
        Add(written, "priority", rule.Priority == 0 ? null : rule.Priority);
        if (rule.Chance < 1)
        {
            written["chance"] = rule.Chance;
        }

        MoneySteps.Add(written, "starts_after", rule.StartsAfter == TimeSpan.Zero ? null : DurationText.Format(rule.StartsAfter), null);
        MoneySteps.Add(written, "for", rule.For is { } life ? DurationText.Format(life) : null, null);
        return written;
    }

    private JsonObject Where(ImmutableArray<Condition> conditions)
    {
        var where = new JsonObject();
        foreach (var (path, all) in conditions.GroupBy(condition => condition.Path).Select(group => (group.Key, group.ToArray())))
        {
            where[path] = all is [{ Operator: MatchOperator.Equal, Operands: [var one] }]
                ? JsonValue.Create(context.Names.In(one))
                : new JsonObject(all.Select(condition => KeyValuePair.Create(
                    condition.Operator == MatchOperator.Equal ? "in" : WireName<MatchOperator>.Of(condition.Operator).ToLowerInvariant(), Operand(condition))));
        }

        return where;
    }

    private JsonNode? Operand(Condition condition) => condition switch
    {
        { Operator: MatchOperator.Exists, Operands: [var said] } => said != "false",
        { Operator: MatchOperator.Exists } => true,
        { Operator: MatchOperator.In or MatchOperator.Equal or MatchOperator.Not } =>
            new JsonArray([.. condition.Operands.Select(operand => JsonValue.Create(context.Names.In(operand)))]),
        _ => JsonValue.Create(context.Names.In(condition.Operands[0])),
    };

    private static void Add(JsonObject rule, string name, int? count)
    {
        if (count is { } known)
        {
            rule[name] = known;
        }
    }
}
