using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>One step of a scenario. Immutable.</summary>
internal abstract record Step
{
    /// <summary>Where it stands.</summary>
    public Position At { get; init; }

    /// <summary>Its command: <c>money_out</c>.</summary>
    public string Command { get; init; } = "";

    /// <summary>The name that its result gets; null for none.</summary>
    public string? As { get; init; }

    /// <summary>What its answer must be; null: anything but a broken connection or an error status.</summary>
    public AnswerMatch? Expect { get; init; }
}

/// <summary>Money comes in; with INT_CREDIT from another account of the simulator.</summary>
internal sealed record MoneyInStep(Operand To, Amount Amount) : Step
{
    /// <summary>Whether an account that is not active makes the step 409, instead of SPEI returning the deposit.</summary>
    public bool IsRefusedWhenInactive { get; init; }

    /// <summary>SPEI_CREDIT, or INT_CREDIT for an internal transfer.</summary>
    public TransactionSubCategory Kind { get; init; } = TransactionSubCategory.SpeiCredit;

    /// <summary>The account that pays, for INT_CREDIT; null: one of the owner asked for.</summary>
    public Operand? From { get; init; }

    /// <summary>Whether the paying account of an INT_CREDIT is of the same owner; null: another owner.</summary>
    public bool? IsFromSameOwner { get; init; }

    /// <summary>Banxico's code of the payer's bank.</summary>
    public Template? FromBank { get; init; }

    /// <summary>Who pays.</summary>
    public Template? PayerName { get; init; }

    /// <summary>The payer's account.</summary>
    public Template? PayerAccount { get; init; }

    /// <summary>The payer's tax identifier.</summary>
    public Template? PayerRfc { get; init; }

    /// <summary>The concept.</summary>
    public Template? Concept { get; init; }

    /// <summary>The payer's reference.</summary>
    public Template? Reference { get; init; }

    /// <summary>The payer's tracking key.</summary>
    public Template? TrackingKey { get; init; }

    /// <summary>Whether it may be that of another deposit.</summary>
    public bool IsDuplicate { get; init; }
}

/// <summary>A payment through the API: money_out, or with <c>internal_transfer</c> the internal one.</summary>
internal sealed record PaymentStep(Operand From, Operand To, Amount Amount) : Step
{
    /// <summary>Whether it goes by internal_transaction.</summary>
    public bool IsInternal { get; init; }

    /// <summary>What the Idempotency-Key is made of: a UUID as it stands, any other text by UUID v5; null: a new one.</summary>
    public Template? Key { get; init; }

    /// <summary>The description.</summary>
    public Template? Description { get; init; }

    /// <summary>The external reference.</summary>
    public Template? Reference { get; init; }

    /// <summary>The currency; null: MXN.</summary>
    public Template? Currency { get; init; }

    /// <summary>What X-Fincore-Sim-Outcome asks for.</summary>
    public Template? Outcome { get; init; }
}

/// <summary>A penny validation through the API.</summary>
internal sealed record PennyValidationStep(Operand? From, Operand To, Template? Key) : Step;

/// <summary>A refund through the API.</summary>
internal sealed record RefundStep(Operand Of, Amount? Amount) : Step;

/// <summary>A request to the integrator, or to any URL.</summary>
internal sealed record CallStep(HttpCall Call) : Step;

/// <summary>An HTTP request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The JSON body; null for none.</param>
internal sealed record HttpCall(string Method, Template Url, ImmutableArray<KeyValuePair<string, Template>> Headers, Node? Body);

/// <summary>Steps that are done several times, one round after the other.</summary>
/// <param name="Times">How often.</param>
/// <param name="Every">How much virtual time lies between the rounds.</param>
/// <param name="Do">What is done in each round; <c>${n}</c> counts from 1.</param>
/// <param name="Outcomes">How the answers of all rounds must be spread.</param>
internal sealed record RepeatStep(
    int Times, TimeSpan Every, ImmutableArray<Step> Do, ImmutableArray<OutcomeCount> Outcomes) : Step;

/// <summary>Steps that are done several times at once, from one barrier on.</summary>
/// <param name="Times">How many at once.</param>
/// <param name="Do">What each does; <c>${n}</c> counts from 1.</param>
/// <param name="During">What happens meanwhile.</param>
/// <param name="Outcomes">How their answers must be spread.</param>
internal sealed record ParallelStep(
    int Times, ImmutableArray<Step> Do, ImmutableArray<DuringStep> During, ImmutableArray<OutcomeCount> Outcomes) : Step;

/// <summary>A step that is done once so many calls were answered.</summary>
/// <param name="AfterCalls">How many.</param>
/// <param name="Step">The step.</param>
internal sealed record DuringStep(int AfterCalls, Step Step);

/// <summary>Virtual time goes on, and everything due settles; exactly one of the three is given.</summary>
/// <param name="By">By how much; zero for settle.</param>
/// <param name="To">Until when.</param>
/// <param name="IsUntilIdle">Until nothing is waiting any more.</param>
/// <param name="Max">The most time for <paramref name="IsUntilIdle"/>.</param>
internal sealed record AdvanceStep(TimeSpan? By, DateTimeOffset? To, bool IsUntilIdle, TimeSpan? Max) : Step;

/// <summary>Waits, in real time, until something is there that the integrator does on its own.</summary>
/// <param name="Wanted">What.</param>
/// <param name="Within">How long, in real time.</param>
internal sealed record WaitForStep(Expectation Wanted, TimeSpan Within) : Step;

/// <summary>Blocks, unblocks, suspends or activates an account or instrument, as its command says.</summary>
internal sealed record StatusStep(Operand Subject) : Step;

/// <summary>Sends the webhooks of a transaction once more.</summary>
internal sealed record ResendStep(Operand Of, WebhookType? Type) : Step;

/// <summary>Money is put into an account.</summary>
internal sealed record FundStep(Operand Account, Template Amount) : Step;

/// <summary>Decides how a payment ends: liquidate, reject or return.</summary>
internal sealed record OutcomeStep(Operand Of, string Outcome, Template? Reason, Template? ReasonDescription) : Step;

/// <summary>Changes a CEP.</summary>
internal sealed record CepChangeStep(Operand Of, CepStatus Status, Template? BeneficiaryName, Template? BeneficiaryRfc) : Step;

/// <summary>Arms rules.</summary>
internal sealed record ArmStep(ImmutableArray<ScenarioRule> Rules) : Step;

/// <summary>Disarms rules by name; none: all.</summary>
internal sealed record DisarmStep(ImmutableArray<string> Names) : Step;

/// <summary>Ends every token that was issued so far.</summary>
internal sealed record ExpireTokensStep : Step;

/// <summary>Keeps the world under a name.</summary>
internal sealed record SnapshotStep(string Name) : Step;

/// <summary>Goes back to a snapshot.</summary>
internal sealed record RestoreStep(Operand Snapshot) : Step;

/// <summary>Checks what is there now.</summary>
internal sealed record ExpectStep(ImmutableArray<Expectation> Wanted) : Step;
