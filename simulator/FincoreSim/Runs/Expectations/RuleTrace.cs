using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Expectations;

/// <summary>Tells which rules were considered last, and why each did or did not fire. Stateless.</summary>
internal static class RuleTrace
{
    private const int Shown = 8;

    /// <summary>The last considerations, oldest first; none where no rules are armed and none were considered.</summary>
    public static ImmutableArray<string> Of(Sandbox sandbox)
    {
        var (armed, considered) = sandbox.Read(world => (
            world.State.Rules.All,
            world.State.Journal.After(world.State.Journal.NextSequence - 2000).Where(entry => entry.Fact is RulesConsidered)
                .TakeLast(Shown).ToArray()));
        if (considered.Length == 0)
        {
            return armed.IsEmpty
                ? []
                : [$"no rule was considered; armed: "
                    + $"{string.Join(", ", armed.Select(rule => $"'{rule.Rule.Name}' ({WireName<RuleEvent>.Of(rule.Rule.When).ToLowerInvariant()})"))}"];
        }

        return ["rules considered:", .. considered.SelectMany(Lines)];
    }

    private static IEnumerable<string> Lines(JournalEntry entry)
    {
        var fact = (RulesConsidered)entry.Fact;
        return fact.Verdicts.Select(verdict =>
            $"  #{entry.Sequence} {WireName<RuleEvent>.Of(fact.Event).ToLowerInvariant()}: '{verdict.Rule}' "
            + $"{(verdict.HasFired ? "fired" : "did not fire")}: {verdict.Why}");
    }
}
