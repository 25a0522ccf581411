using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The steps that decide about accounts, payments, CEPs, rules and the world itself. Stateless.</summary>
internal static class WorldSteps
{
    private const string AllRules = "all";

    private static readonly SubjectKind Transaction = new("the name of a transaction", Thing.Transaction);
    private static readonly SubjectKind Account = new("the name of an account, an id or a CLABE", Thing.Account);
    private static readonly SubjectKind AccountOrInstrument =
        new("the name of an account or instrument, or an id", Thing.Account, Thing.Instrument);

    private static readonly Key<Operand> To = new("to", Account, "The account.") { IsRequired = true };
    private static readonly Key<Template> Amount = new("amount", new MoneyKind(), "How much.") { IsRequired = true };
    private static readonly Shape<FundStep> Fund = new(
        "fund", "Money is put into an account.", [To, Amount],
        fields => new FundStep(fields.Get(To), fields.Get(Amount)));

    private static readonly Key<Operand> Of = new("of", Transaction, "The payment.") { IsRequired = true };
    private static readonly Key<string> Is =
        new("is", new ChoiceKind("an outcome", ["liquidate", "reject", "return"]), "What happens to it.") { IsRequired = true };
    private static readonly Key<Template> Reason =
        new("reason", new TemplateKind("a reason", TextRules.Label), "Why; CANCELLED_ACCOUNT without it.");
    private static readonly Key<Template> ReasonDescription =
        new("reason_description", new TemplateKind("a text", TextRules.Sentence), "The text of a reason of your own.");
    private static readonly Shape<OutcomeStep> Outcome = new(
        "outcome_command", "Decides how a payment ends.", [Of, Is, Reason, ReasonDescription],
        fields => new OutcomeStep(fields.Get(Of), fields.Get(Is), fields.Find(Reason), fields.Find(ReasonDescription)));

    private static readonly Key<CepStatus> Status =
        new("status", new WireNameKind<CepStatus>("a status of a CEP"), "What it becomes.") { IsRequired = true };
    private static readonly Key<Template> BeneficiaryName =
        new("beneficiary_name", new TemplateKind("a name", TextRules.SpeiName), "Another holder's name.");
    private static readonly Key<Template> BeneficiaryRfc =
        new("beneficiary_rfc", new TemplateKind("a text", TextRules.Rfc), "Another tax identifier.");
    private static readonly Shape<CepChangeStep> Cep = new(
        "cep", "Changes a CEP.", [Of, Status, BeneficiaryName, BeneficiaryRfc], BuildCep)
    {
        Together = static _ => [SchemaParts.Member(Status.Name, SchemaParts.Not(SchemaParts.Constant("INITIALIZED")))],
    };

    private static readonly Key<WebhookType> WebhookKind =
        new("type", new WireNameKind<WebhookType>("a type of webhook"), "Only those of this type.");
    private static readonly Shape<ResendStep> Resend = new(
        "resend", "Sends webhooks once more.", [Of, WebhookKind],
        fields => new ResendStep(fields.Get(Of), fields.FindValue(WebhookKind)));

    private static readonly ListKind<string> RuleNames = new(
        "names of rules, or all", new CustomKind<string>("the name of a rule, or all", ReadRuleName, _ => SchemaBook.Text()),
        takesOne: true);

    /// <summary>The commands.</summary>
    public static ImmutableArray<(string Command, Shape<Step> Shape)> All { get; } =
    [
        StatusOf("block", "Blocks an account or instrument.", AccountOrInstrument),
        StatusOf("unblock", "Unblocks an account or instrument.", AccountOrInstrument),
        StatusOf("suspend", "Suspends an account.", Account),
        StatusOf("activate", "Activates an account.", Account),
        StepShapes.Answered("fund", "Money is put into an account.", Fund, (step, _) => step),
        StepShapes.Answered("outcome", "Decides how a payment ends.", Outcome, (step, _) => step),
        StepShapes.Answered("cep", "Changes a CEP.", Cep, (step, _) => step),
        StepShapes.Answered("resend", "Sends the webhooks of a transaction once more.", Resend, (step, _) => step),
        StepShapes.Of("arm", "Arms rules.", new LaterKind<ImmutableArray<ScenarioRule>>(() => RuleShape.OneOrMany),
            (rules, _) => new ArmStep(rules), null),
        StepShapes.Of("disarm", "Disarms rules by name, or all.", RuleNames,
            (names, _) => new DisarmStep(names.Contains(AllRules) ? [] : names), null),
        StepShapes.Of(
            "expire_tokens", "Ends every token that was issued so far.",
            StepShapes.Alone("expire_tokens"), (_, _) => new ExpireTokensStep(), null),
        StepShapes.Of("snapshot", "Keeps the world under a name.", new NewNameKind(Thing.Snapshot),
            (name, _) => new SnapshotStep(name), null),
        StepShapes.Of("restore", "Goes back to a snapshot.", new SubjectKind("the name of a snapshot", Thing.Snapshot),
            (snapshot, _) => new RestoreStep(snapshot), null),
    ];

    private static (string Command, Shape<Step> Shape) StatusOf(string command, string description, SubjectKind subject) =>
        StepShapes.Answered(command, description, subject, (operand, _) => new StatusStep(operand));

    private static CepChangeStep? BuildCep(Fields fields)
    {
        if (fields.Get(Status) == CepStatus.Initialized)
        {
            fields.Reading.Error(fields.At(Status), "nothing leads back to INITIALIZED");
            return null;
        }

        return new CepChangeStep(fields.Get(Of), fields.Get(Status), fields.Find(BeneficiaryName), fields.Find(BeneficiaryRfc));
    }

    private static string? ReadRuleName(Node node, Reading reading)
    {
        if (new PlainTextKind("the name of a rule, or all").Read(node, reading) is not { } name)
        {
            return null;
        }

        if (name != AllRules && !reading.RuleNames.ContainsKey(name))
        {
            reading.Error(node, $"unknown rule '{name}'{Nearest.Hint(name, [.. reading.RuleNames.Keys])}");
        }

        return name;
    }
}
