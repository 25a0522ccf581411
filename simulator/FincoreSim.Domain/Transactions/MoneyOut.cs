using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Scenarios;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// Sends money: by SPEI, or book to book when the destination's CLABE is that of an account of the world (unified routing
/// since 2026-05-07, documented). Refuses what <see cref="MoneyOutRules"/> lists.
/// </summary>
/// <param name="Caller">The client.</param>
/// <param name="Form">What it asks for.</param>
public sealed record MoneyOut(ClientId Caller, PaymentForm Form) : Command<Transaction>
{
    /// <inheritdoc/>
    public override string Name => "money_out";

    internal override Outcome<Transaction> Decide(Draft draft) => MoneyOutRules.Decide(draft, this);
}

/// <summary>The rules of money_out, in the order of precedence.</summary>
internal static class MoneyOutRules
{
    private static readonly SideRefusals Unknown = new(
        new Refusal(RefusalCode.InstrumentMissing, "Source instrument"), new Refusal(RefusalCode.InstrumentMissing, "Destination instrument"));

    public static Outcome<Transaction> Decide(Draft draft, MoneyOut command)
    {
        var form = command.Form;
        var amount = PaymentFormRules.Check(form);
        if (!amount.IsAccepted)
        {
            return amount.Refusal;
        }

        var found = PaymentSideRules.Find(draft, command.Caller, form.Source, form.Destination, Unknown);
        if (!found.IsAccepted)
        {
            return found.Refusal;
        }

        if (PaymentSideRules.Affordable(draft, found.Value, amount.Value, found.Value.To is null ? 1 : InternalTransfer.Legs) is { } refusal)
        {
            return refusal;
        }

        var firing = RuleEngine.Fire(
            draft, RuleEvent.MoneyOut, () => RuleSubject.OfPayment(found.Value, amount.Value, form.Description, form.ExternalReference),
            found.Value.To is null ? [RuleStage.Acceptance, RuleStage.Fate] : [RuleStage.Acceptance]);
        if (firing.Accept(draft) is { } scripted)
        {
            return scripted;
        }

        return found.Value.To is null
            ? Send(draft, found.Value, amount.Value, form, firing)
            : InternalTransfer.Stage(draft, found.Value, amount.Value, form.Description, form.ExternalReference);
    }

    private static Outcome<Transaction> Send(Draft draft, PaymentSides sides, Money amount, PaymentForm form, Firing firing)
    {
        if (!HasReceipt(draft, sides, amount))
        {
            return SpeiPayment.Stage(draft, sides, SpeiPayment.Outgoing(draft, sides, amount, form.Description, form.ExternalReference), firing);
        }

        // Rules on CEPs are for it too. What they say goes after what rules on payments say, and so before it where they differ.
        var receipt = RuleEngine.Fire(
            draft, RuleEvent.Cep, () => RuleSubject.OfPayment(sides, amount, form.Description, form.ExternalReference),
            RuleStage.Acceptance, RuleStage.Fate);
        if (draft.Fault is null && receipt.Accept(draft) is { } scripted)
        {
            return scripted;
        }

        var penny = SpeiPayment.Outgoing(draft, sides, amount, form.Description, form.ExternalReference);
        return SpeiPayment.Stage(
            draft, sides, penny with { Cep = Cep.New(draft, followsMoneyOut: true) }, new Firing([.. firing.Effects, .. receipt.Effects]));
    }

    /// <summary>The page on CEP webhooks names the amount, not the call: 0.01 to a CLABE may count as well (assumed).</summary>
    private static bool HasReceipt(Draft draft, PaymentSides sides, Money amount) =>
        draft.Options.CepOnMoneyOut && amount == Money.Penny && sides.Destination.Detail is ClabeDetail;
}
