using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Ledger;
using FincoreSim.Language.Shapes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.OpenApi;

/// <summary>How each error that the API's document has as an example is provoked.</summary>
internal static class ErrorProvocations
{
    private const string Key = "4a1b0c52-7c1e-5d0b-9a55-0f5d2f6f8a11";
    private const string Url = "https://example.com/money-in-webhook";

    /// <summary>The examples of the document.</summary>
    internal static IReadOnlyList<Example> Examples { get; } =
    [
        .. from operation in ServedDocuments.Current.Fincore.Operations.All
           from response in operation.Element.GetProperty("responses").EnumerateObject()
           where int.TryParse(response.Name, out var status) && status >= 400 && response.Value.TryGetProperty("content", out _)
           from one in response.Value.GetProperty("content").GetProperty("application/json").GetProperty("examples")
               .EnumerateObject()
           select new Example(operation, int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture),
               one.Name, one.Value),
    ];

    /// <summary>Makes the operation answer as the example says.</summary>
    internal static async Task<Answer> ProvokeAsync(Example example, SimSandbox sim)
    {
        var subject = await PrepareAsync(example, sim);
        var operation = example.Operation;
        var body = BodyOf(example, subject);
        var (path, key) = (PathOf(example, subject), KeyOf(example));
        if (example.Name == "operation_in_progress")
        {
            return await WhileAnotherHangsAsync(sim, path, body!);
        }

        if (example.Name is "idempotency_key_mismatch" or "already_refunded")
        {
            var first = body!.DeepClone().AsObject();
            first.Remove("description");
            await sim.Client.Http.PostAsync(path, example.Name == "already_refunded" ? body : Differing(first), key);
        }

        return operation.Method switch
        {
            "GET" => await sim.Client.Http.GetAsync(path),
            "DELETE" => await sim.Client.Http.DeleteAsync(path),
            "PATCH" => await sim.Client.Http.PatchAsync(path, body),
            _ when key is not null => await sim.Client.Http.PostAsync(path, body, key),
            _ => await sim.Client.Http.SendAsync(HttpMethod.Post, path, body!.ToJsonString(), ("x-api-key", sim.Client.ApiKey)),
        };
    }

    /// <summary>Brings the sandbox there; the id of what it had to make, for the path or the body.</summary>
    private static async Task<string?> PrepareAsync(Example example, SimSandbox sim)
    {
        switch (example.Operation.Id, example.Name)
        {
            case (_, "account_not_active"):
                (await sim.PostAsync($"accounts/{Docs.Central}/block")).ShouldBe(200);
                break;
            case (_, "instrument_missing") when example.Status == 404:
                await sim.SetAsync("missing_instrument", 404);
                break;
            case ("createPennyValidation", "idempotency_key_mismatch"):
                await sim.SetAsync("idempotency", "all");
                break;
            case ("createPennyValidation", "insufficient_funds"):
                (await sim.Client.MoneyOutAsync("1000000.00")).ShouldBe(200);
                break;
            case ("createRefund", "insufficient_funds"):
                (await sim.Client.MoneyOutAsync("1000000.00")).ShouldBe(200);
                break;
            case ("createRefund", "internal_credit"):
                (await sim.Client.InternalAsync("9.99")).ShouldBe(200);
                var legs = await sim.Client.GetAsync("transactions?transaction_category=INTER_TRANS");
                return legs.At("data").EnumerateArray().First(leg => leg.GetProperty("subCategory").GetString() == "INT_CREDIT")
                    .GetProperty("id").GetString();
            case ("createRefund", "not_refundable"):
                return (await sim.Client.MoneyOutAsync("9.99")).ShouldBe(200)["id"];
            case (_, "destination_not_clabe"):
                return await sim.Client.CardAsync();
            case (_, "already_exists"):
                await sim.Client.WebhookAsync("MONEY_IN", Url);
                return await sim.Client.WebhookAsync("MONEY_IN", Url + "/2");
            case ("updateClientWebhook", "nothing_given"):
                return await sim.Client.WebhookAsync("MONEY_IN", Url);
            default:
                break;
        }

        return null;
    }

    private static JsonObject? BodyOf(Example example, string? subject)
    {
        if (!example.Operation.HasBody)
        {
            return null;
        }

        var body = JsonNode.Parse(OpenApi.Examples.OfRequest(example.Operation).First().Body.GetRawText())!.AsObject();
        return example.Name switch
        {
            "member_missing" => Without(body, example.Detail.Split(' ')[0]),
            "insufficient_funds" when body.ContainsKey("transaction_request") =>
                body.With("transaction_request.amount", "99999999.00"),
            "external_reference" =>
                body.With(
                    body.ContainsKey("transaction_request") ? "transaction_request.external_reference" : "external_reference",
                    "12345678"),
            "amount_not_positive" => body.With("transaction_request.amount", "0.00"),
            "amount_format" => body.With("transaction_request.amount", "1"),
            "description_too_long" => body.With("transaction_request.description", new string('x', 40)),
            "description" => body.With("description", "a-b"),
            "currency_unsupported" => body.With("transaction_request.currency", "USD"),
            "same_instrument" => body.With("destination_instrument_id", Docs.CentralInstrument),
            "instrument_missing" or "destination_not_found" => body.With("destination_instrument_id", Docs.Unknown),
            "source_not_found" => body.With("source_instrument_id", Docs.Unknown),
            "external_transfer_not_allowed" => body.With("destination_instrument_id", Docs.External),
            "destination_not_clabe" => body.With("destination_instrument_id", subject!),
            "source_not_centralizing" => body.With("source_instrument_id", Docs.Internal),
            "card_or_clabe" => body.Without("debit_card").Without("virtual_clabe"),
            "not_found" when example.Operation.Id == "registerInstrument" => body.With("customer_id", Docs.Unknown),
            "amount_differs" => body.With("amount", "9.98"),
            "nothing_given" => [],
            _ => body,
        };
    }

    private static JsonObject Without(JsonObject body, string name)
    {
        body.Remove(name);
        return body;
    }

    private static JsonObject Differing(JsonObject body) => body.ContainsKey("transaction_request")
        ? body.With("transaction_request.amount", "2.95")
        : body.With("external_reference", "7654321");

    private static string PathOf(Example example, string? subject)
    {
        var path = example.Operation.Path.Replace("{clientId}", Docs.Client, StringComparison.Ordinal)
            .Replace("{client_id}", Docs.Client, StringComparison.Ordinal);
        var id = example.Name == "invalid_id" ? "x" : example.Name == "not_found" ? Docs.Unknown : subject;
        path = System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", id ?? Docs.Deposit);
        return example.Name == "page" ? $"{path}?page=0" : path;
    }

    private static string? KeyOf(Example example) => example.Name switch
    {
        "idempotency_key_malformed" => "order-4567",
        "idempotency_key_mismatch" => Key,
        _ => null,
    };

    private static async Task<Answer> WhileAnotherHangsAsync(SimSandbox sim, string path, JsonObject body)
    {
        var hanging = sim.Client.Http.SendAsync(
            HttpMethod.Post, path, body.ToJsonString(), ("Idempotency-Key", Key), ("X-Fincore-Sim-Outcome", "hang:30s"));
        while ((await sim.GetAsync($"idempotency/{Key}")).Status != 200)
        {
            await Task.Yield();
        }

        var answer = await sim.Client.Http.PostAsync(path, body, Key);
        await sim.AdvanceAsync("30s");
        await hanging;
        return answer;
    }

    /// <summary>An example of an error.</summary>
    internal sealed record Example(DocumentedOperation Operation, int Status, string Name, JsonElement Element)
    {
        public JsonElement Body => Element.GetProperty("value");

        public string Detail => Body.GetProperty("details")[0].GetProperty("metadata").GetProperty("error_detail").GetString()!;

        public bool IsDocumented => !Element.TryGetProperty("x-fincoresim-label", out _);
    }
}
