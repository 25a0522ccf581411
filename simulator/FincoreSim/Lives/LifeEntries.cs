using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Lives;

/// <summary>
/// What the journal has of one transaction: entries about it, the commands that led to them, the rules that were considered.
/// </summary>
internal static class LifeEntries
{
    /// <summary>How many entries are looked at before others may enter the gate.</summary>
    private const int LooksMax = 2_000;

    /// <summary>The entries, in their order.</summary>
    public static ImmutableArray<JournalEntry> Read(WorldGate gate, Transaction transaction)
    {
        var about = About(gate, transaction);
        var known = about.Select(entry => entry.Sequence).ToHashSet();
        var causes = about.Select(entry => entry.CausedBy).OfType<long>().Where(known.Add)
            .SelectMany(cause => Span(gate, cause, cause + 1)).Where(entry => entry.Fact is CommandAccepted);
        return [.. about.Concat(causes.ToArray()).Concat(Considered(gate, about)).OrderBy(entry => entry.Sequence)];
    }

    private static List<JournalEntry> About(WorldGate gate, Transaction transaction)
    {
        var found = new List<JournalEntry>();
        var (place, newest) = (0L, gate.Inspect(world => world.State.Journal.NextSequence - 1));
        while (place < newest)
        {
            var looked = gate.Inspect(world => world.State.Journal.After(place).Take(LooksMax).ToArray());
            if (looked.Length == 0)
            {
                break;
            }

            found.AddRange(looked.Where(entry => IsAbout(entry.Fact, transaction)));
            place = looked[^1].Sequence;
        }

        return found;
    }

    private static bool IsAbout(Fact fact, Transaction transaction) => fact switch
    {
        EntryMade { Entry.TransactionId: { } of } => of == transaction.Id || of == transaction.OtherLegId,
        ItemScheduled { Item.Subject: var subject } => subject == transaction.Id.Value,
        ItemUnscheduled { Subject: var subject } => subject == transaction.Id.Value,
        _ => fact.Transaction == transaction.Id,
    };

    /// <summary>
    /// Rules about a payment are considered before there is a transaction, so they stand between the command and it.
    /// </summary>
    private static IEnumerable<JournalEntry> Considered(WorldGate gate, List<JournalEntry> about) =>
        about.FirstOrDefault(entry => entry.Fact is TransactionCreated) is { CausedBy: { } cause } created
            ? Span(gate, cause, created.Sequence)
                .Where(entry => entry.CausedBy == cause && entry.Fact is RulesConsidered { About: null })
            : [];

    private static JournalEntry[] Span(WorldGate gate, long first, long end) =>
        gate.Inspect(world => world.State.Journal.Of(new JournalSpan(first, end)).ToArray());
}
