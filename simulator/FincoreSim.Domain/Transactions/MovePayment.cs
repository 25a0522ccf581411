using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>What happens to a payment some time after it settled.</summary>
/// <param name="After">How long after.</param>
/// <param name="Move">What happens.</param>
public sealed record FollowUp(TimeSpan After, MovePayment Move);

/// <summary>
/// A SPEI payment that went out settles, is rejected, or comes back: by its fate, or because someone says so. When someone
/// says so, what was scheduled for it is off. The arrows are those of <see cref="TransactionTransitions"/>.
/// </summary>
/// <param name="TransactionId">The payment.</param>
/// <param name="Move">What happens.</param>
/// <param name="Reason">Why it is rejected or comes back; null for CANCELLED_ACCOUNT.</param>
/// <param name="FollowUp">What happens after that; null for nothing.</param>
public sealed record MovePayment(TransactionId TransactionId, PaymentMove Move, ReturnReason? Reason, FollowUp? FollowUp)
    : Command<Transaction>, IDueCommand
{
    /// <inheritdoc/>
    public override string Name => Move switch
    {
        PaymentMove.Liquidate => "liquidate",
        PaymentMove.Reject => "reject",
        _ => "return",
    };

    internal override UsualCommand? UsualFor(Guid subject) =>
        this is { Move: PaymentMove.Liquidate, Reason: null, FollowUp: null, Origin: Origin.Clock }
            && TransactionId.Value == subject
            ? LiquidateByClock.Instance
            : null;

    internal override Outcome<Transaction> Decide(Draft draft)
    {
        if (TextRules.Check(("reason", Reason?.Code, TextRules.Label),
            ("reason_description", Reason?.Description, TextRules.Sentence)) is { } refusal)
        {
            return refusal;
        }

        if (draft.State.Transactions.Find(TransactionId) is not { } payment)
        {
            return new Refusal(RefusalCode.NotFound, "Transaction");
        }

        if (payment.SubCategory != TransactionSubCategory.SpeiDebit
            || (payment.OriginalId is not null && Move != PaymentMove.Liquidate))
        {
            return Refusal.OfState(
                "transaction", WireName<TransactionSubCategory>.Of(payment.SubCategory), ["SPEI_DEBIT"],
                new Remedy(RemedyAction.PayOut));
        }

        var next = TransactionTransitions.Next(payment.Status, Move);
        return next.IsAccepted ? Stage(draft, payment, next.Value) : next.Refusal;
    }

    private Transaction Stage(Draft draft, Transaction payment, TransactionStatus status)
    {
        var moved = payment with
        {
            Status = status,
            Reason = Move == PaymentMove.Liquidate ? null : Reason ?? ReturnReason.CancelledAccount,
            UpdatedAt = draft.Now,
        };
        draft.Add(new TransactionChanged(moved));
        draft.Unschedule(payment.Id.Value);
        if (Move == PaymentMove.Reject && payment.Cep is { } cep)
        {
            FailCep(draft, payment, cep);
        }
        else if (Move == PaymentMove.Liquidate)
        {
            MoveCep.Release(draft, moved);
        }

        MoveMoney(draft, payment);
        if (FollowUp is { } follow)
        {
            draft.ScheduleAfter(follow.After, payment.Id.Value, follow.Move);
        }

        PaymentNotifications.StatusChanged(draft, moved);
        return moved;
    }

    /// <summary>There is no receipt for a payment that was rejected (assumed): the CEP fails, by way of PENDING.</summary>
    private static void FailCep(Draft draft, Transaction payment, Cep cep)
    {
        var failed = new CepStep(draft.Now - cep.CreatedAt, CepStatus.Failed);
        if (cep.Status == CepStatus.Initialized)
        {
            MoveCep.ScheduleNext(draft, payment, [failed with { Status = CepStatus.Pending }, failed]);
        }
        else if (cep.Status is CepStatus.Pending or CepStatus.Delayed)
        {
            MoveCep.ScheduleNext(draft, payment, [failed]);
        }
    }

    private void MoveMoney(Draft draft, Transaction payment)
    {
        switch (Move)
        {
            case PaymentMove.Liquidate:
                draft.EndHold(payment.Id, EntryKind.HoldPosted);
                break;
            case PaymentMove.Reject:
                draft.EndHold(payment.Id, EntryKind.HoldVoided);
                break;
            default:
                draft.Post(LedgerAccountId.SpeiClearing, LedgerAccountId.Of(payment.AccountId), payment.Amount, payment.Id);
                break;
        }
    }
}

/// <summary>What becomes of nearly every payment.</summary>
internal sealed class LiquidateByClock : UsualCommand
{
    public static LiquidateByClock Instance { get; } = new();

    /// <inheritdoc/>
    public override Command For(Guid subject) =>
        new MovePayment(new TransactionId(subject), PaymentMove.Liquidate, null, null) { Origin = Origin.Clock };
}
