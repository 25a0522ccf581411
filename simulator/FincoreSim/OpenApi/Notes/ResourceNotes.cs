namespace FincoreSim.OpenApi.Notes;

/// <summary>The notes of credentials, banks, accounts, instruments and reports.</summary>
internal static class ResourceNotes
{
    private const string Created = "When it was created.";
    private const string Updated = "When it changed last.";
    private const string PageNumber = "The page that this is, from 1.";
    private const string PageSize = "How many items a page has at most.";
    private const string Total = "How many items all pages have together.";

    public static ImmutableArray<SchemaNotes> All { get; } =
        [.. Credentials(), .. Banks(), .. Accounts(), .. Instruments(), .. InstrumentRequests(), .. Reports()];

    private static IEnumerable<SchemaNotes> Credentials() =>
    [
        SchemaNotes.Of("CredentialList", Source.Quickstart, "", ("data", "One for each environment.")),
        SchemaNotes.Of(
            "Credential", Source.Quickstart, "",
            ("id", "Identifies the credential."),
            ("client_id", "The client whose it is."),
            ("client_secret", "What a token is asked for with; text, 86 characters in the sample."),
            ("environment", "Where it is good."),
            ("status", "Whether it is good."),
            ("created_at", Created), ("updated_at", Updated), ("deleted_at", "When it was deleted.")),
        SchemaNotes.Of(
            "CredentialTokenRequest", Source.Reference, "What a token is asked for with.",
            ("client_id", "The same as in the path."), ("client_secret", "Text.")),
        SchemaNotes.Of(
            "CredentialToken", Source.Reference, "",
            ("id", "Identifies the token."),
            ("client_id", "The client that it stands for."),
            ("client_credential_id", "The credential that it was asked for with."),
            ("token", "Goes into Authorization: Bearer; a JWT (HS256) with the claims client_id and exp."),
            ("status", "ACTIVE when it is issued."),
            ("expires_at", "When it ends, 24 hours after it was issued."),
            ("created_at", Created), ("updated_at", Updated), ("deleted_at", "When it was deleted.")),
    ];

    private static IEnumerable<SchemaNotes> Banks() =>
    [
        SchemaNotes.Of(
            "BankList", Source.Reference, "",
            ("total_banks", "How many banks there are."), ("page", PageNumber), ("page_size", PageSize),
            ("banks", "The banks of this page.")),
        SchemaNotes.Of(
            "Bank", Source.Client, "",
            ("id", "Identifies the bank in requests (destination_bank_id)."),
            ("name", "What it is called; not unique."),
            ("token", "A number of the catalogue's own, as text; not the prefix of CLABEs."),
            ("BIM", "Three digits."),
            ("code", "As payer_institution of a webhook has it."),
            ("bank_status", "Whether it takes part.")),
    ];

    private static IEnumerable<SchemaNotes> Accounts() =>
    [
        SchemaNotes.Of(
            "AccountList", Source.Reference, "",
            ("currentPage", PageNumber), ("perPage", PageSize), ("totalItem", Total), ("data", "The accounts of this page.")),
        SchemaNotes.Of(
            "Account", Source.Reference, "",
            ("id", "Identifies the account."),
            ("bankId", "The bank that keeps it, FINCO_PAY."),
            ("clientId", "The client whose it is."),
            ("clientBankAdapterId", "The client's link to its bank, as it was given when the account was created."),
            ("accountId", ""),
            ("instrumentId", "The instrument by which it pays and is paid."),
            ("ownerId", "Who owns the money: the client, or one of its customers."),
            ("ownerType", "Which of the two; the sample has CLIENT."),
            ("accountNumber", "Twelve digits."),
            ("clabeNumber", "What SPEI pays it by: 734 for the bank, plaza, number and check digit."),
            ("availableBalance", "What can be paid from it now."),
            ("accountType", "The sample has PRIVATE_ACCOUNT."),
            ("accountStatus", "Only an ACTIVE one pays and is paid."),
            ("audit", "When it changed."),
            ("bankAdapter", "What links it to SPEI.")),
        SchemaNotes.Of(
            "AccountAudit", Source.Reference, "",
            ("createdAt", Created), ("updatedAt", Updated), ("deletedAt", "When it was deleted."),
            ("blockedAt", "When it was blocked."),
            ("activatedAt", "When it was activated."), ("suspendedAt", "When it was suspended.")),
        SchemaNotes.Of(
            "PrivateAccountRequest", Source.Reference, "The account that is to be created.",
            ("bank_id", "An id of GET /v1/banks."), ("owner_id", ""),
            ("client_bank_adapter_id", "As the client's other accounts have it."),
            ("client_id", "The credential's own."), ("account_id", "")),
    ];

