using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;

namespace FincoreSim.Worlds.Webhooks;

/// <summary>The envelope of every webhook but REPORT (documented).</summary>
internal sealed record Envelope<TBody>(
    [property: JsonPropertyName("id_msg")] string IdMsg,
    [property: JsonPropertyName("msg_name")] string MsgName,
    [property: JsonPropertyName("msg_date")] string MsgDate,
    [property: JsonPropertyName("body")] TBody Body);

/// <summary>The body of MONEY_IN (documented).</summary>
internal sealed record MoneyInBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("beneficiary_account")] string BeneficiaryAccount,
    [property: JsonPropertyName("beneficiary_name")] string BeneficiaryName,
    [property: JsonPropertyName("beneficiary_rfc")] string BeneficiaryRfc,
    [property: JsonPropertyName("payer_account")] string PayerAccount,
    [property: JsonPropertyName("payer_name")] string PayerName,
    [property: JsonPropertyName("payer_rfc")] string PayerRfc,
    [property: JsonPropertyName("payer_institution")] string PayerInstitution,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("transaction_date")] string TransactionDate,
    [property: JsonPropertyName("tracking_key")] string TrackingKey,
    [property: JsonPropertyName("payment_concept")] string PaymentConcept,
    [property: JsonPropertyName("numeric_reference")] string NumericReference,
    [property: JsonPropertyName("sub_category")] string SubCategory,
    [property: JsonPropertyName("registered_at")] string RegisteredAt,
    [property: JsonPropertyName("owner_id")] string OwnerId)
{
    public static MoneyInBody From(MoneyInNotice notice) => new(
        notice.Transaction.Id.Value.ToString(),
        notice.Beneficiary.Account,
        notice.Beneficiary.Name,
        notice.Beneficiary.Rfc,
        notice.Payer.Account,
        notice.Payer.Name,
        notice.Payer.Rfc,
        notice.PayerInstitution,
        notice.Transaction.Amount.ToString(),
        Stamp.Seconds(notice.Transaction.CreatedAt),
        notice.Transaction.TrackingKey,
        notice.Transaction.Description,
        notice.Transaction.ExternalReference,
        WireName<TransactionSubCategory>.Of(notice.Transaction.SubCategory),
        Stamp.Iso(notice.Transaction.CreatedAt),
        notice.OwnerId.ToString());
}

/// <summary>
/// The body of STATUS_UPDATE (documented). Where there is no reason, it and its description are left out: the page marks neither
/// as required, and has no null.
/// </summary>
internal sealed record StatusUpdateBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("tracking_key")] string TrackingKey,
    [property: JsonPropertyName("message_type")] string MessageType,
    [property: JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonPropertyName("reason_description"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonDescription,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("update_at")] string UpdateAt)
{
    public static StatusUpdateBody From(StatusUpdateNotice notice) => new(
        notice.Transaction.Id.Value.ToString(),
        notice.Transaction.TrackingKey,
        "SPEI",
        notice.Transaction.Reason?.Code,
        notice.Transaction.Reason?.Description,
        WireName<TransactionStatus>.Of(notice.Transaction.Status),
        Stamp.Iso(notice.Transaction.UpdatedAt));
}

/// <summary>The same with both members always there, for <c>status_reason: null</c> and <c>empty</c> (assumed).</summary>
internal sealed record WholeStatusUpdateBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("tracking_key")] string TrackingKey,
    [property: JsonPropertyName("message_type")] string MessageType,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("reason_description")] string? ReasonDescription,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("update_at")] string UpdateAt)
{
    public static WholeStatusUpdateBody From(StatusUpdateNotice notice, string? absent)
    {
        var body = StatusUpdateBody.From(notice);
        return new WholeStatusUpdateBody(
            body.Id, body.TrackingKey, body.MessageType, body.Reason ?? absent, body.ReasonDescription ?? absent, body.Status,
            body.UpdateAt);
    }
}

/// <summary>The body of CEP (documented; the last two since 2026-01-07).</summary>
internal sealed record CepBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("tracking_key")] string TrackingKey,
    [property: JsonPropertyName("beneficiary_account")] string BeneficiaryAccount,
    [property: JsonPropertyName("beneficiary_name")] string BeneficiaryName,
    [property: JsonPropertyName("beneficiary_rfc")] string? BeneficiaryRfc,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("processed_at")] string? ProcessedAt,
    [property: JsonPropertyName("payment_concept")] string PaymentConcept,
    [property: JsonPropertyName("external_reference")] string ExternalReference)
{
    public static CepBody From(CepNotice notice)
    {
        var cep = notice.Transaction.Cep!;
        return new CepBody(
            notice.Transaction.Id.Value.ToString(),
            notice.Transaction.TrackingKey,
            notice.Beneficiary.Digits,
            cep.BeneficiaryName ?? "",
            cep.BeneficiaryRfc,
            WireName<CepStatus>.Of(cep.Status),
            cep.ProcessedAt is { } at ? Stamp.UtcMilliseconds(at) : null,
            notice.Transaction.Description,
            notice.Transaction.ExternalReference);
    }
}

