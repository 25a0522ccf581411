using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Scenarios;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Transactions;

/// <summary>Stages a payment that leaves by SPEI: INITIALIZED with a hold, and its end scheduled.</summary>
internal static class SpeiPayment
{
    public static Transaction Stage(Draft draft, PaymentSides sides, Money amount, PaymentForm form, Firing firing)
    {
        var payment = Outgoing(draft, sides, amount, form.Description, form.ExternalReference);
        draft.Add(new TransactionCreated(payment));
        draft.PlaceHold(LedgerAccountId.Of(sides.From.Id), LedgerAccountId.SpeiClearing, amount, payment.Id);
        ScheduleEnd(draft, payment, PaymentFate.Of(draft, sides.Destination, firing));
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
            ? new FollowUp(returnsAfter, ByClock(payment, PaymentMove.Return, fate.ReturnReason, null))
            : null;
        var end = fate.RejectReason is { } reason
            ? ByClock(payment, PaymentMove.Reject, reason, null)
            : ByClock(payment, PaymentMove.Liquidate, null, comesBack);
        draft.ScheduleAfter(endsAfter, payment.Id.Value, end);
    }

    private static MovePayment ByClock(Transaction payment, PaymentMove move, ReturnReason? reason, FollowUp? followUp) =>
        new(payment.Id, move, reason, followUp) { Origin = Origin.Clock };
}
