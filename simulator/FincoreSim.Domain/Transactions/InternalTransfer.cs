using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// Moves money book to book (deprecated on 2026-05-07, still working). Refuses what <see cref="InternalTransferRules"/> lists.
/// </summary>
/// <param name="Caller">The client.</param>
/// <param name="Form">What it asks for.</param>
public sealed record TransferInternally(ClientId Caller, PaymentForm Form) : Command<Transaction>
{
    /// <inheritdoc/>
    public override string Name => "internal_transaction";

    internal override Outcome<Transaction> Decide(Draft draft) => InternalTransferRules.Decide(draft, this);
}

/// <summary>The rules of internal_transaction, in the order of precedence.</summary>
internal static class InternalTransferRules
{
    private static readonly PartyRefusals Unknown = new(
        new Refusal(RefusalCode.SourceNotFound), new Refusal(RefusalCode.DestinationNotFound), AsksForAssignment: true);

    public static Outcome<Transaction> Decide(Draft draft, TransferInternally command)
    {
        var form = command.Form;
        var amount = PaymentFormRules.Check(form);
        if (!amount.IsAccepted)
        {
            return amount.Refusal;
        }

        var found = PaymentPartyRules.Find(draft, command.Caller, form.Source, form.Destination, Unknown);
        if (!found.IsAccepted)
        {
            return found.Refusal;
        }

        var parties = found.Value;
        if (parties.To is null)
        {
            return new Refusal(RefusalCode.ExternalTransferNotAllowed);
        }

        if (PaymentPartyRules.Affordable(draft, parties, amount.Value, InternalTransfer.Legs) is { } refusal)
        {
            return refusal;
        }

        form = PaymentFormRules.Filled(draft, form);
        var asked = new AskedPayment(parties, amount.Value, form.Description!, form.ExternalReference!);
        var firing = RuleEngine.Fire(draft, RuleEvent.MoneyOut, asked, PaymentSubjects.OfPayment, RuleStage.Acceptance);
        if (firing.Accept(draft) is { } scripted)
        {
            return scripted;
        }

        return InternalTransfer.Stage(draft, asked);
    }
}

/// <summary>Stages both legs of an internal transfer, LIQUIDATED at once, and the announcement to another owner.</summary>
internal static class InternalTransfer
{
    /// <summary>How many transactions it makes.</summary>
    public const int Legs = 2;

    public static Transaction Stage(Draft draft, AskedPayment asked)
    {
        var (parties, amount, description, reference) = asked;
        var to = parties.To!;
        var creditId = new TransactionId(draft.NextUuid(IdKind.Transaction));
        var debit = SpeiPayment.Outgoing(draft, parties, amount, description, reference) with
        {
            Category = TransactionCategory.InterTrans,
            SubCategory = TransactionSubCategory.IntDebit,
            Status = TransactionStatus.Liquidated,
            OtherLegId = creditId,
        };
        var credit = debit with
        {
            Id = creditId,
            ClientId = to.ClientId,
            AccountId = to.Id,
            SubCategory = TransactionSubCategory.IntCredit,
            DestinationInstrumentId = to.InstrumentId,
            OtherLegId = debit.Id,
        };
        draft.Add(new TransactionCreated(debit));
        draft.Add(new TransactionCreated(credit));
        draft.Post(LedgerAccountId.Of(parties.From.Id), LedgerAccountId.Of(to.Id), amount, debit.Id);
        PaymentNotifications.StatusChanged(draft, debit);
        PaymentNotifications.InternalCredit(draft, credit, parties.From, to);
        return debit;
    }
}
