using FincoreSim.Api.Features.Accounts;
using FincoreSim.Api.Features.Banks;
using FincoreSim.Api.Features.Credentials;
using FincoreSim.Api.Features.Instruments;
using FincoreSim.Api.Features.Reports;
using FincoreSim.Api.Features.Transactions;
using FincoreSim.Api.Features.Webhooks;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;

namespace FincoreSim.OpenApi;

/// <summary>The facts of every contract of the API; a test fails where a text of theirs has none.</summary>
internal static class ApiFacts
{
    private const string Page = "A page of a list.";

    public static readonly TextKind Rfc = TextKinds.Saying("The tax identifier, or ND.");
    private static readonly TextKind CredentialStatus = TextKinds.OneOf("ACTIVE", "INACTIVE");

    public static readonly TextKind TrackingKey =
        TextKinds.Saying("Ours are the operating day, FINCH and ten of A–Z and 0–9; other banks make theirs as they like.");

    public static ImmutableArray<SchemaFacts> All { get; } =
    [
        .. Errors(), .. Credentials(), .. Accounts(), .. Instruments(), .. Transactions(), .. Webhooks(), .. MessageFacts.All,
        SchemaFacts.Of<BankList>("BankList", Page),
        SchemaFacts.Of<BankView>(
            "Bank", "A SPEI participant.",
            ("id", TextKinds.Uuid),
            ("name", TextKinds.Saying("Not unique.")),
            ("token", TextKinds.Matching("^[0-9]*$")),
            ("BIM", TextKinds.Matching("^[0-9]{3}$") with { Description = "What the bank's CLABEs begin with; not unique." }),
            ("code",
                TextKinds.Matching("^([0-9]{3}|[0-9]{5})$") with
                {
                    Description = "Banxico's institution code: five digits, three for a twin of the test network."
                }),
            ("bank_status", TextKinds.OneOf("ACTIVE"))),
        SchemaFacts.Of<ReportDownload>(
            "ReportDownload", "Where a report's file is; both texts are empty when there is none.",
            ("file_name download_url", TextKinds.Any)),
    ];

    private static IEnumerable<SchemaFacts> Errors() =>
    [
        SchemaFacts.Of<ErrorBody>(
            "ErrorBody", "Every error, shaped as google.rpc.Status.", ("message", TextKinds.OneOf("API Error"))),
        SchemaFacts.Of<ErrorInfo>(
            "ErrorInfo", "The one detail of an error.",
            ("@type", TextKinds.OneOf("type.googleapis.com/google.rpc.ErrorInfo")),
            ("reason", TextKinds.Saying("FAILED_PRECONDITION, DATA_ERROR, INVALID_ARGUMENT, NOT_FOUND and others.")),
            ("domain", TextKinds.OneOf("CORE"))),
        SchemaFacts.Of<ErrorMetadata>(
            "ErrorMetadata", "What an error tells of itself.",
            ("error_detail", TextKinds.Saying("The reason in words.")),
            ("http_code", TextKinds.Matching("^[1-5][0-9]{2}$")),
            ("module method_name error_code", TextKinds.Any)),
    ];

    private static IEnumerable<SchemaFacts> Credentials() =>
    [
        SchemaFacts.Of<CredentialList>("CredentialList", "The credentials of a client."),
        SchemaFacts.Of<CredentialView>(
            "Credential", "A credential; the secret is shown in clear.",
            ("id client_id", TextKinds.Uuid),
            ("client_secret", TextKinds.Any),
            ("environment", TextKinds.OneOf("staging", "production")),
            ("status", CredentialStatus),
            ("created_at updated_at", TextKinds.Stamp),
            ("deleted_at", TextKinds.StampOrNone)),
        SchemaFacts.Of<TokenView>(
            "CredentialToken", "A token that was issued.",
            ("id client_id client_credential_id", TextKinds.Uuid),
            ("token", TextKinds.Jwt),
            ("status", CredentialStatus),
            ("expires_at", TextKinds.ExpiresAt),
            ("created_at updated_at", TextKinds.Stamp),
            ("deleted_at", TextKinds.StampOrNone)),
    ];

    private static IEnumerable<SchemaFacts> Accounts() =>
    [
        SchemaFacts.Of<AccountList>("AccountList", "A page of a list; totalItem in the singular."),
        SchemaFacts.Of<AccountView>(
            "Account", "An account.",
            ("id bankId clientId clientBankAdapterId instrumentId ownerId", TextKinds.Uuid),
            ("accountId", TextKinds.Uuid with { Description = "The centralizing account above it; its own id where it is one." }),
            ("ownerType", TextKinds.OneOf<OwnerType>()),
            ("accountNumber", TextKinds.Matching("^[0-9]{12}$") with { Description = "The last digits of the CLABE." }),
            ("clabeNumber", TextKinds.Clabe),
            ("availableBalance", TextKinds.Money),
            ("accountType", TextKinds.OneOf<AccountType>()),
            ("accountStatus", TextKinds.OneOf<AccountStatus>()),
            ("bankAdapter", TextKinds.OneOf(Account.BankAdapter))),
        SchemaFacts.Of<AccountAudit>(
            "AccountAudit", "When an account changed.",
            ("createdAt updatedAt", TextKinds.Stamp),
            ("deletedAt blockedAt activatedAt suspendedAt", TextKinds.StampOrNone)),
    ];

