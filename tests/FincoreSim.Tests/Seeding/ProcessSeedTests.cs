using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Api.Auth;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Shapes;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Seeding;

/// <summary>New every day, the same when asked: what a start of the server shows with a seed, and without one.</summary>
public sealed class ProcessSeedTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [Test]
    public async Task Without_a_seed_no_two_starts_have_an_id_in_common_but_the_documented_ones()
    {
        var (first, second) = (await SeenAsync(null), await SeenAsync(null));

        Assert.That(first.Seed, Is.Not.EqualTo(second.Seed));
        Assert.That(new[] { first.Seed, second.Seed }, Is.All.InRange(SeededIds.FirstDrawnSeed, Seeds.Max));
        Assert.That(first.Ids.Keys, Is.EqualTo(second.Ids.Keys));
        Assert.That(first.Ids.Where(id => second.Ids[id.Key] == id.Value), Is.Empty);
        Assert.That(first.Documented, Is.EqualTo(second.Documented));
    }

    [Test]
    public async Task The_seed_that_was_drawn_gives_all_of_it_again()
    {
        var drawn = await SeenAsync(null);
        var again = await SeenAsync(drawn.Seed);

        Assert.That(again.Ids, Is.EqualTo(drawn.Ids));
    }

    [TestCase(1)]
    [TestCase(2026)]
    public async Task A_seed_that_somebody_wrote_gives_what_it_always_gave(long seed)
    {
        var seen = await SeenAsync(seed);
        var ids = new SeededIds(seed);

        Assert.That(seen.Seed, Is.EqualTo(seed));
        Assert.That(seen.Ids["sandbox"], Is.EqualTo($"sb{ids.Uuid(IdKind.Client, -1).ToString("N")[..12]}"));
        Assert.That(seen.Ids["seed of a sandbox"], Is.EqualTo("1"));
        Assert.That(seen.Ids["clabe"], Does.StartWith("73418500000200"), "accounts are counted");
        Assert.That(await SeenAsync(seed), Has.Property("Ids").EqualTo(seen.Ids));
    }

    [Test]
    public async Task A_sandbox_made_without_a_seed_has_one_of_its_own_and_keeps_it_through_a_reset()
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = AnyPort });
        var made = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.Anybody.PostAsync("/_sim/sandboxes", new JsonObject())));
        var seeds = made.Select(sandbox => sandbox.At("seed").GetInt64()).ToArray();

        Assert.That(seeds, Is.Unique.And.All.InRange(SeededIds.FirstDrawnSeed, Seeds.Max));
        Assert.That(seeds, Does.Not.Contain((await app.Anybody.GetAsync("/_sim/health")).At("seed").GetInt64()));
        var (path, before) = ($"/_sim/sandboxes/{made[0]["id"]}", await DepositAsync(app, made[0]["id"]));
        (await app.Anybody.PostAsync($"{path}/reset", null)).ShouldBe(200).ShouldSay("seed", made[0]["seed"]);
        Assert.That(await DepositAsync(app, made[0]["id"]), Is.EqualTo(before), "back to its template and its seed");
        (await app.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["seed"] = 7 })).ShouldBe(201).ShouldSay("seed", "7");
    }

    [Test]
    public async Task Where_an_admin_token_guards_the_secrets_health_does_not_tell_what_they_come_from()
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = AnyPort, AdminToken = "s3cret" });

        Assert.That((await app.Anybody.GetAsync("/_sim/health")).ShouldBe(200).Json.TryGetProperty("seed", out _), Is.False);
        var admin = app.Caller(("Authorization", "Bearer s3cret"));
        (await admin.GetAsync("/_sim/sandboxes/default")).ShouldBe(200).ShouldMatch("seed", "^[0-9]+$");
    }

    [TestCase]
    [TestCase("--seed", "random")]
    [TestCase("serve", "--seed", "9007199254740991")]
    [TestCase("serve", "--seed", "1")]
    public async Task The_start_prints_its_seed(params string[] arguments)
    {
        await using var child = Running.SimulatorProcess.Start([.. arguments, "--urls", AnyPort]);
        using var http = new HttpClient();
        using var health = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{await child.UrlAsync()}/_sim/health")));
        var seed = health.RootElement.GetProperty("seed").GetInt64();

        await child.UntilOutputAsync($"  seed        {seed}");

        Assert.That(arguments.LastOrDefault(), Is.EqualTo($"{seed}").Or.Null.Or.EqualTo("random"));
    }

    /// <summary>What a start shows: its seed, the ids that it makes, and the documented ones.</summary>
    private static async Task<Seen> SeenAsync(long? seed)
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = AnyPort, Seed = seed });
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(201);
        var client = await SimClient.SignInAsync(app, Docs.Client, Docs.Secret, Docs.ApiKey);
        var ids = new Dictionary<string, string>
        {
            ["webhook"] = await client.WebhookAsync("MONEY_IN", receiver.Url),
            ["instrument"] = await client.ClabeAsync("012180000000000426"),
        };
        var payment = (await client.MoneyOutAsync()).ShouldBe(200);
        (ids["payment"], ids["tracking key"]) = (payment["id"], payment["trackingId"]);
        var deposit = await DepositAsync(app, SandboxRegistry.DefaultId);
        (ids["deposit"], ids["payer's tracking key"], ids["id_msg"], ids["delivery"]) = deposit;
        const string Default = "/_sim/sandboxes/default";
        var owned = new JsonObject { ["customer_id"] = Docs.Customer };
        var account = (await app.Anybody.PostAsync($"{Default}/accounts", owned)).ShouldBe(201);
        (ids["account"], ids["clabe"]) = (account["account_id"], account["clabe"]);
        ids["its instrument"] = account["instrument_id"];
        var added = await app.Anybody.PostAsync($"{Default}/clients", new JsonObject { ["name"] = "x" });
        ids["client"] = added.ShouldBe(201)["client_id"];
        var sandbox = (await app.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["template"] = "empty" })).ShouldBe(201);
        (ids["sandbox"], ids["seed of a sandbox"]) = (sandbox["id"], sandbox["seed"]);
        (ids["client of a sandbox"], ids["secret of a sandbox"]) = (sandbox["client_id"], sandbox["client_secret"]);
        var printed = (await client.TransactionAsync(Docs.Deposit)).ShouldBe(200);
        string[] documented = [printed["trackingId"], printed["destinationInstrument.id"], printed["clientId"]];
        return new Seen((await app.Anybody.GetAsync("/_sim/health")).At("seed").GetInt64(), ids, documented);
    }

    /// <summary>A deposit's transaction and tracking key, and what tells of it where a webhook is there.</summary>
    private static async Task<(string Transaction, string Key, string Message, string Delivery)> DepositAsync(
        SimulatorApp app, string sandbox)
    {
        var path = $"/_sim/sandboxes/{sandbox}";
        var body = new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" };
        var id = (await app.Anybody.PostAsync($"{path}/money-in?settle=true", body)).ShouldBe(201)["transaction_id"];
        var deliveries = (await app.Anybody.GetAsync($"{path}/deliveries")).ShouldBe(200);
        var transactions = (await app.Anybody.GetAsync($"{path}/transactions")).ShouldBe(200).At("items").EnumerateArray();
        var deposit = transactions.Single(item => item.GetProperty("transaction_id").GetString() == id);
        var key = deposit.GetProperty("tracking_key").GetString()!;
        return deliveries.Count("items") == 0
            ? (id, key, "", "")
            : (id, key, deliveries["items.0.id_msg"], deliveries["items.0.id"]);
    }

    private sealed record Seen(long Seed, Dictionary<string, string> Ids, string[] Documented);
}
