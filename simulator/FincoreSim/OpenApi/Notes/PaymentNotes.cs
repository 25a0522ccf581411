namespace FincoreSim.OpenApi.Notes;

/// <summary>The notes of transactions, of what moves money, and of errors.</summary>
internal static class PaymentNotes
{
    private const string Created = "When it was created.";
    private const string Updated = "When its status changed last.";

    public static ImmutableArray<SchemaNotes> All { get; } = [.. Requests(), .. Transactions(), .. Ceps(), .. Errors()];

    private static IEnumerable<SchemaNotes> Requests() =>
    [
        Payment("PaymentRequest", Source.Reference, "A payment by SPEI, or book to book."),
        Payment("InternalTransferRequest", Source.Internal, "A transfer between two accounts of Monato."),
        SchemaNotes.Of(
            "TransactionRequest", Source.Internal, "What is paid, and what the receiver reads.",
            ("external_reference", "The receiver's numeric_reference."), ("description", "The receiver's payment_concept; text."),
            ("amount", ""), ("currency", "Mexican pesos, the only currency.")),
        SchemaNotes.Of(
            "PennyValidationRequest", Source.Penny, "The account that is to be validated, and what it is paid from.",
            ("client_id", "The credential's own."), ("source_instrument_id", "It pays 0.01."),
            ("destination_instrument_id", "Cards cannot be validated."),
            ("description", "Validacion de cuenta by default."), ("external_reference", "Written ddmmyy by default.")),
        SchemaNotes.Of(
            "RefundRequest", Source.Reference, "The deposit's amount, once more.",
            ("amount", "There are no partial refunds."),
            ("description", "The payer's payment_concept; text of fewer than 40 characters.")),
    ];

    private static SchemaNotes Payment(string schema, Source source, string text) => SchemaNotes.Of(
        schema, source, text,
        ("client_id", "The credential's own."),
        ("source_instrument_id", "Of one of the client's accounts."),
        ("destination_instrument_id", "A registered one."),
        ("transaction_request", "Amount, currency and texts."));

    private static IEnumerable<SchemaNotes> Transactions() =>
    [
        SchemaNotes.Of(
            "TransactionList", Source.Client, "",
            ("data", "The transactions of this page."), ("pagination", "Of GET /v1/transactions only."))
            .And(
                Source.None,
                ("currentPage", "The page that this is, from 1."), ("perPage", "How many items a page has at most."),
                ("totalItems", "How many items all pages have together.")),
        SchemaNotes.Of(
            "Pagination", Source.Client, "",
            ("page", "The page that this is, from 1."), ("per_page", "How many items a page has at most."),
            ("total", "How many items all pages have together."), ("total_pages", "How many pages there are.")),
        SchemaNotes.Of(
            "Transaction", Source.Reference, "",
            ("id", "Identifies the transaction."),
            ("bankId", "The bank that is paid, or that paid."),
            ("clientId", "The client whose it is."),
            ("externalReference", "The numeric reference, digits as text."),
            ("trackingId", "The tracking key (clave de rastreo), by which both banks know the payment."),
            ("description", "What it is for; text."),
            ("amount", "What was moved."),
            ("currency", "Mexican pesos, the only currency."),
            ("category", "DEBIT_TRANS leaves by SPEI, CREDIT_TRANS came by it, INTER_TRANS stays in the house."),
            ("subCategory", "The same with its direction."),
            ("transactionStatus",
                "INITIALIZED until SPEI has settled it; then LIQUIDATED or REJECTED. REFUNDED when it was given back."),
            ("audit", "When it changed."))
            .And(
                Source.MoneyIn,
                ("originalTransactionId", "Of refunds only."),
                ("jsonReference", "A text with single quotes, no JSON; keys such as tracking_key, payer_name, amount."),
                ("sourceInstrument", "What paid; in the read only."),
                ("destinationInstrument", "What was paid; in the read only."))
            .And(Source.Penny, ("metadata", "Of penny validations only.")),
        SchemaNotes.Of(
            "TransactionAudit", Source.Reference, "",
            ("createdAt", Created), ("updatedAt", Updated), ("deletedAt", "When it was deleted."),
            ("blockedAt", "When it was blocked.")),
    ];

    private static IEnumerable<SchemaNotes> Ceps() =>
    [
        SchemaNotes.Of("TransactionMetadata", Source.Penny, "", ("dataCep", "The receipt by which Banxico names the holder.")),
        SchemaNotes.Of(
            "Cep", Source.Penny, "",
            ("cepUrl", "Where Banxico shows it; a URL."), ("validationId", "Identifies the validation."),
            ("status", "INITIALIZED counts as PENDING; COMPLETED and FAILED are final."), ("createdAt", Created))
            .And(
                Source.Client,
                ("beneficiaryName", "The holder's name as the receiving bank has it; text, once it is COMPLETED."),
                ("beneficiaryRfc", "The holder's tax identifier, 12 or 13 characters or ND; once it is COMPLETED."),
                ("processedAt", "When it became COMPLETED or FAILED.")),
    ];

    private static IEnumerable<SchemaNotes> Errors() =>
    [
        SchemaNotes.Of(
            "ErrorBody", Source.Internal,
            "The page shows six of them, all of internal_transaction; for other calls the shape is assumed.",
            ("code", "The gRPC code; 9 in the six."), ("message", "The same in all."), ("details", "One item.")),
        SchemaNotes.Of(
            "ErrorInfo", Source.Internal, "",
            ("@type", "Names the shape of this item."), ("reason", "The first two are in the six."),
            ("domain", "The same in all."),
            ("metadata", "What went wrong, and where.")),
        SchemaNotes.Of(
            "ErrorMetadata", Source.Internal, "",
            ("error_detail", "Text."), ("http_code", "The HTTP status, as text."),
            ("module", "The part of the API, such as Transactions."),
            ("method_name", "The call, such as InternalTransaction."),
            ("error_code", "10-E4120 in the six; others are the simulator's.")),
    ];
}
