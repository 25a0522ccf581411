using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

public sealed class ClockTests : ApiTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Until_idle_returns_when_nothing_more_is_due(bool isRunning)
    {
        await using var sandbox = await Sim.App.NewSandboxAsync(new SandboxSetup { IsRunning = isRunning });
        var id = (await sandbox.Client.PennyAsync())["id"];

        var moved = await sandbox.UntilIdleAsync();

        Assert.That(moved.At("ran").EnumerateArray().Select(item => item.GetProperty("kind").GetString()),
            Is.EqualTo(["cep", "liquidate", "cep"]));
        (await sandbox.Client.TransactionAsync(id)).ShouldSay("metadata.dataCep.status", "COMPLETED");
        Assert.That((await sandbox.UntilIdleAsync()).Count("ran"), Is.Zero);
    }

    [Test]
    public async Task Until_idle_goes_no_further_than_it_may()
    {
        await Client.PennyAsync();

        (await Sim.UntilIdleAsync("3s")).ShouldSay("now", "2026-03-02T09:00:03.000000-06:00");
        (await Sim.UntilIdleAsync("1h")).ShouldSay("now", "2026-03-02T09:00:05.000000-06:00");
    }

    [Test]
    public async Task Until_idle_does_not_wait_for_what_recurs_for_ever()
    {
        await Sim.SetAsync("reports", "enabled");
        await Client.MoneyOutAsync();

        (await Sim.UntilIdleAsync("7d")).ShouldSay("now", "2026-03-02T09:00:02.000000-06:00");
    }

    [Test]
    public async Task A_frozen_clock_stands_still_and_a_running_one_does_not()
    {
        await using var running = await Sim.App.NewSandboxAsync(new SandboxSetup { IsRunning = true, Scale = 1000 });
        var first = (await running.GetAsync("clock")).ShouldSay("mode", "running").At("now").GetDateTimeOffset();

        Assert.That((await running.GetAsync("clock")).At("now").GetDateTimeOffset(), Is.GreaterThan(first));
        (await Sim.GetAsync("clock")).ShouldSay("now", "2026-03-02T09:00:00.000000-06:00").ShouldSay("mode", "frozen");
    }

    [Test]
    public async Task It_can_be_frozen_and_let_run_without_a_jump()
    {
        var before = TimeProvider.System.GetUtcNow();
        (await Sim.PostAsync("clock", new JsonObject { ["mode"] = "running" })).ShouldBe(200).ShouldSay("mode", "running");
        var frozen = (await Sim.PostAsync("clock", new JsonObject { ["mode"] = "frozen" })).ShouldBe(200);

        Assert.That(
            frozen.At("now").GetDateTimeOffset()
            - DateTimeOffset.Parse(Docs.Start, System.Globalization.CultureInfo.InvariantCulture),
            Is.InRange(TimeSpan.Zero, TimeProvider.System.GetUtcNow() - before), "no more than the real time between the two");
        (await Sim.GetAsync("clock")).ShouldSay("now", frozen["now"]);
    }

    [TestCase("""{}""")]
    [TestCase("""{"advance":"soon"}""")]
    [TestCase("""{"advance":"-1s"}""")]
    [TestCase("""{"advance":"1s","to":"2026-03-03T09:00:00-06:00"}""")]
    [TestCase("""{"to":"2026-03-02T08:59:59-06:00"}""")]
    [TestCase("""{"to":"2026-03-02"}""")]
    [TestCase("""{"to":"9999-12-31T23:59:59Z"}""")]
    [TestCase("""{"advance":"99999999d"}""")]
    [TestCase("""{"until_idle":false}""")]
    [TestCase("""{"until_idle":true,"max":"x"}""")]
    [TestCase("""{"mode":"stopped"}""")]
    [TestCase("""{"mode":"running","scale":0}""")]
    [TestCase("""{"mode":"running","scale":-1}""")]
    [TestCase("""{"mode":"running","scale":1e300}""")]
    [TestCase("""{"surprise":1}""")]
    [TestCase("""[]""")]
    [TestCase("""nonsense""")]
    public async Task Refuses_what_no_clock_can_do(string body)
    {
        var before = (await Sim.GetAsync("clock")).Text;

        var answer = (await Sim.App.Anybody.PostTextAsync(Sim.Path("clock"), body)).ShouldBe(400);

        answer.ShouldHaveMembers("", "error", "detail");
        Assert.That((await Sim.GetAsync("clock")).Text, Is.EqualTo(before));
    }
}
