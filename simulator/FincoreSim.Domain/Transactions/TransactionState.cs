using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Transactions;

/// <summary>Transactions in a world's state.</summary>
public static class TransactionState
{
    extension(WorldState state)
    {
        /// <summary>Every transaction.</summary>
        public Table<TransactionId, Transaction> Transactions
        {
            get => state.Part<TransactionPart>(StateSlot.Transactions).Transactions;
            internal set => state.Part<TransactionPart>(StateSlot.Transactions).Transactions = value;
        }

        internal StateList<TransactionId> TransactionIdsOf(ClientId client) =>
            state.Part<TransactionPart>(StateSlot.Transactions).OfClient.Find(client);

        internal DepositKeys DepositKeys => state.Part<TransactionPart>(StateSlot.Transactions).DepositKeys;

        internal void IndexDeposit(Transaction credit)
        {
            var part = state.Part<TransactionPart>(StateSlot.Transactions);
            part.DepositKeys = part.DepositKeys.Add(
                new DepositKey(credit.Payer!.Institution, credit.TrackingKey),
                OperatingDay.Of(credit.CreatedAt, state.Options.OperatingDayTurns),
                state.Edit);
        }

        internal void IndexTransaction(ClientId client, TransactionId id)
        {
            var part = state.Part<TransactionPart>(StateSlot.Transactions);
            part.OfClient = part.OfClient.Set(client, part.OfClient.Find(client).Add(id, state.Edit), state.Edit);
        }
    }

    extension(Draft draft)
    {
        /// <summary>The last rule of all that moves money: the world has room for it, so that applying cannot fail.</summary>
        /// <param name="transactions">How many transactions it makes.</param>
        /// <param name="amount">What it moves.</param>
        internal Refusal? RoomFor(int transactions, Money amount)
        {
            if (draft.State.Transactions.Count + transactions > draft.Options.Limits.Transactions)
            {
                return new Refusal(RefusalCode.LimitReached, "transactions");
            }

            return draft.RoomFor(amount);
        }
    }
}

/// <summary>Keeps transactions, and whose they are.</summary>
internal sealed class TransactionPart : StatePart
{
    public Table<TransactionId, Transaction> Transactions { get; set; }

    public StateMap<ClientId, StateList<TransactionId>> OfClient { get; set; }

    public DepositKeys DepositKeys { get; set; }

    internal override StateSlot Slot => StateSlot.Transactions;

    internal override StatePart Fork(Edit edit) =>
        new TransactionPart { Transactions = Transactions, OfClient = OfClient, DepositKeys = DepositKeys };
}
