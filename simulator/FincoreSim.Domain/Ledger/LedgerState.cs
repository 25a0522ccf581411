using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Ledger;

/// <summary>The ledger in a world's state, and how a decision moves money in it.</summary>
public static class LedgerState
{
    extension(WorldState state)
    {
        /// <summary>Balances, holds and entries.</summary>
        public LedgerBook Ledger => state.Part<LedgerBook>(StateSlot.Ledger);
    }

    extension(Draft draft)
    {
        /// <summary>Refuses an amount for which the ledger has no room, so that applying cannot fail.</summary>
        internal Refusal? RoomFor(Money amount) =>
            draft.State.Ledger.HasRoomFor(amount) ? null : new Refusal(RefusalCode.LimitReached, "money moved in all");

        internal void Post(LedgerAccountId debit, LedgerAccountId credit, Money amount, TransactionId? transaction) =>
            draft.Add(new EntryMade(new LedgerEntry(EntryKind.Posted, debit, credit, amount, transaction)));

        internal void PlaceHold(LedgerAccountId debit, LedgerAccountId credit, Money amount, TransactionId transaction) =>
            draft.Add(new EntryMade(new LedgerEntry(EntryKind.HoldPlaced, debit, credit, amount, transaction)));

        /// <summary>Posts or voids the hold of a transaction.</summary>
        internal void EndHold(TransactionId transaction, EntryKind kind)
        {
            var hold = draft.State.Ledger.HoldOf(transaction)
                ?? throw new InvariantBroken(LedgerInvariants.HoldsHaveTransactions, $"{transaction} has no hold");
            draft.Add(new EntryMade(new LedgerEntry(kind, hold.Debit, hold.Credit, hold.Amount, transaction)));
        }
    }
}

/// <summary>Money moved, or was held, or given back.</summary>
/// <param name="Entry">The double entry.</param>
public sealed record EntryMade(LedgerEntry Entry) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "ledger_entry";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Entry.TransactionId;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("entry", WireName<EntryKind>.Of(Entry.Kind)), new("amount", Entry.Amount.ToString()),
        new("debit", Entry.Debit.Value.ToString()), new("credit", Entry.Credit.Value.ToString()),
    ];

    internal override void ApplyTo(WorldState state) => state.Ledger.Apply(Entry, state.Options.Limits.LedgerEntries);
}
