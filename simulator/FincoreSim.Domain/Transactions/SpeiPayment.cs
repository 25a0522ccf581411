using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Scenarios;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Transactions;

/// <summary>Stages a payment that leaves by SPEI: INITIALIZED with a hold, and its end scheduled.</summary>
internal static class SpeiPayment
{
    /// <summary>Stages a payment, with the life of its CEP when it has one.</summary>
    public static Transaction Stage(Draft draft, PaymentSides sides, Transaction payment, Firing firing)
    {
        var fate = PaymentFate.Of(draft, sides.Destination, firing);
        draft.Add(new TransactionCreated(payment));
        draft.PlaceHold(LedgerAccountId.Of(sides.From.Id), LedgerAccountId.SpeiClearing, payment.Amount, payment.Id);
        ScheduleEnd(draft, payment, fate);
        if (payment.Cep is not null)
        {
            MoveCep.ScheduleNext(draft, payment, fate.Cep ?? PaymentFate.UsualCep(draft.Options));
        }

        Notifications.StatusChanged(draft, payment);
        return payment;
    }

    /// <summary>A payment that is INITIALIZED, not yet staged.</summary>
    public static Transaction Outgoing(Draft draft, PaymentSides sides, Money amount, string description, string reference) => new()
    {
        Id = new TransactionId(draft.NextUuid(IdKind.Transaction)),
        ClientId = sides.From.ClientId,
        AccountId = sides.From.Id,
        BankId = sides.From.BankId,
        Category = TransactionCategory.DebitTrans,
        SubCategory = TransactionSubCategory.SpeiDebit,
        Status = TransactionStatus.Initialized,
        Amount = amount,
        ExternalReference = reference,
        TrackingKey = TrackingKeys.Next(draft),
        Description = description,
        SourceInstrumentId = sides.Source.Id,
        DestinationInstrumentId = sides.Destination.Id,
        CreatedAt = draft.Now,
        UpdatedAt = draft.Now,
    };

    /// <summary>Schedules how a payment ends; nothing when it ends only when told.</summary>
    public static void ScheduleEnd(Draft draft, Transaction payment, PaymentFate fate)
    {
        if (fate.EndsAfter is not { } endsAfter)
        {
            return;
        }

        var comesBack = fate.ReturnsAfter is { } returnsAfter
            ? new FollowUp(returnsAfter, new MovePayment(payment.Id, PaymentMove.Return, fate.ReturnReason, null))
            : null;
        var end = fate.RejectReason is { } reason
            ? new MovePayment(payment.Id, PaymentMove.Reject, reason, null)
            : new MovePayment(payment.Id, PaymentMove.Liquidate, null, comesBack);
        draft.ScheduleAfter(endsAfter, payment.Id.Value, end);
    }
}
