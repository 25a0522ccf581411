using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Control.Catalogues;
using FincoreSim.Control.Credentials;
using FincoreSim.Control.Deliveries;
using FincoreSim.Control.Entities;
using FincoreSim.Control.Idempotency;
using FincoreSim.Control.Journals;
using FincoreSim.Control.Payments;
using FincoreSim.Control.Receiver;
using FincoreSim.Control.Requests;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Fidelity;
using FincoreSim.Json;
using FincoreSim.Lives;
using FincoreSim.Runs.Posted;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds.Requests;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.OpenApi;

/// <summary>The facts of the contracts of the control API. A text without any may be anything.</summary>
internal static class ControlFacts
{
    private static readonly TextKind Running = TextKinds.OneOf("running", "frozen");

    public static ImmutableArray<SchemaFacts> All { get; } = [.. Sandboxes(), .. Money(), .. Deliveries(), .. History(),
        .. Runs(), .. Catalogues()];

    private static IEnumerable<SchemaFacts> Sandboxes() =>
    [
        SchemaFacts.Of<ControlError>(
            "Error", "Why a call was refused.",
            ("error", TextKinds.Matching("^[a-z_]+$")),
            ("detail", TextKinds.Saying("The reason in words.")),
            ("current", TextKinds.Saying("The state that was found.")),
            ("call", TextKinds.Saying("The call that leads to an allowed state."))),
        SchemaFacts.Of<HealthView>(
            "Health",
            "How the process is; told with 200 also where it is degraded, since restarting it would take every sandbox from "
            + "everybody.", ("status", TextKinds.OneOf("ok", "degraded"))),
        SchemaFacts.Of<SandboxView>(
            "Sandbox",
            $"A sandbox, with the credentials of its first {ControlList.LimitDefault} clients; those of the first one stand "
            + $"beside it too.",
            ("client_id", TextKinds.Uuid),
            ("template", TextKinds.OneOf([.. WorldTemplate.All.Select(template => template.Name), WorldTemplate.SnapshotName])),
            ("created_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<KeptView>("Kept", "How much a sandbox keeps, beside its limits, and what went because of them."),
        SchemaFacts.Of<KeptCount>(
            "KeptCount",
            "How many of a kind are kept, the limit, and how many went before their time; of deliveries that wait, how many were "
            + "cancelled because too many did."),
        SchemaFacts.Of<ClientView>("Client", "A client with its credentials.", ("client_id", TextKinds.Uuid)),
        SchemaFacts.Of<CustomerView>("Customer", "A customer.", ("customer_id client_id", TextKinds.Uuid)),
        SchemaFacts.Of<ClockView>("Clock", "A sandbox's clock.", ("mode", Running), ("now", TextKinds.IsoStamp)),
        SchemaFacts.Of<ClockMoveView>(
            "ClockMove", "What moving the clock led to.", ("mode", Running), ("now", TextKinds.IsoStamp)),
        SchemaFacts.Of<RanView>("Ran", "Something that was due and ran.", ("at", TextKinds.IsoStamp), ("id", TextKinds.Uuid)),
        SchemaFacts.Of<TokensExpiredView>(
            "TokensExpired", "When all tokens were ended, by the wall clock.", ("expired_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<FingerprintView>("Fingerprint", "A hash over what the world has become."),
    ];

    private static IEnumerable<SchemaFacts> Money() =>
    [
        SchemaFacts.Of<AccountItem>(
            "Account", "An account with its balances.",
            ("account_id client_id owner_id instrument_id", TextKinds.Uuid),
            ("owner_type", TextKinds.OneOf<OwnerType>()),
            ("type", TextKinds.OneOf<AccountType>()),
            ("status", TextKinds.OneOf<AccountStatus>()),
            ("clabe", TextKinds.Clabe),
            ("posted pending available", TextKinds.Money)),
        SchemaFacts.Of<InstrumentItem>(
            "Instrument", "An instrument, deleted ones too.",
            ("instrument_id client_id owner_id account_id bank_id", TextKinds.Uuid),
            ("type", TextKinds.OneOf<InstrumentType>()),
            ("status", TextKinds.OneOf<InstrumentStatus>()),
            ("clabe", TextKinds.Clabe),
            ("card_number", TextKinds.Matching("^[0-9]{16}$"))),
        SchemaFacts.Of<TransactionItem>(
            "Transaction", "A transaction, with what the API does not show.",
            ("transaction_id client_id account_id original_transaction_id refund_transaction_id other_leg_id", TextKinds.Uuid),
            ("category", TextKinds.OneOf<TransactionCategory>()),
            ("sub_category", TextKinds.OneOf<TransactionSubCategory>()),
            ("status", TextKinds.OneOf<TransactionStatus>()),
            ("cep_status", TextKinds.OneOf<CepStatus>()),
            ("amount", TextKinds.Money),
            ("created_at updated_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<CounterpartyView>(
            "Counterparty", "Who is at the other end of a transaction: the payer of what came in, the holder of what is paid.",
            ("account", TextKinds.Saying("A CLABE, or the number of a card."))),
        SchemaFacts.Of<LifeView>("Life", "The life of a transaction: what happened, oldest first, and behind it what is due."),
        SchemaFacts.Of<LifeRowView>(
            "LifeRow", "One row of a life; from and to are the same where nothing passes from one to the other. ms is real time.",
            ("kind", TextKinds.OneOf([.. WireName<LifeKind>.All.Select(text => text.ToLowerInvariant())])),
            ("from to", TextKinds.OneOf([.. WireName<LifeLane>.All.Select(text => text.ToLowerInvariant())])),
            ("at", TextKinds.IsoStamp),
            ("delivery_id", TextKinds.Uuid),
            ("transaction_id", TextKinds.Uuid with { Description = "The other transaction that it leads to." })),
        SchemaFacts.Of<MoneyInView>(
            "MoneyIn", "What a deposit led to: a transaction, or its return by SPEI.", ("transaction_id", TextKinds.Uuid)),
        SchemaFacts.Of<ReturnedDeposit>("ReturnedDeposit", "Why SPEI returned a deposit: its account is blocked or suspended."),
        SchemaFacts.Of<LedgerView>("Ledger", "Balances, totals, invariants."),
        SchemaFacts.Of<LedgerAccountView>(
            "LedgerAccount",
            "A ledger account: available is posted without pending; pending_credits is what open holds will bring in.",
            ("posted pending pending_credits available", TextKinds.SignedMoney)),
        SchemaFacts.Of<LedgerTotals>(
            "LedgerTotals", "The sums of all posted entries so far.", ("debits credits", TextKinds.Money)),
        SchemaFacts.Of<InvariantView>("Invariant", "An invariant, and whether it holds."),
    ];

    private static IEnumerable<SchemaFacts> Deliveries() =>
    [
        SchemaFacts.Of<DeliverySummary>(
            "DeliverySummary", "A delivery in one line.",
            ("id id_msg transaction_id webhook_id", TextKinds.Uuid),
            ("type", TextKinds.OneOf<WebhookType>()),
            ("status", TextKinds.OneOf<DeliveryStatus>()),
            ("next_attempt_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<DeliveryView>(
            "Delivery", "A delivery with every attempt: what was sent, and what came back.",
            ("id id_msg client_id transaction_id webhook_id", TextKinds.Uuid),
            ("type", TextKinds.OneOf<WebhookType>()),
            ("status", TextKinds.OneOf<DeliveryStatus>()),
            ("event_at next_attempt_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<DeliveryList>(
            "DeliveryList",
            "A page of the deliveries that are kept, how many finished ones were dropped, and how many were cancelled at once "
            + "because too many waited."),
        SchemaFacts.Of<AttemptView>("Attempt", "One attempt.", ("due sent", TextKinds.IsoStamp)),
        SchemaFacts.Of<AnswerView>(
            "Answer", "What a receiver answered: up to 64 KiB of the last attempt, up to 4 KiB of those before it.",
            ("body_sha256", TextKinds.Matching("^[0-9a-f]{64}$"))),
        SchemaFacts.Of<WebhookTestView>("WebhookTest", "What a receiver answered to a test."),
        SchemaFacts.Of<ReceiverAnswer>(
            "ReceiverAnswer", "What the built-in receiver answers: nothing, or a reason for a refund."),
    ];

    private static IEnumerable<SchemaFacts> History() =>
    [
        SchemaFacts.Of<JournalPage>(
            "JournalPage", "A page of the journal, the number of the newest entry, and how many were dropped."),
        SchemaFacts.Of<JournalEntryView>(
            "JournalEntry", "An entry of the journal.",
            ("at", TextKinds.IsoStamp),
            ("kind", TextKinds.Matching("^[a-z_]+$")),
            ("transaction_id", TextKinds.Uuid)),
        SchemaFacts.Of<RequestPage>(
            "RequestPage", "A page of the calls that are kept, the number of the newest, and how many older ones were dropped."),
        SchemaFacts.Of<RequestItem>(
            "Request",
            "A call to the API. ms is real time until the last byte of the answer; status is absent where that never arrived "
            + "whole.",
            ("at real_at", TextKinds.IsoStamp),
            ("client_id transaction_id", TextKinds.Uuid),
            ("query", TextKinds.Saying("With its question mark.")),
            ("idempotency", TextKinds.OneOf([.. WireName<KeyVerdict>.All.Select(verdict => verdict.ToLowerInvariant())]))),
        SchemaFacts.Of<RequestRefusal>("RequestRefusal", "Why a call was refused.", ("rule", TextKinds.Matching("^[a-z_]+$"))),
        SchemaFacts.Of<HeaderView>("Header", "A header; credentials are redacted."),
        SchemaFacts.Of<ConsideredRule>("ConsideredRule", "A rule that was considered, and why it fired or did not."),
        SchemaFacts.Of<RequestAnswer>("RequestAnswer",
            "An answer as it was seen, or was to be seen: up to 64 KiB of it. Its note says what became of it on the way."),
        SchemaFacts.Of<RequestView>(
            "RequestWhole",
            "A call with everything that is known of it: up to 16 KiB of its body, its answer, and what the journal still has of "
            + "it."),
        SchemaFacts.Of<VerifyView>("Verification", "What an assertion about calls came to."),
        SchemaFacts.Of<NearMiss>("NearMiss", "A call that nearly was as asked, with its first difference."),
        SchemaFacts.Of<IdempotencyView>(
            "IdempotencyKey", "What is known of an idempotency key.",
            ("key client_id transaction_id", TextKinds.Uuid),
            ("first_body",
                TextKinds.Saying("The beginning of the first body; absent where it is kept no more (limits.idempotency_bytes).")),
            ("first_at expires_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<DerivedKeyView>(
            "DerivedKey", "The idempotency key of a body, with each step of the way to it.",
            ("operation", TextKinds.OneOf([.. DerivedKey.Operations])),
            ("client_id namespace key", TextKinds.Uuid),
            ("canonical", TextKinds.Saying("The body with its members sorted at every level, without blanks.")),
            ("body_sha256",
                TextKinds.Matching("^[0-9a-f]{64}$") with { Description = "SHA-256 of the canonical text in UTF-8." }),
            ("name", TextKinds.Saying(
                "client_id, operation and body_sha256, without separators; key is its UUID version 5 in the namespace."))),
        SchemaFacts.Of<JsonDifference>("JsonDifference", "One place in which two bodies differ."),
    ];

    private static IEnumerable<SchemaFacts> Runs() =>
    [
        SchemaFacts.Of<RunView>(
            "ScenarioRun", "The run of a scenario file: counts, and its results so far.",
            ("status", TextKinds.OneOf([.. WireName<PostedRunState>.All.Select(text => text.ToLowerInvariant())])),
            ("file", TextKinds.Saying("How it was called when it was sent.")),
            ("error", TextKinds.Saying("Why the simulator could not go on with it.")),
            ("created_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<RunList>(
            "ScenarioRunList", "A page of the runs that are kept, the newest first, and how many were dropped."),
        SchemaFacts.Of<RunResultView>(
            "ScenarioResult", "One run of one scenario.",
            ("status", TextKinds.OneOf([.. WireName<RunVerdict>.All.Select(text => text.ToLowerInvariant())])),
            ("clock", TextKinds.IsoStamp),
            ("fingerprint", TextKinds.Saying("A hash over what the world had become.")),
            ("bundle", TextKinds.Saying("The path of its bundle."))),
        SchemaFacts.Of<RunFailureView>(
            "ScenarioFailure", "Why a scenario did not pass.",
            ("place", TextKinds.Saying("File, line and column of what was not met.")),
            ("title", TextKinds.Saying("What was expected, and what happened."))),
    ];

    private static IEnumerable<SchemaFacts> Catalogues() =>
    [
        SchemaFacts.Of<ReservedValueView>(
            "ReservedValue", "A CLABE that makes a payment end in a certain way.", ("clabe", TextKinds.Clabe)),
        SchemaFacts.Of<BehaviourView>(
            "Behaviour", "A behaviour of the simulator, with what stands behind it.",
            ("label", TextKinds.OneOf([.. WireName<BehaviourLabel>.All.Select(text => text.ToLowerInvariant())]))),
    ];
}
