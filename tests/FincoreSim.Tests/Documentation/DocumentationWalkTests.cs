using System.Text;
using System.Text.Json;
using FincoreSim.Language.Model;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Documentation;

/// <summary>
/// Every curl command of the API reference and every request of the guides, as printed with only the host changed, against a
/// simulator that has just been started. One after the other, since a reader would do so too.
/// </summary>
public sealed class DocumentationWalkTests
{
    private const string Clients = "/v1/clients/" + Docs.Client;
    private const string Token = "Authorization: Bearer <YOUR_JWT_HERE>";
    private const string Json = "Content-Type: application/json";
    private const string ApiKey = "x-api-key: " + Docs.ApiKey;

    private const string TokenBody = """
        {
        "client_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551",
        "client_secret": "your_client_secret_here"
        }
        """;

    private const string PrivateAccountBody = """
        {
        "bank_id": "9d84b03a-28d1-4898-a69c-38824239e2b1",
        "owner_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551",
        "client_bank_adapter_id": "5b3a1b67-ab59-4cc1-8fc6-1d558b32b237",
        "client_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551",
        "account_id": "24a726ac-180d-48df-82bc-711f2788a46f"
        }
        """;

    private const string CardBody = """
        {
        "source_bank_id": "9d84b03a-28d1-4898-a69c-38824239e2b1",
        "client_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551",
        "customer_id": "bb1e8fde-e68e-48e9-a483-d32153c752c2",
        "type": "RECEIVER",
        "rfc": "XAXX010101000",
        "alias": "Tarjeta ABC123",
        "debit_card": {
        "destination_bank_id": "3054ff18-32a0-478d-b9fe-b5261f9a6e1f",
        "card_number": "5579072268574100",
        "holder_name": "Pedro Navajas Dos"
        }
        }
        """;

    private const string MoneyOutBody = """
        {
        "client_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551",
        "source_instrument_id": "709448c3-7cbf-454d-a87e-feb23801269a",
        "destination_instrument_id": "d3fdb481-2058-46c8-807d-4eaf866ae1ec",
        "transaction_request": {
        "external_reference": "1234567",
        "description": "lorem ipsum dolor sit amet",
        "amount": "1.95",
        "currency": "MXN"
        }
        }
        """;

    private const string InternalBody = """
        {
          "client_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551",
          "source_instrument_id": "709448c3-7cbf-454d-a87e-feb23801269a",
          "destination_instrument_id": "dd7f8d89-94dd-43ca-871b-720fde378b52",
          "transaction_request": {
            "amount": "1.90",
            "currency": "MXN",
            "description": "Internal transfer",
            "external_reference": "1238766"
          }
        }
        """;

    private const string ReferenceWebhookBody = """
        {
        "client_id": "{{clientId}}",
        "url": "https://example.com/webhook",
        "token": "secretToken0123",
        "webhook_type": "MONEY_IN",
        "auth_type": "AUTH"
        }
        """;

    private const string GuideWebhookBody = """
        {
          "client_id": "{{clientId}}",
          "url": "https://example.com/money-in-webhook",
          "token": "secretToken0123",
          "webhook_type": "MONEY_IN",
          "auth_type": "AUTH"
        }
        """;

    private const string OldestWebhookBody = """
        {
            "client_id":"{{clientId}}",
            "url":"https://example.com/money-in-webhook",
            "token": "secretToken0123",
            "webhook_type": "MONEY_IN"
        }
        """;

    private static readonly Printed[] Reference =
    [
        new("GET", $"{Clients}/credentials", 200, [ApiKey], null, ["data.0.client_secret"]),
        new("GET", $"{Clients}/credentials/", 200, [ApiKey], null, ["data.0.client_secret"]),
        new("POST", "/v1/clients/clientId/auth/credential-tokens", 200, [Json, ApiKey], TokenBody, ["token", "expires_at"]),
        new("GET", "/v1/banks", 200, [Token], null, ["total_banks", "banks.0.BIM"]),
        new("GET", "/v1/clients/clientId/accounts", 200, [Token], null, ["totalItem", "data.0.clabeNumber"]),
        new("POST", $"{Clients}/private_accounts", 200, [Token, Json], PrivateAccountBody, ["clabeNumber", "bankAdapter"]),
        new("GET", "/v1/clients/clientId/instruments/instrumentId", 200, [Token], null,
            ["id", "customerId", "instrumentDetail.holderName"]),
        new("GET", $"/v1/clients/clientId/instruments?customer_id={Docs.ListedCustomer}&page=1&per_page=1", 200, [Token], null,
            ["data.0.id", "totalItems"]),
        new("POST", "/v1/clients/clientId/instruments", 200, [Token, Json], CardBody, ["id", "instrumentDetail.cardNumber"]),
        new("POST", "/v1/transactions/money_out", 200, [Token, Json, "Idempotency-Key: string"], MoneyOutBody,
            ["trackingId", "transactionStatus"]),
        new("POST", "/v1/transactions/money_out", 200, [Token, Json], MoneyOutBody, ["trackingId", "transactionStatus"]),
        new("POST", "/v1/transactions/money_out", 200, [Token, Json, "Idempotency-Key: 66c0b04f-97d6-592d-8396-199819064afa"],
            MoneyOutBody, ["id"]),
        new("POST", "/v1/clients/clientId/transactions/transactionId/refund", 200, [Token, Json],
            """{"amount": "5.00","description": "Invalid Amount"}""", ["originalTransactionId"]),
        new("POST", "/v1/webhooks", 200, [Token, Json], ReferenceWebhookBody, ["id", "webhookStatus"]),
    ];

