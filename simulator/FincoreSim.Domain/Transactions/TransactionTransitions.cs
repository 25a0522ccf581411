using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>What can happen to a SPEI payment that goes out.</summary>
public enum PaymentMove
{
    /// <summary>INITIALIZED to LIQUIDATED: it settled.</summary>
    Liquidate,

    /// <summary>INITIALIZED to REJECTED: the other bank refused it.</summary>
    Reject,

    /// <summary>LIQUIDATED to REFUNDED: it came back after settling.</summary>
    Return,
}

/// <summary>
/// The state table of payments. REJECTED and REFUNDED are final. LIQUIDATED to REFUNDED is also what a refund does to a
/// deposit. INITIALIZED never leads to REFUNDED: what has not settled cannot come back.
/// </summary>
public static class TransactionTransitions
{
    private static readonly FrozenDictionary<PaymentMove, (TransactionStatus From, TransactionStatus To)> Table =
        new Dictionary<PaymentMove, (TransactionStatus, TransactionStatus)>
        {
            [PaymentMove.Liquidate] = (TransactionStatus.Initialized, TransactionStatus.Liquidated),
            [PaymentMove.Reject] = (TransactionStatus.Initialized, TransactionStatus.Rejected),
            [PaymentMove.Return] = (TransactionStatus.Liquidated, TransactionStatus.Refunded),
        }.ToFrozenDictionary();

    /// <summary>Where a move leads from a status; refused with the status that allows it.</summary>
    public static Outcome<TransactionStatus> Next(TransactionStatus current, PaymentMove move)
    {
        var (from, to) = Table[move];
        if (current == from)
        {
            return to;
        }

        var way = move == PaymentMove.Return && current == TransactionStatus.Initialized
            ? new Remedy(RemedyAction.Liquidate)
            : null;
        return Refusal.OfState(
            "transaction", WireName<TransactionStatus>.Of(current), [WireName<TransactionStatus>.Of(from)], way);
    }
}
