namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>Asks for a token.</summary>
internal sealed record TokenRequest(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret);

/// <summary>A token.</summary>
internal sealed record TokenAnswer([property: JsonPropertyName("token"), JsonRequired] string Token);

/// <summary>A page of banks.</summary>
internal sealed record BankPage([property: JsonPropertyName("banks"), JsonRequired] BankItem[] Banks);

/// <summary>A bank: its id, and the three digits with which its CLABEs begin.</summary>
internal sealed record BankItem(
    [property: JsonPropertyName("id"), JsonRequired] string Id,
    [property: JsonPropertyName("BIM")] string? Prefix);

/// <summary>A page of instruments.</summary>
internal sealed record InstrumentPage(
    [property: JsonPropertyName("data"), JsonRequired] InstrumentItem[] Data,
    [property: JsonPropertyName("totalItems")] int TotalItems);

/// <summary>An instrument.</summary>
internal sealed record InstrumentItem(
    [property: JsonPropertyName("id"), JsonRequired] string Id,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("instrumentDetail")] InstrumentDetail? Detail);

/// <summary>Where an instrument leads; a card has no CLABE.</summary>
internal sealed record InstrumentDetail([property: JsonPropertyName("clabeNumber")] string? Clabe);

/// <summary>Registers a CLABE that money can be sent to.</summary>
internal sealed record InstrumentRequest(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("alias")] string Alias,
    [property: JsonPropertyName("virtual_clabe")] ClabeRequest Clabe);

/// <summary>The CLABE of a registration.</summary>
internal sealed record ClabeRequest(
    [property: JsonPropertyName("destination_bank_id")] string BankId,
    [property: JsonPropertyName("account_number")] string AccountNumber,
    [property: JsonPropertyName("clabe_number")] string Clabe,
    [property: JsonPropertyName("holder_name")] string HolderName);

/// <summary>
/// A money_out. The members stand in alphabetical order, at both levels: the bytes are their own canonical form.
/// </summary>
internal sealed record PaymentRequest(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("destination_instrument_id")] string Destination,
    [property: JsonPropertyName("source_instrument_id")] string Source,
    [property: JsonPropertyName("transaction_request")] PaymentDetail Detail);

/// <summary>How much, and what for.</summary>
internal sealed record PaymentDetail(
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("currency")] string Currency,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("external_reference")] string ExternalReference);

/// <summary>A transaction, as far as we need it.</summary>
internal sealed record TransactionItem(
    [property: JsonPropertyName("id"), JsonRequired] string Id,
    [property: JsonPropertyName("transactionStatus"), JsonRequired] string Status);

/// <summary>What Fincore says when it refuses.</summary>
internal sealed record ErrorBody([property: JsonPropertyName("details")] ErrorDetail[]? Details);

/// <summary>The detail of a refusal.</summary>
internal sealed record ErrorDetail(
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("metadata")] ErrorMetadata? Metadata);

/// <summary>The text of a refusal.</summary>
internal sealed record ErrorMetadata([property: JsonPropertyName("error_detail")] string? ErrorDetail);

[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(BankPage))]
[JsonSerializable(typeof(InstrumentPage))]
[JsonSerializable(typeof(InstrumentItem))]
[JsonSerializable(typeof(InstrumentRequest))]
[JsonSerializable(typeof(PaymentRequest))]
[JsonSerializable(typeof(TransactionItem))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class FincoreJson : JsonSerializerContext;
