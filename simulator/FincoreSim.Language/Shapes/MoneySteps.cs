using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The steps that move money, or ask for it. Stateless.</summary>
internal static class MoneySteps
{
    private static readonly SubjectKind Side =
        new("the name of an account or instrument, an id, or a CLABE", Thing.Account, Thing.Instrument);
    private static readonly Key<Operand> From = new("from", Side, "Who pays.") { IsRequired = true };
    private static readonly Key<Operand> To = new("to", Side, "Who is paid.") { IsRequired = true };
    private static readonly Key<Operand> MayFrom = new("from", Side, "Who pays.");
    private static readonly Key<Amount> AskedAmount =
        new("amount", new AmountKind(takesAnyText: true), "The amount.") { IsRequired = true };
    private static readonly Key<Amount> DepositAmount =
        new("amount", new AmountKind(takesAnyText: false), "The amount.") { IsRequired = true };
    private static readonly Key<Amount> RefundAmount =
        new("amount", new AmountKind(takesAnyText: true), "The amount; that of the deposit without it.");
    private static readonly Key<Operand> Of =
        new("of", new SubjectKind("the name of a transaction", Thing.Transaction), "The deposit.") { IsRequired = true };

    private static readonly Key<TransactionSubCategory> Kind =
        new("kind", new WireNameKind<TransactionSubCategory>("a kind of deposit"),
            "SPEI_CREDIT, or INT_CREDIT for an internal transfer.");
    private static readonly Key<string> FromOwner =
        new("from_owner", new ChoiceKind("an owner", ["same", "other"]),
            "Whether the paying account of an INT_CREDIT is of the same owner.");
    private static readonly Key<Template> FromBank =
        new("from_bank", new DigitsKind("a bank code such as \"40012\", 5 digits in quotes", 5, 5),
            "Banxico's code of the payer's bank.");
    private static readonly Key<Template> PayerName = Text("payer_name", TextRules.SpeiName, "Who pays.");
    private static readonly Key<Template> PayerAccount = Text("payer_account", TextRules.PayerAccount, "The payer's account.");
    private static readonly Key<Template> PayerRfc = Text("payer_rfc", TextRules.Rfc, "The payer's tax identifier.");
    private static readonly Key<Template> Concept = Text("concept", TextRules.Concept, "The concept.");
    private static readonly Key<Template> Reference = Text("reference", TextRules.Reference, "The reference of up to 7 digits.");
    private static readonly Key<Template> TrackingKey =
        Text("tracking_key", TextRules.TrackingKey, "The payer's tracking key; of one bank on one operating day it is unique.");
    private static readonly Key<bool> Duplicate =
        new("duplicate", new TrueKind(), "That the tracking key is another deposit's on purpose.");

    private static readonly Key<string> OnBlocked =
        new("on_blocked", new ChoiceKind("what becomes of it", ["return", "refuse"]),
            "Where the account is blocked or suspended: SPEI returns it, or the step is 409.");

    private static readonly Key<Template> IdempotencyKey =
        Text("key", TextRules.Line,
            "The Idempotency-Key: a UUID as it stands, any other text as the name of one; a new one without it.");
    private static readonly Key<Template> Description = Text("description", null, "The description.");
    private static readonly Key<Template> ExternalReference =
        Text("external_reference", null, "The reference of up to 7 digits.");
    private static readonly Key<Template> Currency = Text("currency", null, "The currency; MXN without it.");
    private static readonly Key<Template> Outcome =
        Text("outcome", TextRules.Line, "What X-Fincore-Sim-Outcome asks for: " + CallOutcome.Forms + ".");

    private static readonly Shape<MoneyInStep> MoneyIn = new(
        "money_in", "Money comes in.",
        [To, DepositAmount, Kind, MayFrom, FromOwner, FromBank, PayerName, PayerAccount, PayerRfc, Concept, Reference,
            TrackingKey, Duplicate, OnBlocked], BuildMoneyIn)
    {
        Together = MoneyInTogether,
    };

    private static readonly Shape<PaymentStep> MoneyOut = Payment("money_out", "A payment by the API.", isInternal: false);
    private static readonly Shape<PaymentStep> Transfer =
        Payment("internal_transfer", "An internal transaction by the API.", isInternal: true);

    private static readonly Shape<PennyValidationStep> Penny = new(
        "penny_validation", "A penny validation by the API.", [MayFrom, To, IdempotencyKey],
        fields => new PennyValidationStep(fields.Find(MayFrom), fields.Get(To), fields.Find(IdempotencyKey)));

    private static readonly Shape<RefundStep> Refund = new(
        "refund", "A refund by the API.", [Of, RefundAmount],
        fields => new RefundStep(fields.Get(Of), fields.Find(RefundAmount)));

    private static Key[] OfOutside => [FromBank, PayerName, PayerAccount, PayerRfc, TrackingKey, Duplicate, OnBlocked];

    private static Key[] OfInside => [MayFrom, FromOwner];

