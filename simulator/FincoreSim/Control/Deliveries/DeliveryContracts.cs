using System.Text;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Ground;
using FincoreSim.Json;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Control.Deliveries;

/// <summary>A delivery in one line.</summary>
internal sealed record DeliverySummary(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("id_msg")] string IdMsg,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("webhook_id")] string WebhookId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("answer_status")] int? AnswerStatus,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("decision")] string? Decision,
    [property: JsonPropertyName("next_attempt_at")] string? NextAttemptAt,
    [property: JsonPropertyName("cancelled_because")] string? CancelledBecause)
{
    public static DeliverySummary From(Delivery delivery)
    {
        var last = delivery.Attempts.LastOrDefault();
        return new DeliverySummary(
            delivery.Id.Value.ToString(),
            delivery.Event.Id.Value.ToString(),
            WireName<WebhookType>.Of(delivery.Event.Notice.Type),
            delivery.Event.TransactionId?.Value.ToString(),
            delivery.WebhookId.Value.ToString(),
            WireName<DeliveryStatus>.Of(delivery.Status),
            delivery.AttemptsMade,
            last?.Result?.StatusCode,
            last?.Result?.Error,
            last?.Decision,
            delivery.NextAttemptAt is { } at ? Stamp.Iso(at) : null,
            delivery.CancelledBecause);
    }
}

/// <summary>Something of which nobody was told, and why.</summary>
internal sealed record NobodyToldView(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("why")] string Why)
{
    public static NobodyToldView From(NobodyTold fact) =>
        new(WireName<WebhookType>.Of(fact.Type), fact.About?.Value.ToString(), fact.Reason.Code, fact.Reason.Text);
}

/// <summary>A delivery with every attempt: what was sent, and what came back.</summary>
internal sealed record DeliveryView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("id_msg")] string IdMsg,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("webhook_id")] string WebhookId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("event_at")] string EventAt,
    [property: JsonPropertyName("next_attempt_at")] string? NextAttemptAt,
    [property: JsonPropertyName("message")] JsonElement Message,
    [property: JsonPropertyName("attempts")] ImmutableArray<AttemptView> Attempts,
    [property: JsonPropertyName("attempts_dropped")] int AttemptsDropped,
    [property: JsonPropertyName("cancelled_because")] string? CancelledBecause)
{
    public static DeliveryView From(Delivery delivery, WorldOptions options)
    {
        var bytes = WebhookMessage.Of(delivery, MessageForm.Of(options));
        using var message = JsonDocument.Parse(bytes);
        var body = Encoding.UTF8.GetString(bytes);
        return new DeliveryView(
            delivery.Id.Value.ToString(),
            delivery.Event.Id.Value.ToString(),
            WireName<WebhookType>.Of(delivery.Event.Notice.Type),
            delivery.Event.ClientId.Value.ToString(),
            delivery.Event.TransactionId?.Value.ToString(),
            delivery.WebhookId.Value.ToString(),
            WireName<DeliveryStatus>.Of(delivery.Status),
            Stamp.Iso(delivery.Event.At),
            delivery.NextAttemptAt is { } at ? Stamp.Iso(at) : null,
            message.RootElement.Clone(),
            [.. delivery.Attempts.Select(attempt => AttemptView.From(attempt, body))],
            delivery.AttemptsMade - delivery.Attempts.Length,
            delivery.CancelledBecause);
    }
}

/// <summary>One attempt.</summary>
internal sealed record AttemptView(
    [property: JsonPropertyName("number")] int Number,
    [property: JsonPropertyName("is_resend")] bool IsResend,
    [property: JsonPropertyName("due")] string Due,
    [property: JsonPropertyName("sent")] string Sent,
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string> Headers,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("answer")] AnswerView? Answer,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("duration_ms")] double? DurationMs,
    [property: JsonPropertyName("decision")] string? Decision)
{
    private static readonly IReadOnlyDictionary<string, string> SentHeaders = new Dictionary<string, string>
    {
        ["Authorization"] = "Bearer (redacted)",
        ["Connection"] = "close",
        ["Content-Type"] = "application/json",
        ["User-Agent"] = $"FincoreSim/{Product.Version}",
    };

    public static AttemptView From(Attempt attempt, string body) => new(
        attempt.Number,
        attempt.IsResend,
        Stamp.Iso(attempt.DueAt),
        Stamp.Iso(attempt.SentAt),
        WebhookUrl.Shown(attempt.Url),
        SentHeaders,
        body,
        AnswerView.From(attempt.Result),
        attempt.Result?.Error,
        attempt.Result?.Took.TotalMilliseconds,
        attempt.Decision);
}

/// <summary>What a receiver answered: up to 64 KiB of the last attempt, up to 4 KiB of those before it.</summary>
internal sealed record AnswerView(
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string> Headers,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("is_truncated")] bool IsTruncated,
    [property: JsonPropertyName("body_sha256")] string? BodyHash,
    [property: JsonPropertyName("headers_dropped")] int HeadersDropped,
    [property: JsonPropertyName("body_note")] string? BodyNote,
    [property: JsonPropertyName("refund_reason")] string? RefundReason,
    [property: JsonPropertyName("refund_reason_note")] string? RefundReasonNote)
{
    public static AnswerView? From(AttemptResult? result) => result is { StatusCode: { } status }
        ? new AnswerView(
            status, result.Headers.ToDictionary(header => header.Name, header => header.Text ?? ""), result.Body,
            result.IsBodyTruncated,
            result.BodyHash, result.HeadersDropped, result.BodyNote, result.RefundReason, result.RefundReasonNote)
        : null;
}

/// <summary>What a receiver answered to a test.</summary>
internal sealed record WebhookTestView(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("message")] JsonElement Message,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string>? Headers,
    [property: JsonPropertyName("body")] string? Body,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("duration_ms")] double DurationMs,
    [property: JsonPropertyName("body_note")] string? BodyNote,
    [property: JsonPropertyName("refund_reason")] string? RefundReason,
    [property: JsonPropertyName("refund_reason_note")] string? RefundReasonNote);