/// <summary>The CEP webhook as one public client expects it, for <c>cep_envelope: wrapped</c> (observed).</summary>
internal sealed record WrappedCep(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("payload")] Envelope<CepBody> Payload,
    [property: JsonPropertyName("webhook_type")] string WebhookType);

/// <summary>REPORT, which has no envelope (documented).</summary>
internal sealed record ReportMessage(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("file_type")] string FileType,
    [property: JsonPropertyName("period")] string Period,
    [property: JsonPropertyName("file_name")] string FileName,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("account_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccountId);

[JsonSerializable(typeof(Envelope<MoneyInBody>))]
[JsonSerializable(typeof(Envelope<StatusUpdateBody>))]
[JsonSerializable(typeof(Envelope<WholeStatusUpdateBody>))]
[JsonSerializable(typeof(Envelope<CepBody>))]
[JsonSerializable(typeof(WrappedCep))]
[JsonSerializable(typeof(ReportMessage))]
internal sealed partial class WebhookJson : JsonSerializerContext;

/// <summary>Which of the forms that pages and clients disagree about a message has.</summary>
/// <param name="WrapsCep">Whether CEP is wrapped as one public client expects it.</param>
/// <param name="AbsentReason">How a STATUS_UPDATE without a reason is written.</param>
internal readonly record struct MessageForm(bool WrapsCep, AbsentReason AbsentReason)
{
    /// <summary>The form under the switches in force.</summary>
    public static MessageForm Of(WorldOptions options) => new(options.CepEnvelopeWrapped, options.AbsentReason);
}

/// <summary>Writes events. The same event gives the same bytes every time.</summary>
internal static class WebhookMessage
{
    /// <summary>The bytes of a delivery: its event's, with what a rule changes in them.</summary>
    public static byte[] Of(Delivery delivery, MessageForm form) => delivery.Changes.IsEmpty
        ? Of(delivery.Event, form)
        : MessageChanges.Apply(Of(delivery.Event, form), delivery.Changes);

    public static byte[] Of(WebhookEvent happened, MessageForm form) => happened.Notice switch
    {
        MoneyInNotice notice => JsonBytes.Of(In(happened, MoneyInBody.From(notice)), WebhookJson.Default.EnvelopeMoneyInBody),
        StatusUpdateNotice { Transaction.Reason: null } notice when form.AbsentReason != AbsentReason.Absent => JsonBytes.Of(
            In(happened, WholeStatusUpdateBody.From(notice, form.AbsentReason == AbsentReason.Empty ? "" : null)),
            WebhookJson.Default.EnvelopeWholeStatusUpdateBody),
        StatusUpdateNotice notice =>
            JsonBytes.Of(In(happened, StatusUpdateBody.From(notice)), WebhookJson.Default.EnvelopeStatusUpdateBody),
        CepNotice notice when form.WrapsCep => JsonBytes.Of(
            new WrappedCep(happened.ClientId.Value.ToString(), In(happened, CepBody.From(notice)), "CEP"),
            WebhookJson.Default.WrappedCep),
        CepNotice notice => JsonBytes.Of(In(happened, CepBody.From(notice)), WebhookJson.Default.EnvelopeCepBody),
        ReportNotice notice => JsonBytes.Of(ReportOf(notice), WebhookJson.Default.ReportMessage),
        _ => throw new InvalidOperationException(happened.Notice.GetType().Name),
    };

    private static Envelope<TBody> In<TBody>(WebhookEvent happened, TBody body) => new(
        happened.Id.Value.ToString(), WireName<WebhookType>.Of(happened.Notice.Type), Stamp.Day(happened.At), body);

    private static ReportMessage ReportOf(ReportNotice notice) => new(
        notice.Report.ClientId.Value.ToString(),
        WireName<Domain.Reports.ReportFileType>.Of(notice.Report.FileType),
        WireName<Domain.Reports.ReportPeriod>.Of(notice.Report.Period),
        notice.Report.FileName,
        Stamp.UtcSeconds(notice.Report.CreatedAt),
        notice.Report.Account?.Id.Value.ToString());
}