    /// <summary>The commands.</summary>
    public static ImmutableArray<(string Command, Shape<Step> Shape)> All { get; } =
    [
        StepShapes.Answered("money_in", "Money comes in.", MoneyIn, (step, _) => step, Thing.Transaction),
        StepShapes.Answered("money_out", "A payment by the API.", MoneyOut, WarnOfAmount, Thing.Transaction),
        StepShapes.Answered(
            "internal_transfer", "An internal transaction by the API.", Transfer, WarnOfAmount, Thing.Transaction),
        StepShapes.Answered("penny_validation", "A penny validation by the API.", Penny, (step, _) => step, Thing.Transaction),
        StepShapes.Answered("refund", "A refund by the API.", Refund, (step, _) => step, Thing.Transaction),
    ];

    private static Shape<PaymentStep> Payment(string name, string description, bool isInternal) => new(
        name, description, [From, To, AskedAmount, IdempotencyKey, Description, ExternalReference, Currency, Outcome],
        fields => new PaymentStep(fields.Get(From), fields.Get(To), fields.Get(AskedAmount))
        {
            IsInternal = isInternal,
            Key = fields.Find(IdempotencyKey),
            Description = fields.Find(Description),
            Reference = fields.Find(ExternalReference),
            Currency = fields.Find(Currency),
            Outcome = CheckedOutcome(fields),
        })
    {
        Together = static _ => [SchemaParts.Member(Outcome.Name, SchemaBook.OrReference(SchemaBook.Text(OutcomePattern)))],
    };

    private static string OutcomePattern =>
        "^ *(liquidate|lost_after_commit|fail_before_commit"
        + $"|reject *: *({string.Join('|', ReturnReason.All.Select(reason => reason.Code))})"
        + @"|hang *: *([0-9]+(ms|s|m|h|d))+) *$";

    /// <summary>What goes with a deposit from outside, and what with one from inside.</summary>
    private static IEnumerable<JsonObject> MoneyInTogether(SchemaBook book)
    {
        var isInternal = SchemaParts.Is(Kind.Name, WireName<TransactionSubCategory>.Of(TransactionSubCategory.IntCredit));
        var isExternal = SchemaParts.Member(
            Kind.Name, SchemaParts.Constant(WireName<TransactionSubCategory>.Of(TransactionSubCategory.SpeiCredit)));
        string[] debits = [.. new[] { TransactionSubCategory.SpeiDebit, TransactionSubCategory.IntDebit }
            .Select(WireName<TransactionSubCategory>.Of)];
        return
        [
            SchemaParts.Member(Kind.Name, SchemaParts.Not(SchemaBook.Words(debits))),
            SchemaParts.If(isInternal, SchemaParts.NoneOf(OfOutside.Select(key => key.Name))),
            SchemaParts.If(isExternal, SchemaParts.NoneOf(OfInside.Select(key => key.Name))),
        ];
    }

    private static MoneyInStep? BuildMoneyIn(Fields fields)
    {
        var kind = fields.Get(Kind, TransactionSubCategory.SpeiCredit);
        if (kind is TransactionSubCategory.SpeiDebit or TransactionSubCategory.IntDebit)
        {
            fields.Reading.Error(fields.At(Kind), "money that comes in is SPEI_CREDIT or INT_CREDIT");
            return null;
        }

        Key[] ofOther = kind == TransactionSubCategory.IntCredit ? OfOutside : OfInside;
        if (ofOther.FirstOrDefault(fields.Has) is { } stray)
        {
            fields.Reading.Error(
                fields.At(stray), $"'{stray.Name}' does not go with {WireName<TransactionSubCategory>.Of(kind)}");
            return null;
        }

        return new MoneyInStep(fields.Get(To), fields.Get(DepositAmount))
        {
            Kind = kind,
            From = fields.Find(MayFrom),
            IsFromSameOwner = fields.Find(FromOwner) switch { "same" => true, "other" => false, _ => null },
            FromBank = fields.Find(FromBank),
            PayerName = fields.Find(PayerName),
            PayerAccount = fields.Find(PayerAccount),
            PayerRfc = fields.Find(PayerRfc),
            Concept = fields.Find(Concept),
            Reference = fields.Find(Reference),
            TrackingKey = fields.Find(TrackingKey),
            IsDuplicate = fields.Has(Duplicate),
            IsRefusedWhenInactive = fields.Find(OnBlocked) == "refuse",
        };
    }

    private static Template? CheckedOutcome(Fields fields)
    {
        var outcome = fields.Find(Outcome);
        if (outcome is { IsPlain: true } && CallOutcome.Parse(outcome.Raw) is null)
        {
            fields.Reading.Error(fields.At(Outcome), $"'{outcome.Raw}' is not a valid outcome: {CallOutcome.Forms}");
        }

        return outcome;
    }

    /// <summary>A text that is no amount is there to be refused; without an expectation it is a slip.</summary>
    private static PaymentStep WarnOfAmount(PaymentStep step, Fields fields)
    {
        var isSlip = step.Amount is FixedAmount { Text: { IsPlain: true } text } && !Money.TryParse(text.Raw, out _)
            && !fields.Has(StepShapes.Expect);
        if (isSlip && fields.Node.Entries.Select(entry => entry.Value).OfType<MappingNode>().First().Find("amount") is { } amount)
        {
            fields.Reading.Warn(
                amount.Value,
                $"'{((FixedAmount)step.Amount).Text.Raw}' is not a valid amount such as \"1.90\": the API will refuse it, which no "
                + $"'expect' says");
        }

        return step;
    }

    private static Key<Template> Text(string name, TextRule? rule, string description) =>
        new(name, new TemplateKind("a text", rule), description);
}
