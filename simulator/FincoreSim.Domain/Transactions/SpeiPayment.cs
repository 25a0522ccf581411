using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Transactions;

/// <summary>Payments that leave by SPEI: INITIALIZED with a hold, and their end scheduled.</summary>
internal static class SpeiPayment
{
    /// <summary>Sends a money_out; refuses where a rule on its receipt does.</summary>
    public static Outcome<Transaction> Send(Draft draft, AskedPayment asked, Firing firing)
    {
        var (parties, amount, description, reference) = asked;
        if (!HasReceipt(draft, parties, amount))
        {
            return Stage(draft, parties, Outgoing(draft, parties, amount, description, reference), firing);
        }

        // Rules on CEPs are for it too. What they say goes after what rules on payments say, and so before it where they differ.
        var receipt =
            RuleEngine.Fire(draft, RuleEvent.Cep, asked, PaymentSubjects.OfPayment, RuleStage.Acceptance, RuleStage.Fate);
        if (draft.Fault is null && receipt.Accept(draft) is { } scripted)
        {
            return scripted;
        }

        var penny = Outgoing(draft, parties, amount, description, reference);
        return Stage(
            draft, parties, penny with { Cep = Cep.New(draft, followsMoneyOut: true) },
            new Firing([.. firing.Effects, .. receipt.Effects]));
    }

    /// <summary>Stages a payment, with the life of its CEP when it has one.</summary>
    public static Transaction Stage(Draft draft, PaymentParties parties, Transaction payment, Firing firing)
    {
        var fate = PaymentFate.Of(draft, parties.Destination, firing);
        draft.Add(new TransactionCreated(payment));
        draft.PlaceHold(LedgerAccountId.Of(parties.From.Id), LedgerAccountId.SpeiClearing, payment.Amount, payment.Id);
        ScheduleEnd(draft, payment, fate);
        if (payment.Cep is not null)
        {
            MoveCep.ScheduleNext(draft, payment, fate.Cep ?? PaymentFate.UsualCep(draft.Options));
        }

        PaymentNotifications.StatusChanged(draft, payment);
        return payment;
    }

    /// <summary>A payment that is INITIALIZED, not yet staged.</summary>
    public static Transaction Outgoing(
        Draft draft, PaymentParties parties, Money amount, string description, string reference) => new()
        {
            Id = new TransactionId(draft.NextUuid(IdKind.Transaction)),
            ClientId = parties.From.ClientId,
            AccountId = parties.From.Id,
            BankId = parties.From.BankId,
            Category = TransactionCategory.DebitTrans,
            SubCategory = TransactionSubCategory.SpeiDebit,
            Status = TransactionStatus.Initialized,
            Amount = amount,
            ExternalReference = reference,
            TrackingKey = TrackingKeys.Next(draft),
            Description = description,
            SourceInstrumentId = parties.Source.Id,
            DestinationInstrumentId = parties.Destination.Id,
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

    /// <summary>The page on CEP webhooks names the amount, not the call: 0.01 to a CLABE may count as well (assumed).</summary>
    private static bool HasReceipt(Draft draft, PaymentParties parties, Money amount) =>
        draft.Options.CepOnMoneyOut && amount == Money.Penny && parties.Destination.Detail is ClabeDetail;
}
