using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// Validates an account by paying it 0.01 and asking for the CEP. Refuses what <see cref="PennyValidationRules"/> lists.
/// </summary>
/// <param name="Caller">The client.</param>
/// <param name="Source">The instrument of a centralizing account.</param>
/// <param name="Destination">A registered CLABE.</param>
/// <param name="Description">Up to 40 letters, digits and spaces; null for the default.</param>
/// <param name="ExternalReference">Up to 7 digits; null for the default, the operating day as ddMMyy.</param>
public sealed record ValidateByPenny(
    ClientId Caller, InstrumentId Source, InstrumentId Destination, string? Description, string? ExternalReference)
        : Command<Transaction>
{
    /// <summary>The description when none is given (documented since 2026-01-07).</summary>
    public const string DefaultDescription = "Validacion de cuenta";

    /// <inheritdoc/>
    public override string Name => "penny_validation";

    internal override Outcome<Transaction> Decide(Draft draft) => PennyValidationRules.Decide(draft, this);
}

/// <summary>The rules of penny_validation, in the order of precedence.</summary>
internal static class PennyValidationRules
{
    private const int DescriptionLengthMax = 40;

    private static readonly PartyRefusals Unknown = new(
        new Refusal(RefusalCode.SourceNotFound), new Refusal(RefusalCode.DestinationNotFound));

    public static Outcome<Transaction> Decide(Draft draft, ValidateByPenny command)
    {
        if (command.Description is { } text && !IsDescription(text))
        {
            return new Refusal(RefusalCode.PennyDescription);
        }

        if (command.ExternalReference is { } reference && !PaymentFormRules.IsReference(reference))
        {
            return new Refusal(RefusalCode.ExternalReference);
        }

        var found = PaymentPartyRules.Find(draft, command.Caller, command.Source, command.Destination, Unknown);
        if (!found.IsAccepted)
        {
            return found.Refusal;
        }

        if (found.Value.From.Type != AccountType.CentralizingAccount)
        {
            return new Refusal(RefusalCode.SourceNotCentralizing);
        }

        if (found.Value.Destination.Detail is not ClabeDetail)
        {
            return new Refusal(RefusalCode.DestinationNotClabe);
        }

        return PaymentPartyRules.Affordable(draft, found.Value, Money.Penny, 1) is { } refusal
            ? refusal
            : Script(draft, command, found.Value);
    }

    private static Outcome<Transaction> Script(Draft draft, ValidateByPenny command, PaymentParties parties)
    {
        var (description, reference) = (command.Description ?? ValidateByPenny.DefaultDescription,
            command.ExternalReference ?? DefaultReference(draft));
        var firing = RuleEngine.Fire(
            draft, RuleEvent.Cep, new AskedPayment(parties, Money.Penny, description, reference), PaymentSubjects.OfPayment,
            RuleStage.Acceptance, RuleStage.Fate);
        if (firing.Accept(draft) is { } scripted)
        {
            return scripted;
        }

        var penny = SpeiPayment.Outgoing(draft, parties, Money.Penny, description, reference);
        return SpeiPayment.Stage(draft, parties, penny with { Cep = Cep.New(draft, followsMoneyOut: false) }, firing);
    }

    private static string DefaultReference(Draft draft) =>
        OperatingDay.Of(draft.Now, draft.Options.OperatingDayTurns).ToString("ddMMyy", CultureInfo.InvariantCulture);

    private static bool IsDescription(string text) =>
        PaymentFormRules.LengthOf(text) <= DescriptionLengthMax
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or 'ñ' or 'Ñ');
}
