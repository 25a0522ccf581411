using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Runs.Copied;

/// <summary>What came of the steps of a copy, as the world is now. Immutable.</summary>
/// <param name="Transactions">What steps made, each with its refund and the deliveries that tell of it.</param>
/// <param name="Balances">The accounts whose money moved.</param>
/// <param name="Keys">The idempotency keys of the steps.</param>
internal sealed record CopiedEnds(
    ImmutableArray<(Transaction Made, Transaction? Refund, Delivery[] Deliveries)> Transactions,
    ImmutableArray<(AccountId Account, LedgerAccount Balance)> Balances,
    ImmutableArray<IdempotencyRecord> Keys)
{
    /// <summary>Reads it of a world; called inside the gate.</summary>
    public static CopiedEnds Of(World world, ImmutableArray<CopiedStep> steps)
    {
        var state = world.State;
        var deliveries = state.Deliveries.All.Where(delivery => delivery.Event.TransactionId is not null)
            .ToLookup(delivery => delivery.Event.TransactionId!.Value);
        var made = steps.Where(step => step.As is not null || !step.After.IsEmpty).SelectMany(step => step.Deed.Facts.OfType<TransactionCreated>())
            .Select(fact => state.Transactions.Find(fact.Created.Id)).OfType<Transaction>();
        var keys = steps.Where(step => step.Key != "call").Select(step => step.Deed.Key?.Key).OfType<IdempotencyKey>().Distinct();
        return new CopiedEnds(
            [.. made.Select(one => (one, one.RefundId is { } refund ? state.Transactions.Find(refund) : null, deliveries[one.Id].ToArray()))],
            [.. Moved(state, steps).Select(account => (account.Id, state.Ledger[account.Id]))],
            [.. keys.Select(key => state.Idempotency.Find(key, world.Now)).OfType<IdempotencyRecord>()]);
    }

    private static IEnumerable<Account> Moved(WorldState state, ImmutableArray<CopiedStep> steps)
    {
        var first = steps.IsEmpty ? state.Journal.NextSequence : steps[0].Deed.Sequence;
        return state.Journal.After(first - 1).Select(entry => entry.Fact).OfType<EntryMade>()
            .SelectMany(fact => new[] { fact.Entry.Debit.Value, fact.Entry.Credit.Value }).Distinct()
            .Select(id => state.Accounts.Find(new AccountId(id))).OfType<Account>();
    }
}
