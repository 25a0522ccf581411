using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>
/// The rules of registering an instrument, in the order of precedence (assumed, but for those named in the pages).
/// </summary>
public static class InstrumentRules
{
    /// <summary>What stands for an unknown tax identifier (documented).</summary>
    public const string UnknownRfc = "ND";

    internal static Refusal NotFound { get; } = new(RefusalCode.NotFound, "Instrument");

    internal static Outcome<Instrument> Decide(Draft draft, RegisterInstrument command)
    {
        if (command.CustomerId is { } customer && draft.State.Customers.Find(customer)?.ClientId != command.Caller)
        {
            return new Refusal(RefusalCode.NotFound, "Customer");
        }

        if (command.SourceBankId is { } source && draft.State.Banks.Find(source) is null)
        {
            return Invalid("source_bank_id is not in the bank catalogue");
        }

        if (draft.Options.Strict && command.Type != InstrumentType.Receiver)
        {
            return Invalid("type must be RECEIVER");
        }

        if (draft.State.Banks.Find(command.Detail.DestinationBankId) is not { } bank)
        {
            return Invalid("destination_bank_id is not in the bank catalogue");
        }

        if (command.Detail.HolderName.Length == 0)
        {
            return Invalid("holder_name must not be empty");
        }

        if (CheckTexts(command) is { } refusal)
        {
            return refusal;
        }

        var detail = DetailOf(draft, command.Detail, bank);
        if (!detail.IsAccepted)
        {
            return detail.Refusal;
        }

        return draft.State.Instruments.Count < draft.Options.Limits.Registrations
            ? Stage(draft, command, detail.Value)
            : new Refusal(RefusalCode.LimitReached, "instruments");
    }

    private static Refusal? CheckTexts(RegisterInstrument command) => TextRules.Check(
        ("holder_name", command.Detail.HolderName, TextRules.SpeiName),
        ("account_number", (command.Detail as ClabeForm)?.AccountNumber, TextRules.AccountNumber),
        ("rfc", command.Rfc, TextRules.Rfc),
        ("alias", command.Alias, TextRules.Label));

    private static Outcome<InstrumentDetail> DetailOf(Draft draft, DetailForm form, Bank bank) => form switch
    {
        CardForm card => CardOf(draft, card, bank),
        ClabeForm clabe => ClabeOf(draft, clabe, bank),
        _ => throw new InvalidOperationException(form.GetType().Name),
    };

    /// <summary>A card must pass the Luhn check, but for the one that the documentation registers, which does not.</summary>
    private static Outcome<InstrumentDetail> CardOf(Draft draft, CardForm form, Bank bank)
    {
        if (!CardNumber.IsWellFormed(form.CardNumber))
        {
            return Invalid("debit_card.card_number must be 16 digits");
        }

        var detail = new CardDetail(bank.Id, form.HolderName, form.CardNumber);
        var problem = $"debit_card.card_number {form.CardNumber} fails the Luhn check";
        return CardNumber.PassesLuhn(form.CardNumber) ? detail
            : form.CardNumber == CardNumber.Documented ? Tolerated(draft, problem, detail)
            : Invalid(problem);
    }

    private static Outcome<InstrumentDetail> ClabeOf(Draft draft, ClabeForm form, Bank bank)
    {
        if (!Clabe.TryParse(form.ClabeNumber, out var clabe))
        {
            return Invalid("virtual_clabe.clabe_number must be 18 digits");
        }

        var detail = new ClabeDetail(bank.Id, form.HolderName, form.AccountNumber, clabe);
        return ProblemOf(clabe, bank) is { } problem ? Tolerated(draft, problem, detail) : detail;
    }

    /// <summary>What the real API may refuse: accepted with a warning, refused when strict.</summary>
    private static Outcome<InstrumentDetail> Tolerated(Draft draft, string problem, InstrumentDetail detail)
    {
        if (draft.Options.Strict)
        {
            return Invalid(problem);
        }

        draft.Add(new Warned($"{problem}; accepted, refused with strict: true"));
        return detail;
    }

    /// <summary>Two CLABEs that the documentation prints fail the check, so by default this is only a warning.</summary>
    private static string? ProblemOf(Clabe clabe, Bank bank)
    {
        if (!clabe.HasValidCheckDigit)
        {
            return $"virtual_clabe.clabe_number {clabe} has a wrong check digit";
        }

        return clabe.BankPrefix != bank.Bim
            ? $"virtual_clabe.clabe_number {clabe} does not begin with {bank.Bim}, the prefix of {bank.Name}"
            : null;
    }

    private static Instrument Stage(Draft draft, RegisterInstrument command, InstrumentDetail detail)
    {
        var instrument = new Instrument
        {
            Id = command.Id ?? new InstrumentId(draft.NextUuid(IdKind.Instrument)),
            ClientId = command.Caller,
            CustomerId = command.CustomerId,
            SourceBankId = command.SourceBankId ?? BankCatalogue.FincoPay,
            Alias = command.Alias ?? detail.HolderName,
            Type = command.Type,
            Rfc = command.Rfc ?? UnknownRfc,
            Detail = detail,
            CreatedAt = draft.Now,
            UpdatedAt = draft.Now,
        };
        draft.Add(new InstrumentRegistered(instrument));
        return instrument;
    }

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}
