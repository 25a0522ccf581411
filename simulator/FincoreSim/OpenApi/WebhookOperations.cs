using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Worlds.Webhooks;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>What the API sends to receivers, and what their answers mean, as the document's webhooks.</summary>
internal static class WebhookOperations
{
    private const string RefundReason = "refundReason";

    private const string OtherAnswers =
        "Any other 2xx is taken as well; 4xx is final; 5xx, a broken exchange or none in time is tried again.";

    public static void Add(OpenApiDocument document, SchemaBook schemas)
    {
        var examples = DemoWebhooks.Read();
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>
        {
            ["money-in"] = Webhook(
                "webhookMoneyInPost", "Money came in",
                "SPEI credits from other banks, and internal credits where the owner is another one. Answer 201 to accept. 422 "
                + "has a SPEI credit refunded at once; an internal credit is told of only, and no answer moves it. Any other 2xx "
                + "accepts too; anything else, or no answer in time, is tried again.",
                WebhookJson.Default.EnvelopeMoneyInBody,
                new OpenApiResponses { ["201"] = Answer("Accepted."), ["422"] = Refused() }),
            ["status-update"] = Webhook(
                "webhookStatusUpdatePost", "The status of a money out changed", OtherAnswers,
                WebhookJson.Default.EnvelopeStatusUpdateBody,
                new OpenApiResponses { ["200"] = Answer("Taken.") }),
            ["cep"] = Webhook(
                "webhookCepPost", "The CEP of a penny validation changed",
                $"Comes for penny validations only, when the CEP becomes PENDING, DELAYED, COMPLETED or FAILED. INITIALIZED is "
                + $"never sent: it is seen in reads only, and counts as PENDING. {OtherAnswers}",
                WebhookJson.Default.EnvelopeCepBody,
                new OpenApiResponses { ["200"] = Answer("Taken."), ["202"] = Answer("Taken."), ["422"] = Answer("Not taken.") }),
            ["report"] = Webhook(
                "webhookReportPost", "A report is there", OtherAnswers,
                WebhookJson.Default.ReportMessage,
                new OpenApiResponses { ["200"] = Answer("Taken."), ["202"] = Answer("Taken.") }),
        };

        OpenApiPathItem Webhook(string id, string summary, string description, JsonTypeInfo message, OpenApiResponses responses)
        {
            var item = new OpenApiPathItem();
            item.AddOperation(HttpMethod.Post, new OpenApiOperation
            {
                OperationId = id,
                Summary = summary,
                Description = description,
                Security = [
                    new OpenApiSecurityRequirement
                    {
                        [new OpenApiSecuritySchemeReference(FincoreDocument.Bearer, document)] = []
                    }],
                RequestBody = Body(schemas.Of(message), examples[message.Type]),
                Responses = responses,
            });
            return item;
        }
    }

    private static OpenApiRequestBody Body(
        IOpenApiSchema schema, ImmutableArray<(string Name, JsonNode Example)> examples) => new()
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [OperationWriter.Json] = new OpenApiMediaType
                {
                    Schema = schema,
                    Examples = examples.ToDictionary(
                    one => one.Name, one => (IOpenApiExample)new OpenApiExample { Value = one.Example }),
                },
            },
        };

    private static OpenApiResponse Answer(string description) => new() { Description = description };

    private static OpenApiResponse Refused() => new()
    {
        Description = "Refused; a SPEI credit is refunded, with the reason as its description.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [OperationWriter.Json] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        [RefundReason] = new OpenApiSchema { Type = JsonSchemaType.String }
                    },
                },
                Example = new JsonObject { [RefundReason] = "Invalid Amount" },
            },
        },
    };
}
