using FincoreSim.Domain.Rules;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Lint;

/// <summary>Finds rules that can never fire. Stateless.</summary>
internal static class RuleLint
{
    /// <summary>Fields that go by several texts (an id, a CLABE …), of which each condition may mean another.</summary>
    private static readonly FrozenSet<string> WithSeveralTexts = FrozenSet.Create(StringComparer.Ordinal, "from", "to", "of");

    private static readonly MatchOperator[] Lower = [MatchOperator.Gt, MatchOperator.Gte];
    private static readonly MatchOperator[] Upper = [MatchOperator.Lt, MatchOperator.Lte];

    /// <summary>Whether a rule has a life at all.</summary>
    public static void CheckLife(Rule rule, Node times, Node life, Reading reading)
    {
        if (rule.Times == 0)
        {
            reading.Error(times, "times: 0 means that the rule never fires");
        }

        if (rule.For == TimeSpan.Zero)
        {
            reading.Error(life, "for: 0s means that the rule never fires");
        }
    }

    /// <summary>Whether the conditions on each field can hold together.</summary>
    public static void CheckConditions(ImmutableArray<RuleCondition> conditions, Node at, Reading reading)
    {
        foreach (var field in conditions.GroupBy(condition => condition.Path))
        {
            RuleCondition[] all = [.. field];
            if (all.Length > 1 && all.All(IsPlain) && !CanHold([.. all.Select(condition => condition.AsWritten)]))
            {
                reading.Error(at, $"the conditions on '{field.Key}' contradict each other: the rule never fires");
            }
        }
    }

    /// <summary>Whether each rule can be reached, past those that go before it.</summary>
    public static void CheckShadows(ImmutableArray<ScenarioRule> rules, Reading reading)
    {
        ScenarioRule[] ordered = [.. rules.OrderByDescending(rule => rule.Rule.Priority)];
        var conditions = ordered.Select(
            rule => rule.Where.Select(condition => condition.AsWritten.ToString()).ToHashSet(StringComparer.Ordinal)).ToArray();
        for (var index = 1; index < ordered.Length; index++)
        {
            var rule = ordered[index];
            var stages = rule.Rule.Then.Select(effect => effect.Stage).Distinct().ToArray();
            var shadows = stages
                .Select(
                    stage =>
                        ordered.Take(index)
                            .Where((earlier, at) => Shadows(earlier, rule, stage) && conditions[at].IsSubsetOf(conditions[index]))
                            .FirstOrDefault())
                .ToArray();
            if (shadows.Length > 0 && shadows.All(shadow => shadow is not null))
            {
                reading.Problems.Warn(
                    rule.At,
                    $"this rule never fires: '{shadows[0]!.Rule.Name}' in line {shadows[0]!.At.Line} takes each of its events "
                    + $"first");
            }
        }
    }

    private static bool Shadows(ScenarioRule earlier, ScenarioRule later, RuleStage stage) =>
        earlier.Rule is { Times: null, Skip: 0, Chance: >= 1, For: null } rule
        && rule.StartsAfter <= later.Rule.StartsAfter
        && rule.When == later.Rule.When
        && rule.Then.Any(effect => effect.Stage == stage);

    private static bool IsPlain(RuleCondition condition) =>
        !WithSeveralTexts.Contains(condition.Path)
        && condition.Operands.All(operand => operand.Text.IsPlain || condition.Operator == MatchOperator.Matches);

    private static bool CanHold(ImmutableArray<Condition> conditions)
    {
        var isAbsent = conditions.Any(condition => condition is { Operator: MatchOperator.Exists, Operands: ["false"] });
        if (isAbsent)
        {
            return conditions.All(condition => condition.Holds([]));
        }

        var listed = conditions.FirstOrDefault(condition => condition.Operator is MatchOperator.Equal or MatchOperator.In);
        return listed is not null
            ? listed.Operands.Any(candidate => conditions.All(condition => condition.Holds([candidate])))
            : conditions.Where(condition => Lower.Contains(condition.Operator))
                .All(lower =>
                    conditions.Where(condition => Upper.Contains(condition.Operator)).All(upper => LeavesRoom(lower, upper)));
    }

    /// <summary>
    /// Whether something lies between two bounds; one bound itself where it is included and the other allows it.
    /// </summary>
    private static bool LeavesRoom(Condition lower, Condition upper)
    {
        var open = lower with { Operator = MatchOperator.Gt };
        return open.Holds(upper.Operands)
            || (lower.Operator == MatchOperator.Gte && upper.Operator == MatchOperator.Lte && lower.Holds(upper.Operands));
    }
}
