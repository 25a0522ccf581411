using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Snapshots;

/// <summary>Keeping a world, going back to it, and beginning another one from it.</summary>
public sealed class SnapshotTests : ApiTests
{
    [Test]
    public async Task Going_back_undoes_money_time_and_rules()
    {
        var before = await Sim.FingerprintAsync();
        var snapshot = (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        await Client.MoneyOutAsync("100.00");
        await Sim.AdvanceAsync("26h");
        (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), "{when: money_out, then: hold}")).ShouldBe(201);

        var restored = (await Sim.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(200);

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        Assert.That(restored["clock.now"], Does.StartWith(Docs.Start[..19]));
        Assert.That((await Sim.GetAsync("rules")).Count("items"), Is.Zero);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m), "the token is good after it as before");
    }

    [Test]
    public async Task A_sandbox_from_a_snapshot_goes_its_own_way()
    {
        await Client.MoneyOutAsync("100.00");
        var snapshot = (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        var made = (await Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["snapshot"] = snapshot })).ShouldBe(201);
        var fork = await SimClient.SignInAsync(Sim.App, made["client_id"], made["client_secret"], made["api_key"]);

        await fork.MoneyOutAsync("900.00");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_900m));
        Assert.That(await fork.BalanceAsync(), Is.EqualTo(999_000m));
        await Sim.App.Anybody.PostAsync($"/_sim/sandboxes/{made["id"]}/reset", null);
        Assert.That(await fork.BalanceAsync(), Is.EqualTo(999_900m), "a reset goes back to the snapshot");
        await Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{made["id"]}");
    }

    [Test]
    public async Task While_a_webhook_is_under_way_there_is_none_and_the_way_out_is_said()
    {
        await using var receiver = RawReceiver.Start(RawReply.NeverAnswers);
        await Client.WebhookAsync("MONEY_IN", receiver.Url);
        await Sim.MoneyInAsync(settles: false);
        await receiver.WaitForAsync(1);

        Assert.That((await Sim.PostAsync("snapshots")).ShouldBe(409)["call"], Does.Contain("clock"));
    }

    [Test]
    public async Task Another_sandboxs_snapshot_is_unknown_and_what_it_decides_cannot_be_given()
    {
        var snapshot = (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        await using var other = await Sim.App.NewSandboxAsync();

        (await other.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(404);
        (await Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["snapshot"] = snapshot, ["seed"] = 1 })).ShouldBe(
            400);
        (await Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["snapshot"] = "snap999999" })).ShouldBe(404);
    }
}