    private static readonly Printed[] Guides =
    [
        new("POST", $"{Clients}/webhooks", 200, [Token, Json], GuideWebhookBody, ["id", "webhookType", "createdAt"]),
        new("POST", "/v1/webhooks", 409, [Token, Json], OldestWebhookBody, ["details.0.reason"]),
        new("GET", $"{Clients}/webhooks", 200, [Token], null, ["data.0.authType"]),
        new("GET", $"{Clients}/instruments", 200, [Token], null, ["data.0.id"]),
        new("POST", "/v1/transactions/internal_transaction", 200, [Token, Json], InternalBody, ["subCategory"]),
        new("GET", $"{Clients}/transactions/{Docs.Deposit}?tracking_id=20250520FINCHARNJK5NHQG", 200, [Token], null,
            ["jsonReference", "sourceInstrument.id", "destinationInstrument.id"]),
        new("GET", $"{Clients}/transactions/{Docs.Deposit}", 200, [Token], null, ["jsonReference"]),
        new("POST", $"{Clients}/transactions/{Docs.Deposit}/refund", 200, [Token, Json],
            """{"description": "Lorem ipsum","amount": "9.99"}""", ["originalTransactionId"]),
        new("GET", "/v1/clients/%7B%7BclientId%7D%7D/transactions/" + Docs.Deposit, 200, [Token], null, ["transactionStatus"]),
    ];

    [Test]
    [Proves("auth.placeholders")]
    public async Task Every_printed_request_works_with_only_the_host_changed()
    {
        await using var app = await SimulatorApp.StartAsync();

        foreach (var printed in Reference.Concat(Guides))
        {
            var answer = (await printed.SendAsync(app)).ShouldBe(printed.Status);
            foreach (var member in printed.Members)
            {
                Assert.That(
                    answer.At(member).ValueKind, Is.Not.EqualTo(JsonValueKind.Null), $"{printed.Path} {member}: {answer}");
            }
        }
    }

    [Test]
    public async Task The_quickstart_works_with_a_real_token()
    {
        await using var app = await SimulatorApp.StartAsync();
        var key = app.Caller(("x-api-key", Docs.ApiKey));
        var secret = (await key.GetAsync($"{Clients}/credentials/")).ShouldBe(200)["data.0.client_secret"];
        var token = (await key.PostAsync($"{Clients}/auth/credential-tokens", Bodies.Token(secret))).ShouldBe(200)["token"];
        var bearer = app.Caller(("Authorization", $"Bearer {token}"));

        (await bearer.GetAsync("/v1/clients/clientId/accounts")).ShouldBe(200).ShouldSay("data.0.availableBalance", "1000000.00");
        (await bearer.PostTextAsync("/v1/transactions/money_out", MoneyOutBody)).ShouldBe(200)
            .ShouldSay("transactionStatus", "INITIALIZED");
        (await app.Caller(("Authorization", $"Bearer {token}"), ("x-api-key", Docs.ApiKey))
            .PostTextAsync("/v1/webhooks", ReferenceWebhookBody))
            .ShouldBe(200).ShouldSay("clientId", Docs.Client);
    }

    [Test]
    public async Task Another_clients_documented_key_works_too()
    {
        await using var app = await SimulatorApp.StartAsync();
        var other = app.Caller(("x-api-key", Docs.OtherApiKey));

        (await other.PostAsync($"/v1/clients/{Docs.OtherClient}/auth/credential-tokens",
            Bodies.Token(Docs.OtherSecret, Docs.OtherClient))).ShouldBe(200);
        (await other.GetAsync($"{Clients}/credentials")).ShouldBeError(403);
    }

    [Test]
    public async Task Without_placeholders_the_printed_token_is_refused_and_says_what_to_do()
    {
        await using var app = await SimulatorApp.StartAsync();
        (await app.Anybody.PatchAsync("/_sim/sandboxes/default/options",
            new System.Text.Json.Nodes.JsonObject { ["docs_placeholders"] = false })).ShouldBe(200);

        var answer = (await app.Caller(("Authorization", "Bearer <YOUR_JWT_HERE>")).GetAsync("/v1/banks")).ShouldBeError(401);

        Assert.That(answer.Detail, Does.Contain("credential-tokens"));
        (await app.Caller(("x-api-key", Docs.ApiKey))
            .PostTextAsync("/v1/clients/clientId/auth/credential-tokens", TokenBody)).ShouldBeError(400);
    }

    /// <summary>A request as it is printed, and what its answer must have.</summary>
    private sealed record Printed(string Method, string Path, int Status, string[] Headers, string? Body, string[] Members)
    {
        public async Task<Answer> SendAsync(SimulatorApp app)
        {
            var content = Body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            var headers = Headers.Select(header => header.Split(": ", 2)).ToLookup(parts => parts[0] == "Content-Type");
            foreach (var parts in headers[true])
            {
                content!.Headers.TryAddWithoutValidation(parts[0], parts[1]);
            }

            return await app.Anybody.SendAsync(
                new HttpMethod(Method), Path, content, [.. headers[false].Select(parts => (parts[0], parts[1]))]);
        }
    }
}
