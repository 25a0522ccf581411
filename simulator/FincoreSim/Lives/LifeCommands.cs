using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Transactions;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Lives;

/// <summary>
/// The commands in a life that no call of the log stands for: what fell due, what a receiver's answer led to, what was decided
/// by hand, and API calls that the log no longer has.
/// </summary>
internal static class LifeCommands
{
    /// <summary>A row for each command that made or changed the transaction, or was given by hand.</summary>
    public static IEnumerable<LifeRow> Rows(ImmutableArray<JournalEntry> entries, ImmutableArray<LoggedRequest> calls)
    {
        var moved = entries.Where(entry => entry.Fact is TransactionCreated or TransactionChanged)
            .GroupBy(entry => entry.CausedBy ?? 0).ToDictionary(group => group.Key, group => group.First().Fact);
        return
            from entry in entries
            let command = entry.Fact as CommandAccepted
            where command is not null
                && !calls.Any(call => entry.Sequence >= call.Entries.First && entry.Sequence < call.Entries.End)
                && (moved.ContainsKey(entry.Sequence) || command.Origin == Origin.Control)
            select RowOf(entry, command, moved.GetValueOrDefault(entry.Sequence));
    }

    private static LifeRow RowOf(JournalEntry entry, CommandAccepted command, Fact? moved) => new()
    {
        Kind = LifeKind.Call,
        At = entry.At,
        From = command.Origin switch
        {
            Origin.Webhook => LifeLane.Receiver,
            _ when moved is TransactionCreated { Created.SubCategory: TransactionSubCategory.SpeiCredit } => LifeLane.Bank,
            Origin.Clock => LifeLane.Bank,
            _ when moved is TransactionChanged => LifeLane.Bank,
            _ => LifeLane.Integrator,
        },
        To = LifeLane.Simulator,
        Title = command.Command,
        Sequence = entry.Sequence,
        CausedBy = entry.CausedBy,
        IsByHand = command.Origin == Origin.Control,
        Place = (entry.Sequence, 0),
    };
}
