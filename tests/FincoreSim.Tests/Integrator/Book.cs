using System.Text.Json.Nodes;
using FincoreSim.Domain.Ledger;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>A book of the sample integrator, in a test's words.</summary>
public sealed class Book
{
    private static readonly HttpMessageHandler Wire = new SocketsHttpHandler { UseProxy = false };

    private readonly string _url;
    private readonly Caller _shop;
    private readonly Caller _fincore;

    /// <summary>A book at a base URL; with the headers that tell it the way to Fincore, or without.</summary>
    public Book(string url, params (string Name, string Value)[] way)
    {
        _url = url;
        _shop = CallerOf(way);
        _fincore = CallerOf([]);
    }

    public string Url(string below) => $"{_url}/{below}";

    public Task<Answer> GetAsync(string below) => _shop.GetAsync(below);

    public Task<Answer> PostAsync(string below, JsonNode? body = null) => _shop.PostAsync(below, body);

    public Task<Answer> PayAsync(string reference, string clabe = Docs.ExternalClabe, string amount = "120.50") =>
        PostAsync("payouts", new JsonObject { ["reference"] = reference, ["clabe"] = clabe, ["amount"] = amount });

    public Task<Answer> ValidateAsync(string clabe) => PostAsync("accounts/validate", new JsonObject { ["clabe"] = clabe });

    /// <summary>Delivers a webhook as Fincore would.</summary>
    public Task<Answer> HookAsync(string below, JsonObject message, string? token) => _fincore.SendAsync(
        HttpMethod.Post, below, message.ToJsonString(), token is null ? [] : [("Authorization", $"Bearer {token}")]);

    public async Task<string> BalanceOfAsync(string clabe) => (await GetAsync($"wallets/{clabe}")).ShouldBe(200)["balance"];

    public async Task<string> StateOfAsync(string payout) => (await GetAsync($"payouts/{payout}")).ShouldBe(200)["state"];

    public async Task<string> ValidationOfAsync(string clabe) => (await GetAsync($"accounts/{clabe}")).ShouldBe(200)["state"];

    /// <summary>deposits, settled, open, balance.</summary>
    public async Task ShouldShowAsync(
        string deposits, string settled, string open, string balance) => (await GetAsync("book")).ShouldBe(200)
        .ShouldEqualJson(
            $$"""{"deposits":"{{deposits}}","payouts_settled":"{{settled}}","payouts_open":"{{open}}","balance":"{{balance}}"}""");

    private Caller CallerOf((string Name, string Value)[] headers)
    {
        var http =
            new HttpClient(Wire, disposeHandler: false) { BaseAddress = new Uri($"{_url}/"), Timeout = Eventually.Patience };
        foreach (var (name, value) in headers)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return new Caller(http);
    }
}
