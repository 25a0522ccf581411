using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Instruments;

/// <summary>A page of instruments (documented).</summary>
internal sealed record InstrumentList(
    [property: JsonPropertyName("data")] ImmutableArray<InstrumentView> Data,
    [property: JsonPropertyName("currentPage")] int CurrentPage,
    [property: JsonPropertyName("perPage")] int PerPage,
    [property: JsonPropertyName("totalItems")] int TotalItems);

/// <summary>An instrument (documented).</summary>
internal sealed record InstrumentView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("bankId")] string BankId,
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("ownerId")] string OwnerId,
    [property: JsonPropertyName("alias")] string Alias,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("instrumentDetail")] InstrumentDetailView InstrumentDetail,
    [property: JsonPropertyName("audit")] InstrumentAudit Audit,
    [property: JsonPropertyName("rfc")] string Rfc,
    [property: JsonPropertyName("customerId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CustomerId)
{
    public static InstrumentView From(Instrument instrument, WorldOptions options) => new(
        instrument.Id.Value.ToString(),
        instrument.SourceBankId.Value.ToString(),
        instrument.ClientId.Value.ToString(),
        instrument.OwnerId.ToString(),
        instrument.Alias,
        WireName<InstrumentType>.Of(instrument.Type),
        InstrumentDetailView.From(instrument.Detail, options),
        new InstrumentAudit(
            Stamp.Rest(instrument.CreatedAt),
            Stamp.Rest(instrument.UpdatedAt),
            Stamp.RestOrNone(instrument.DeletedAt, options),
            Stamp.RestOrNone(instrument.BlockedAt, options)),
        instrument.Rfc,
        instrument.CustomerId?.Value.ToString());
}

/// <summary>What an instrument points at: a card, or a CLABE (documented).</summary>
internal sealed record InstrumentDetailView(
    [property: JsonPropertyName("cardNumber"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CardNumber,
    [property: JsonPropertyName("expirationDate"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ExpirationDate,
    [property: JsonPropertyName("accountNumber"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccountNumber,
    [property: JsonPropertyName("clabeNumber"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClabeNumber,
    [property: JsonPropertyName("holderName")] string HolderName)
{
    public static InstrumentDetailView From(InstrumentDetail detail, WorldOptions options) => detail switch
    {
        CardDetail card => new(card.CardNumber, Stamp.RestOrNone(null, options), null, null, card.HolderName),
        ClabeDetail clabe => new(null, null, clabe.AccountNumber, clabe.Clabe.Digits, clabe.HolderName),
        _ => throw new InvalidOperationException(detail.GetType().Name),
    };
}

/// <summary>When an instrument changed (documented).</summary>
internal sealed record InstrumentAudit(
    [property: JsonPropertyName("createdAt")] string CreatedAt,
    [property: JsonPropertyName("updatedAt")] string UpdatedAt,
    [property: JsonPropertyName("deletedAt")] string? DeletedAt,
    [property: JsonPropertyName("blockedAt")] string? BlockedAt);

/// <summary>An instrument as a transaction shows it; other names than by itself (documented).</summary>
internal sealed record EmbeddedInstrument(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("bankId")] string BankId,
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("ownerId")] string OwnerId,
    [property: JsonPropertyName("instrumentAlias")] string InstrumentAlias,
    [property: JsonPropertyName("instrumentStatus")] string InstrumentStatus,
    [property: JsonPropertyName("instrumentType")] string InstrumentType,
    [property: JsonPropertyName("instrumentDetail")] InstrumentDetailView InstrumentDetail,
    [property: JsonPropertyName("rfc")] string Rfc)
{
    /// <summary>A client's instrument; an own account's names the account as its owner (documented).</summary>
    public static EmbeddedInstrument From(Instrument instrument, WorldOptions options) => new(
        instrument.Id.Value.ToString(),
        instrument.Detail.BankId.Value.ToString(),
        instrument.ClientId.Value.ToString(),
        (instrument.AccountId?.Value ?? instrument.OwnerId).ToString(),
        instrument.Alias,
        WireName<Domain.Instruments.InstrumentStatus>.Of(instrument.Status),
        WireName<Domain.Instruments.InstrumentType>.Of(instrument.Type),
        InstrumentDetailView.From(instrument.Detail, options),
        instrument.Rfc);

    /// <summary>The account of who paid from another bank (documented by the sample "Client MX").</summary>
    public static EmbeddedInstrument From(Payer payer, Transaction transaction) => new(
        payer.InstrumentId.Value.ToString(),
        payer.BankId.Value.ToString(),
        transaction.ClientId.Value.ToString(),
        transaction.AccountId.Value.ToString(),
        payer.Name,
        "ACTIVE",
        "SENDER_RECEIVER",
        new InstrumentDetailView(null, null, Clabe.TryParse(payer.Account, out _) ? payer.Account[^11..] : payer.Account,
            payer.Account, payer.Name),
        payer.Rfc);
}