    private static IEnumerable<SchemaNotes> Instruments() =>
    [
        SchemaNotes.Of(
            "InstrumentList", Source.Reference, "",
            ("data", "The instruments of this page."), ("currentPage", PageNumber), ("perPage", PageSize), ("totalItems", Total)),
        SchemaNotes.Of(
            "Instrument", Source.Reference, "",
            ("id", "Identifies the instrument in payments."),
            ("bankId", "The bank that processes it, as source_bank_id gave it."),
            ("clientId", "The client under which it is registered."),
            ("ownerId", "The client, or the customer: then it is customerId."),
            ("alias", "What people call it; text."),
            ("type", "Whether it is paid, pays, or both."),
            ("instrumentDetail", "The card or the CLABE."),
            ("audit", "When it changed."),
            ("rfc", "Of its holder; 12 or 13 characters."),
            ("customerId", "The customer who owns it; absent where the client does.")),
        SchemaNotes.Of(
            "InstrumentDetail", Source.Reference, "",
            ("cardNumber", "The card's number, 16 digits; of cards only."),
            ("expirationDate", "Of cards only; None, as the sample has it."),
            ("holderName", "Whose it is; text."))
            .And(
                Source.OldMoneyIn,
                ("accountNumber", "The account's number, digits; of CLABEs only."),
                ("clabeNumber", "Of CLABEs only.")),
        SchemaNotes.Of(
            "InstrumentAudit", Source.Reference, "",
            ("createdAt", Created), ("updatedAt", Updated), ("deletedAt", "When it was deleted."),
            ("blockedAt", "When it was blocked.")),
        SchemaNotes.Of(
            "EmbeddedInstrument", Source.OldMoneyIn, "",
            ("id", "Identifies the instrument."), ("bankId", "Its bank."), ("clientId", "The client whose it is."),
            ("ownerId", ""),
            ("instrumentAlias", "What people call it; InternalAccount for an account's own."),
            ("instrumentStatus", "Only an ACTIVE one pays and is paid."),
            ("instrumentType", "Whether it is paid, pays, or both."),
            ("instrumentDetail", "The CLABE or the card."),
            ("rfc", "Of its holder; 12 or 13 characters.")),
    ];

    private static IEnumerable<SchemaNotes> InstrumentRequests() =>
    [
        SchemaNotes.Of(
            "InstrumentRequest", Source.Reference,
            "The instrument that is to be registered, with debit_card or with virtual_clabe.",
            ("source_bank_id", ""), ("client_id", "The credential's own."), ("customer_id", ""),
            ("type", "The page accepts RECEIVER only."), ("rfc", "12 or 13 characters."), ("alias", "Text."),
            ("debit_card", "Instead of virtual_clabe."), ("virtual_clabe", "Instead of debit_card.")),
        SchemaNotes.Of(
            "DebitCard", Source.Reference, "A debit card that is to be paid.",
            ("destination_bank_id", "An id of GET /v1/banks."), ("card_number", ""),
            ("holder_name", "Text of at most 40 characters.")),
        SchemaNotes.Of(
            "VirtualClabe", Source.Client, "A CLABE that is to be paid; the page names the object and not its members.",
            ("destination_bank_id", "An id of GET /v1/banks."), ("account_number", "Digits."), ("clabe_number", ""),
            ("holder_name", "Text of at most 40 characters.")),
    ];

    private static IEnumerable<SchemaNotes> Reports() =>
    [
        SchemaNotes.Of(
            "ReportRequest", Source.Reports, "Which file is asked for.",
            ("client_id", "The same as in the path."), ("report_type", ""),
            ("operation_date", "The operating day, Mexico's; of a month any day."),
            ("clabe_number", "18 digits.")),
        SchemaNotes.Of(
            "ReportDownload", Source.Reports, "",
            ("file_name", "What the file is called, such as transactions_daily_20260224.csv."),
            ("download_url", "Where it can be fetched, a URL.")),
    ];
}
