using FincoreSim.Domain.Rules;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>Makes flat conditions of matchers: nested members become dotted paths. Stateless.</summary>
internal static class RuleConditions
{
    /// <summary>The conditions of matchers; what a condition cannot say is told.</summary>
    public static ImmutableArray<RuleCondition> Of(ImmutableArray<MemberMatcher> members, Node at, Reading reading) =>
        [.. members.SelectMany(member => Of(member.Path, member.Matcher, at, reading))];

    private static IEnumerable<RuleCondition> Of(string path, Matcher matcher, Node at, Reading reading)
    {
        switch (matcher)
        {
            case EqualMatcher { Value.Kind: ScalarKind.Null }:
                return [
                    new RuleCondition(path, MatchOperator.Exists, [new Operand(ScalarKind.Boolean, Template.Plain("false"))])];
            case EqualMatcher equal:
                return [new RuleCondition(path, MatchOperator.Equal, [equal.Value])];
            case ComparisonMatcher comparisons:
                return comparisons.Comparisons.Select(
                    comparison => new RuleCondition(path, comparison.Operator, comparison.Operands));
            case MembersMatcher nested:
                return nested.Members.SelectMany(member => Of($"{path}.{member.Path}", member.Matcher, at, reading));
            default:
                reading.Error(at, $"'{path}' is compared with a list here: write {{in: […]}} for one of several");
                return [];
        }
    }
}
