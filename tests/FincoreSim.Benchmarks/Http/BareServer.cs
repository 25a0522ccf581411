using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// The least that the same framework can do with the same bytes: it reads the body whole, makes a record of it and answers a
/// JSON of the same size with the same headers. It keeps nothing and checks nothing.
/// </summary>
internal static class BareServer
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapPost("/v1/transactions/money_out", AnswerAsync);
        await app.StartAsync();
        return ServerLines.Serve(app, _ => "ready");
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var bytes = new byte[(int)context.Request.ContentLength!];
        await context.Request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
        var payment = JsonSerializer.Deserialize(bytes, BareJson.Default.BarePayment)!;
        var answer = JsonSerializer.SerializeToUtf8Bytes(BareTransaction.From(payment), BareJson.Default.BareTransaction);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }
}

/// <summary>The body of money_out.</summary>
internal sealed record BarePayment(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("source_instrument_id")] string SourceInstrumentId,
    [property: JsonPropertyName("destination_instrument_id")] string DestinationInstrumentId,
    [property: JsonPropertyName("transaction_request")] BareForm Form);

/// <summary>What is paid.</summary>
internal sealed record BareForm(
    [property: JsonPropertyName("external_reference")] string ExternalReference,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("currency")] string Currency);

/// <summary>An answer of the shape and size of money_out's.</summary>
internal sealed record BareTransaction(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("bankId")] string BankId,
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("externalReference")] string ExternalReference,
    [property: JsonPropertyName("trackingId")] string TrackingId,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("currency")] string Currency,
    [property: JsonPropertyName("category")] string Category,
    [property: JsonPropertyName("subCategory")] string SubCategory,
    [property: JsonPropertyName("transactionStatus")] string TransactionStatus,
    [property: JsonPropertyName("audit")] BareAudit Audit)
{
    public static BareTransaction From(BarePayment payment) => new(
        "e43171ad-af3b-40e3-913c-24cc386bf5ff", "9d84b03a-28d1-4898-a69c-38824239e2b1", payment.ClientId,
        payment.Form.ExternalReference,
        "20250520FINCHARNJK5NHQG", payment.Form.Description, payment.Form.Amount, payment.Form.Currency, "DEBIT_TRANS",
        "SPEI_DEBIT",
        "INITIALIZED", new BareAudit("2025-05-19 19:03:51.084659-06:00", "2025-05-19 19:03:51.084659-06:00", "None", "None"));
}

/// <summary>When it changed.</summary>
internal sealed record BareAudit(
    [property: JsonPropertyName("createdAt")] string CreatedAt,
    [property: JsonPropertyName("updatedAt")] string UpdatedAt,
    [property: JsonPropertyName("deletedAt")] string DeletedAt,
    [property: JsonPropertyName("blockedAt")] string BlockedAt);

/// <summary>How they are read and written.</summary>
[JsonSerializable(typeof(BarePayment))]
[JsonSerializable(typeof(BareTransaction))]
internal sealed partial class BareJson : JsonSerializerContext;
