using FincoreSim.Api.Features.Instruments;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Transactions;

/// <summary>A page of transactions, newest first (observed, assumed).</summary>
internal sealed record TransactionList(
    [property: JsonPropertyName("data")] ImmutableArray<TransactionView> Data,
    [property: JsonPropertyName("currentPage")] int CurrentPage,
    [property: JsonPropertyName("perPage")] int PerPage,
    [property: JsonPropertyName("totalItems")] int TotalItems,
    [property: JsonPropertyName("pagination"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Pagination? Pagination = null);

/// <summary>The page once more, as the only known client of <c>GET /v1/transactions</c> reads it (observed).</summary>
internal sealed record Pagination(
    [property: JsonPropertyName("page")] int Page,
    [property: JsonPropertyName("per_page")] int PerPage,
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("total_pages")] int TotalPages)
{
    public static Pagination Of(Paging page, int total) =>
        new(page.Number, page.Size, total, (total + page.Size - 1) / page.Size);
}

/// <summary>A transaction (documented). What only some have is left out where it is not.</summary>
internal sealed record TransactionView
{
    [JsonPropertyName("id")]
    public required Guid Id { get; init; }

    [JsonPropertyName("bankId")]
    public required Guid BankId { get; init; }

    [JsonPropertyName("clientId")]
    public required Guid ClientId { get; init; }

    [JsonPropertyName("externalReference")]
    public required string ExternalReference { get; init; }

    [JsonPropertyName("trackingId")]
    public required string TrackingId { get; init; }

    [JsonPropertyName("description")]
    public required string Description { get; init; }

    [JsonPropertyName("amount")]
    public required string Amount { get; init; }

    [JsonPropertyName("currency")]
    public required string Currency { get; init; }

    [JsonPropertyName("category")]
    public required string Category { get; init; }

    [JsonPropertyName("subCategory")]
    public required string SubCategory { get; init; }

    [JsonPropertyName("transactionStatus")]
    public required string TransactionStatus { get; init; }

    [JsonPropertyName("audit")]
    public required TransactionAudit Audit { get; init; }

    /// <summary>The deposit that a refund gives back (documented).</summary>
    [JsonPropertyName("originalTransactionId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? OriginalTransactionId { get; init; }

    /// <summary>The CEP of a penny validation (documented); of a money_out of 0.01 in the read only (assumed).</summary>
    [JsonPropertyName("metadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TransactionMetadata? Metadata { get; init; }

    /// <summary>The rail's own record, as a text in single quotes; in the read only (documented).</summary>
    [JsonPropertyName("jsonReference"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? JsonReference { get; init; }

    /// <summary>Where the money came from; in the read only (documented).</summary>
    [JsonPropertyName("sourceInstrument"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EmbeddedInstrument? SourceInstrument { get; init; }

    /// <summary>Where it went; in the read only (documented).</summary>
    [JsonPropertyName("destinationInstrument"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EmbeddedInstrument? DestinationInstrument { get; init; }

    public static TransactionView From(Transaction transaction, WorldOptions options) => new()
    {
        Id = transaction.Id.Value,
        BankId = transaction.BankId.Value,
        ClientId = transaction.ClientId.Value,
        ExternalReference = transaction.ExternalReference,
        TrackingId = transaction.TrackingKey,
        Description = transaction.Description,
        Amount = transaction.Amount.ToString(),
        Currency = Transaction.Currency,
        Category = WireName<TransactionCategory>.Of(transaction.Category),
        SubCategory = WireName<TransactionSubCategory>.Of(transaction.SubCategory),
        TransactionStatus = WireName<Domain.Transactions.TransactionStatus>.Of(transaction.Status),
        Audit = TransactionAudit.From(transaction, options),
        OriginalTransactionId = transaction.OriginalId?.Value,
        Metadata = transaction.Cep is { FollowsMoneyOut: false } ? TransactionMetadata.From(transaction) : null,
    };

    /// <summary>The transaction with what only the read shows.</summary>
    public static TransactionView From(TransactionDetail detail, WorldOptions options)
    {
        var (transaction, source, destination) = detail;
        var isCredit = transaction.SubCategory == TransactionSubCategory.SpeiCredit;
        var outside = transaction.Payer is { } payer ? EmbeddedInstrument.From(payer, transaction) : null;
        return From(transaction, options) with
        {
            Metadata = TransactionMetadata.From(transaction),
            JsonReference = Transactions.JsonReference.Of(detail),
            SourceInstrument = source is not null ? EmbeddedInstrument.From(source, options) : isCredit ? outside : null,
            DestinationInstrument = destination is not null
                ? EmbeddedInstrument.From(destination, options)
                : isCredit ? null : outside,
        };
    }
}

/// <summary>When a transaction changed (documented).</summary>
internal sealed record TransactionAudit(
    [property: JsonPropertyName("createdAt")] string CreatedAt,
    [property: JsonPropertyName("updatedAt")] string UpdatedAt,
    [property: JsonPropertyName("deletedAt")] string? DeletedAt,
    [property: JsonPropertyName("blockedAt")] string? BlockedAt)
{
    public static TransactionAudit From(Transaction transaction, WorldOptions options)
    {
        var (created, absent) = (Stamp.Rest(transaction.CreatedAt), Stamp.RestOrNone(null, options));
        return new(created, transaction.UpdatedAt == transaction.CreatedAt ? created : Stamp.Rest(transaction.UpdatedAt),
            absent, absent);
    }
}

/// <summary>What a penny validation has beside the payment (documented).</summary>
internal sealed record TransactionMetadata([property: JsonPropertyName("dataCep")] CepView DataCep)
{
    public static TransactionMetadata? From(Transaction transaction) =>
        transaction.Cep is { } cep ? new TransactionMetadata(CepView.From(cep, transaction)) : null;
}

/// <summary>The CEP of a penny validation (documented; the members of a finished one observed).</summary>
internal sealed record CepView(
    [property: JsonPropertyName("cepUrl")] string CepUrl,
    [property: JsonPropertyName("validationId")] string ValidationId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("createdAt")] string CreatedAt,
    [property: JsonPropertyName("beneficiaryName"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BeneficiaryName,
    [property: JsonPropertyName("beneficiaryRfc"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BeneficiaryRfc,
    [property: JsonPropertyName("processedAt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProcessedAt)
{
    public static CepView From(Cep cep, Transaction transaction) => new(
        cep.Status == CepStatus.Completed ? $"https://www.banxico.org.mx/cep/?claveRastreo={transaction.TrackingKey}" : "",
        cep.ValidationId.ToString(),
        WireName<CepStatus>.Of(cep.Status),
        Stamp.Rest(cep.CreatedAt),
        cep.Status == CepStatus.Completed ? cep.BeneficiaryName : null,
        cep.BeneficiaryRfc,
        cep.ProcessedAt is { } at ? Stamp.Rest(at) : null);
}