    private static IEnumerable<SchemaFacts> Instruments() =>
    [
        SchemaFacts.Of<InstrumentList>("InstrumentList", Page),
        SchemaFacts.Of<InstrumentView>(
            "Instrument", "An instrument.",
            ("id bankId clientId ownerId customerId", TextKinds.Uuid),
            ("alias", TextKinds.Any),
            ("type", TextKinds.OneOf<InstrumentType>()),
            ("rfc", Rfc)),
        SchemaFacts.Of<InstrumentDetailView>(
            "InstrumentDetail", "What an instrument points at: a card, or a CLABE.",
            ("cardNumber", TextKinds.Matching("^[0-9]{16}$")),
            ("expirationDate", TextKinds.OneOf(Stamp.None)),
            ("accountNumber holderName", TextKinds.Any),
            ("clabeNumber", TextKinds.Saying("18 digits; a payer's account at another bank may be of another kind."))),
        SchemaFacts.Of<InstrumentAudit>(
            "InstrumentAudit", "When an instrument changed.",
            ("createdAt updatedAt", TextKinds.Stamp),
            ("deletedAt blockedAt", TextKinds.StampOrNone)),
        SchemaFacts.Of<EmbeddedInstrument>(
            "EmbeddedInstrument", "An instrument as a transaction shows it; other names than by itself.",
            ("id bankId clientId", TextKinds.Uuid),
            ("ownerId", TextKinds.Uuid with { Description = "The account's id, where it is an account's instrument." }),
            ("instrumentAlias", TextKinds.Any),
            ("instrumentStatus", TextKinds.OneOf<InstrumentStatus>()),
            ("instrumentType", TextKinds.OneOf<InstrumentType>()),
            ("rfc", Rfc)),
    ];

    private static IEnumerable<SchemaFacts> Transactions() =>
    [
        SchemaFacts.Of<TransactionList>("TransactionList", Page),
        SchemaFacts.Of<Pagination>("Pagination", "The page once more, in the words of the only known client of this list."),
        SchemaFacts.Of<TransactionView>(
            "Transaction", "A transaction.",
            ("id bankId clientId", TextKinds.Uuid),
            ("externalReference", TextKinds.Saying("Up to 7 digits.")),
            ("trackingId", TrackingKey),
            ("description", TextKinds.Any),
            ("amount", TextKinds.Money),
            ("currency", TextKinds.OneOf(Transaction.Currency)),
            ("category", TextKinds.OneOf<TransactionCategory>()),
            ("subCategory", TextKinds.OneOf<TransactionSubCategory>()),
            ("transactionStatus", TextKinds.OneOf<TransactionStatus>()),
            ("originalTransactionId", TextKinds.Uuid with { Description = "The deposit that a refund gives back." }),
            ("jsonReference", TextKinds.Saying("The rail's record, written as Python writes a dictionary; in the read only."))),
        SchemaFacts.Of<TransactionAudit>(
            "TransactionAudit", "When a transaction changed.",
            ("createdAt updatedAt", TextKinds.Stamp),
            ("deletedAt blockedAt", TextKinds.StampOrNone)),
        SchemaFacts.Of<TransactionMetadata>("TransactionMetadata", "What a penny validation has beside the payment."),
        SchemaFacts.Of<CepView>(
            "Cep", "The electronic payment receipt of a penny validation.",
            ("cepUrl", TextKinds.Saying("Empty until it is there.")),
            ("validationId", TextKinds.Uuid),
            ("status", TextKinds.OneOf<CepStatus>()),
            ("createdAt processedAt", TextKinds.Stamp),
            ("beneficiaryName beneficiaryRfc", TextKinds.Any)),
    ];

    private static IEnumerable<SchemaFacts> Webhooks() =>
    [
        SchemaFacts.Of<WebhookList>("WebhookList", Page),
        SchemaFacts.Of<WebhookView>(
            "Webhook", "A registered webhook; the token is echoed in clear.",
            ("id clientId", TextKinds.Uuid),
            ("url token", TextKinds.Any),
            ("webhookType", TextKinds.OneOf<WebhookType>()),
            ("webhookStatus", TextKinds.OneOf("ACTIVE", "INACTIVE")),
            ("authType", TextKinds.OneOf(Webhook.AuthType)),
            ("createdAt updatedAt", TextKinds.Stamp),
            ("deletedAt blockedAt",
                TextKinds.StampOrNone with { Description = "null where there is no date; None in the deprecated call." }),
            ("deletedBy blockedBy", TextKinds.Any)),
    ];
}
