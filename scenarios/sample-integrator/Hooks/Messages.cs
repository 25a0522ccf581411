namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>What may have members that no page names: they are tolerated, and noted.</summary>
internal abstract record Open
{
    /// <summary>The members that are not known.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The envelope of every webhook but REPORT.</summary>
internal sealed record Message<TBody> : Open
    where TBody : Open
{
    [JsonPropertyName("id_msg")]
    public string? IdMsg { get; init; }

    [JsonPropertyName("msg_name")]
    public string? MsgName { get; init; }

    [JsonPropertyName("msg_date")]
    public string? MsgDate { get; init; }

    [JsonPropertyName("body")]
    public TBody? Body { get; init; }
}

/// <summary>The body of MONEY_IN.</summary>
internal sealed record MoneyInBody : Open
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("beneficiary_account")]
    public string? BeneficiaryAccount { get; init; }

    [JsonPropertyName("beneficiary_name")]
    public string? BeneficiaryName { get; init; }

    [JsonPropertyName("beneficiary_rfc")]
    public string? BeneficiaryRfc { get; init; }

    [JsonPropertyName("payer_account")]
    public string? PayerAccount { get; init; }

    [JsonPropertyName("payer_name")]
    public string? PayerName { get; init; }

    [JsonPropertyName("payer_rfc")]
    public string? PayerRfc { get; init; }

    [JsonPropertyName("payer_institution")]
    public string? PayerInstitution { get; init; }

    [JsonPropertyName("amount")]
    public string? Amount { get; init; }

    [JsonPropertyName("transaction_date")]
    public string? TransactionDate { get; init; }

    [JsonPropertyName("tracking_key")]
    public string? TrackingKey { get; init; }

    [JsonPropertyName("payment_concept")]
    public string? PaymentConcept { get; init; }

    [JsonPropertyName("numeric_reference")]
    public string? NumericReference { get; init; }

    [JsonPropertyName("sub_category")]
    public string? SubCategory { get; init; }

    [JsonPropertyName("registered_at")]
    public string? RegisteredAt { get; init; }

    [JsonPropertyName("owner_id")]
    public string? OwnerId { get; init; }
}

/// <summary>The body of STATUS_UPDATE.</summary>
internal sealed record StatusUpdateBody : Open
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("tracking_key")]
    public string? TrackingKey { get; init; }

    [JsonPropertyName("message_type")]
    public string? MessageType { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("reason_description")]
    public string? ReasonDescription { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("update_at")]
    public string? UpdateAt { get; init; }
}

/// <summary>The body of CEP.</summary>
internal sealed record CepBody : Open
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("tracking_key")]
    public string? TrackingKey { get; init; }

    [JsonPropertyName("beneficiary_account")]
    public string? BeneficiaryAccount { get; init; }

    [JsonPropertyName("beneficiary_name")]
    public string? BeneficiaryName { get; init; }

    [JsonPropertyName("beneficiary_rfc")]
    public string? BeneficiaryRfc { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("processed_at")]
    public string? ProcessedAt { get; init; }

    [JsonPropertyName("payment_concept")]
    public string? PaymentConcept { get; init; }

    [JsonPropertyName("external_reference")]
    public string? ExternalReference { get; init; }
}

/// <summary>REPORT, which has no envelope.</summary>
internal sealed record ReportMessage : Open
{
    [JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    [JsonPropertyName("file_type")]
    public string? FileType { get; init; }

    [JsonPropertyName("period")]
    public string? Period { get; init; }

    [JsonPropertyName("file_name")]
    public string? FileName { get; init; }

    [JsonPropertyName("created_at")]
    public string? CreatedAt { get; init; }

    [JsonPropertyName("account_id")]
    public string? AccountId { get; init; }
}

/// <summary>
/// What tells the type of a webhook that came without one in its address, and the wrapping that some receipts have.
/// </summary>
internal sealed record AnyMessage(
    [property: JsonPropertyName("msg_name")] string? MsgName,
    [property: JsonPropertyName("file_type")] string? FileType,
    [property: JsonPropertyName("webhook_type")] string? WebhookType,
    [property: JsonPropertyName("payload")] JsonElement? Payload);

[JsonSerializable(typeof(Message<MoneyInBody>))]
[JsonSerializable(typeof(Message<StatusUpdateBody>))]
[JsonSerializable(typeof(Message<CepBody>))]
[JsonSerializable(typeof(ReportMessage))]
[JsonSerializable(typeof(AnyMessage))]
internal sealed partial class HookJson : JsonSerializerContext;
