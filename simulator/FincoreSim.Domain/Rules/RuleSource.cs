using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Rules;

/// <summary>Rules that belong together because they come from one place, such as a file. Immutable.</summary>
/// <param name="Name">What the place is called.</param>
/// <param name="Version">Tells one state of the place from another.</param>
/// <param name="Rules">The rules, in their order.</param>
public sealed record RuleSource(string Name, string Version, ImmutableArray<Rule> Rules);

/// <summary>A source whose rules could not be armed. Immutable.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedSource(string Source, Refusal Refusal);

/// <summary>
/// Makes the rules that come from sources be those of these sources, all at one instant. A source of the version that is known
/// is left as it is, with its counters and without what was disarmed of it; another one is armed anew; one that is not among
/// these is disarmed. Rules that were armed by themselves are not touched. A source whose rules cannot be armed keeps those it
/// had, and is tried again the next time.
/// </summary>
/// <param name="Sources">The sources; their names differ.</param>
public sealed record ArmSources(ImmutableArray<RuleSource> Sources) : Command<ImmutableArray<RefusedSource>>
{
    /// <inheritdoc/>
    public override string Name => "arm_sources";

    internal override Outcome<ImmutableArray<RefusedSource>> Decide(Draft draft)
    {
        var before = draft.State.Rules;
        var book = before.Sources.Keys.Except(Sources.Select(source => source.Name), StringComparer.Ordinal)
            .Aggregate(before, (left, gone) => left.Without(gone));
        var refused = ImmutableArray.CreateBuilder<RefusedSource>();
        foreach (var source in Sources.Where(source => before.Sources.GetValueOrDefault(source.Name) != source.Version))
        {
            var with = book.With(source, draft.Now);
            if (with.IsAccepted)
            {
                book = with.Value;
            }
            else
            {
                refused.Add(new RefusedSource(source.Name, with.Refusal));
            }
        }

        if (book != before)
        {
            draft.Add(new RulesArmed(book));
        }

        return refused.ToImmutable();
    }
}
