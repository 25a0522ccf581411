using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

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
    private static readonly PartyRefusals Unknown = new(
        new Refusal(RefusalCode.InstrumentMissing, "Source instrument"),
        new Refusal(RefusalCode.InstrumentMissing, "Destination instrument"));

    public static Outcome<Transaction> Decide(Draft draft, MoneyOut command)
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

        if (PaymentPartyRules.Affordable(
            draft, found.Value, amount.Value, found.Value.To is null ? 1 : InternalTransfer.Legs) is { } refusal)
        {
            return refusal;
        }

        form = PaymentFormRules.Filled(draft, form);
        var asked = new AskedPayment(found.Value, amount.Value, form.Description!, form.ExternalReference!);
        var firing = RuleEngine.Fire(
            draft, RuleEvent.MoneyOut, asked, PaymentSubjects.OfPayment,
            found.Value.To is null ? [RuleStage.Acceptance, RuleStage.Fate] : [RuleStage.Acceptance]);
        if (firing.Accept(draft) is { } scripted)
        {
            return scripted;
        }

        return found.Value.To is null
            ? SpeiPayment.Send(draft, asked, firing)
            : InternalTransfer.Stage(draft, asked);
    }
}
