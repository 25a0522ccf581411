using System.Text.Json.Nodes;

namespace FincoreSim.Tests.Host;

/// <summary>A client of a sandbox with a token in hand: the calls of the API in a test's words.</summary>
public sealed class SimClient
{
    private readonly SimulatorApp _app;

    private SimClient(SimulatorApp app, string id, string secret, string apiKey) =>
        (_app, Id, Secret, ApiKey) = (app, id, secret, apiKey);

    public string Id { get; }

    public string Secret { get; }

    public string ApiKey { get; }

    public string Token { get; private set; } = "";

    /// <summary>Calls with the token.</summary>
    public Caller Http { get; private set; } = null!;

    /// <summary>Calls with the api key.</summary>
    public Caller KeyHttp { get; private set; } = null!;

    public static async Task<SimClient> SignInAsync(SimulatorApp app, string id, string secret, string apiKey)
    {
        var client = new SimClient(app, id, secret, apiKey) { KeyHttp = app.Caller(("x-api-key", apiKey)) };
        await client.SignInAsync();
        return client;
    }

    /// <summary>Gets a new token, as after the old one expired.</summary>
    public async Task SignInAsync()
    {
        var answer = await KeyHttp.PostAsync(Path("auth/credential-tokens"), Bodies.Token(Secret, Id));
        Token = answer.ShouldBe(200)["token"];
        Http = _app.Caller(("Authorization", $"Bearer {Token}"));
    }

    /// <summary>A path below this client's.</summary>
    public string Path(string below) => $"/v1/clients/{Id}/{below}";

    public Task<Answer> GetAsync(string below) => Http.GetAsync(Path(below));

    public Task<Answer> MoneyOutAsync(
        string amount = "1.95", string? destination = null, string? key = null, string? source = null) =>
        Http.PostAsync("/v1/transactions/money_out", Bodies.Payment(amount, destination, source, Id), key);

    public Task<Answer> InternalAsync(
        string amount = "1.90", string? destination = null, string? key = null, string? source = null) =>
        Http.PostAsync(
            "/v1/transactions/internal_transaction", Bodies.Payment(amount, destination ?? Docs.Internal, source, Id), key);

    public Task<Answer> PennyAsync(string? destination = null, string? key = null) =>
        Http.PostAsync("/v1/transactions/penny_validation", Bodies.Penny(destination, client: Id), key);

    public Task<Answer> RefundAsync(string transaction, string amount, string description = "Lorem ipsum") =>
        Http.PostAsync(Path($"transactions/{transaction}/refund"), Bodies.Refund(amount, description));

    public Task<Answer> TransactionAsync(string id, string query = "") => GetAsync($"transactions/{id}{query}");

    /// <summary>The status of a transaction, as the read shows it.</summary>
    public async Task<string> StatusOfAsync(string transaction) =>
        (await TransactionAsync(transaction)).ShouldBe(200)["transactionStatus"];

    /// <summary>The available balance of an account, as the read shows it.</summary>
    public async Task<decimal> BalanceAsync(string account = Docs.Central) =>
        decimal.Parse((await GetAsync($"accounts/{account}")).ShouldBe(200)["availableBalance"],
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Registers a CLABE and returns the instrument's id.</summary>
    public async Task<string> ClabeAsync(string clabe, string bank = Docs.Bbva, string? customer = null) =>
        (await Http.PostAsync(Path("instruments"), Bodies.Clabe(clabe, bank, Id, customer))).ShouldBe(200)["id"];

    /// <summary>Registers the documented card and returns the instrument's id.</summary>
    public async Task<string> CardAsync() =>
        (await Http.PostAsync(Path("instruments"), Bodies.Card(Id, null))).ShouldBe(200)["id"];

    /// <summary>Registers a webhook and returns its id.</summary>
    public async Task<string> WebhookAsync(string type, string url, string token = "secretToken0123") =>
        (await Http.PostAsync(Path("webhooks"), Bodies.Webhook(type, url, token, Id))).ShouldBe(200)["id"];

    public Task<Answer> PatchWebhookAsync(string id, JsonObject change) => Http.PatchAsync(Path($"webhooks/{id}"), change);
}
