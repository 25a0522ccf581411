using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Isolation;

/// <summary>Two sandboxes have the same documented ids and never meet.</summary>
public sealed class SandboxIsolationTests : ApiTests
{
    private SimSandbox _neighbour = null!;

    [SetUp]
    public async Task OpenNeighbourAsync() => _neighbour = await Sim.App.NewSandboxAsync(Setup);

    [TearDown]
    public async Task CloseNeighbourAsync() => await _neighbour.DisposeAsync();

    [Test]
    public async Task The_same_id_is_two_accounts()
    {
        (await Client.MoneyOutAsync("500000.00")).ShouldBe(200);

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(500_000m));
        Assert.That(await _neighbour.Client.BalanceAsync(), Is.EqualTo(1_000_000m));
    }

    [Test]
    public async Task What_is_made_in_one_is_unknown_in_the_other()
    {
        var before = await _neighbour.FingerprintAsync();
        var paid = (await Client.MoneyOutAsync())["id"];
        var hook = await Client.WebhookAsync("MONEY_IN", "http://127.0.0.1:9/nobody");
        var instrument = await Client.ClabeAsync(Docs.ExternalClabe);
        await Sim.AdvanceAsync("1h");

        (await _neighbour.Client.TransactionAsync(paid)).ShouldBeError(404);
        (await _neighbour.Client.GetAsync($"webhooks/{hook}")).ShouldBeError(404);
        (await _neighbour.Client.GetAsync($"instruments/{instrument}")).ShouldBeError(404);
        Assert.That(await _neighbour.FingerprintAsync(), Is.EqualTo(before));
        (await _neighbour.GetAsync("clock")).ShouldSay("now", "2026-03-02T09:00:00.000000-06:00");
    }

    [Test]
    public async Task The_same_key_in_both_is_two_payments()
    {
        const string key = "66c0b04f-97d6-592d-8396-199819064afa";
        (await Client.MoneyOutAsync("1.00", key: key)).ShouldBe(200);

        (await _neighbour.Client.MoneyOutAsync("2.00", key: key)).ShouldBe(200);
    }

    [Test]
    public async Task Api_keys_are_each_sandboxs_own()
    {
        Assert.That(Client.ApiKey, Is.Not.EqualTo(_neighbour.Client.ApiKey));
        var forged = Client.ApiKey.Replace(Sim.Id, _neighbour.Id);

        (await Sim.App.Caller(("x-api-key", forged)).GetAsync(Client.Path("credentials"))).ShouldBeError(401);
    }

    [Test]
    public async Task A_deposit_is_announced_in_its_own_world_only()
    {
        await using var mine = await WebhookReceiver.StartAsync();
        await using var theirs = await WebhookReceiver.StartAsync();
        mine.AnswerEverythingWith(201);
        theirs.AnswerEverythingWith(201);
        await Client.WebhookAsync("MONEY_IN", mine.Url);
        await _neighbour.Client.WebhookAsync("MONEY_IN", theirs.Url);

        await Sim.MoneyInAsync();
        await _neighbour.SettleAsync();

        Assert.That((mine.LogEntries.Count, theirs.LogEntries.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_token_of_a_deleted_sandbox_is_refused()
    {
        (await Sim.App.Anybody.DeleteAsync(_neighbour.Path(""))).ShouldBe(200);

        (await _neighbour.Client.GetAsync("accounts")).ShouldBeError(401, "UNAUTHENTICATED");
        (await _neighbour.Client.KeyHttp.GetAsync(_neighbour.Client.Path("credentials"))).ShouldBeError(401);
        (await _neighbour.GetAsync("clock")).ShouldBe(404);
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    [Test]
    [Proves("auth.kid")]
    public async Task Tokens_outlive_a_reset_which_undoes_everything_else()
    {
        (await Sim.PostAsync("reset")).ShouldBe(200);
        var fresh = await Sim.FingerprintAsync();
        await Client.MoneyOutAsync("10.00", key: "66c0b04f-97d6-592d-8396-199819064afa");
        await Client.WebhookAsync("MONEY_IN", "http://127.0.0.1:9/nobody");
        await Sim.PostAsync($"accounts/{Docs.Central}/block");
        await Sim.SetAsync("strict", true);
        await Sim.AdvanceAsync("1h");

        (await Sim.PostAsync("reset")).ShouldBe(200);

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(fresh));
        (await Client.GetAsync($"accounts/{Docs.Central}")).ShouldBe(200)
            .ShouldSay("availableBalance", "1000000.00").ShouldSay("accountStatus", "ACTIVE");
        (await Client.GetAsync("webhooks")).ShouldSay("totalItems", "0");
        (await Sim.GetAsync("clock")).ShouldSay("now", "2026-03-02T09:00:00.000000-06:00");
        (await Sim.GetAsync("options")).ShouldSay("strict", "False");
        (await Client.MoneyOutAsync("11.00", key: "66c0b04f-97d6-592d-8396-199819064afa")).ShouldBe(200);
        (await Client.KeyHttp.PostAsync(Client.Path("auth/credential-tokens"), Bodies.Token())).ShouldBe(200);
    }

    [Test]
    public async Task Equal_seeds_and_equal_calls_give_equal_worlds()
    {
        foreach (var sandbox in (SimSandbox[])[Sim, _neighbour])
        {
            await sandbox.Client.MoneyOutAsync("1.00");
            await sandbox.MoneyInAsync("5.00");
            await sandbox.Client.PennyAsync();
            await sandbox.AdvanceAsync("10s");
        }

        Assert.That(await _neighbour.FingerprintAsync(), Is.EqualTo(await Sim.FingerprintAsync()));
        Assert.That(
            (await _neighbour.Client.GetAsync("transactions")).Text, Is.EqualTo((await Client.GetAsync("transactions")).Text));
    }

    [Test]
    public async Task A_new_client_of_a_sandbox_begins_with_nothing()
    {
        var made = (await Sim.PostAsync("clients", new JsonObject { ["name"] = "Third" })).ShouldBe(201);
        var third = await SimClient.SignInAsync(Sim.App, made["client_id"], made["client_secret"], made["api_key"]);

        Assert.That((await third.GetAsync("accounts")).ShouldBe(200).Count("data"), Is.Zero);
        (await third.MoneyOutAsync()).ShouldBeError(500, "INTERNAL", "Source instrument not found.");
        Assert.That(made["client_secret"], Does.Match("^[A-Za-z0-9_-]{86}$"));
    }
}
