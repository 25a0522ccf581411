using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Worlds;

namespace FincoreSim.Lives;

/// <summary>
/// The life of one transaction: calls, rules, statuses, double entries, webhook attempts, in the order in which they happened,
/// and what is due. The picture, the text and the control call are made from it. Immutable.
/// </summary>
/// <param name="Transaction">The transaction as it is now.</param>
/// <param name="Now">The sandbox's time.</param>
/// <param name="IsWhole">Whether the journal still has its beginning.</param>
/// <param name="Rows">What happened, oldest first; what is due stands last.</param>
internal sealed record Life(Transaction Transaction, DateTimeOffset Now, bool IsWhole, ImmutableArray<LifeRow> Rows)
{
    /// <summary>The life of a transaction; null where there is no such transaction.</summary>
    public static Life? Of(Sandbox sandbox, TransactionId id)
    {
        var gate = sandbox.Gate;
        var (found, now) = gate.Inspect(world => (world.State.Transactions.Find(id), world.Now));
        if (found is not { } transaction)
        {
            return null;
        }

        var entries = LifeEntries.Read(gate, transaction);
        var calls = LifeCalls.Of(sandbox.Requests, transaction.Id);
        var happened = LifeCalls.Rows(calls).Concat(LifeCommands.Rows(entries, calls)).Concat(LifeFacts.Rows(entries))
            .OrderBy(row => row.At).ThenBy(row => row.Place);
        var isWhole = entries.Any(entry => entry.Fact is TransactionCreated);
        return new Life(transaction, now, isWhole, [.. happened, .. LifeFacts.Due(entries, now)]);
    }
}
