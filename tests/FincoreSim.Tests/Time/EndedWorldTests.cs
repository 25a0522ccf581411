using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Runner;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Time;

/// <summary>
/// Whoever waits for a world that is reset, restored or deleted is told so at once, and does not turn in circles until then. What
/// they wait for would otherwise come after a minute or ten, which no test here has.
/// </summary>
public sealed class EndedWorldTests : ApiTests
{
    private static readonly string[] Ends = ["reset", "restore", "delete"];

    private static readonly (string Name, Func<SimSandbox, Task<Answer>> WaitAsync)[] Waits =
    [
        ("advance", sim => sim.PostAsync("clock", new JsonObject { ["advance"] = "1h" })),
        ("to", sim => sim.PostAsync("clock", new JsonObject { ["to"] = "2026-03-03T09:00:00-06:00" })),
        ("until_idle", sim => sim.PostAsync("clock", new JsonObject { ["until_idle"] = true })),
        ("mode", sim => sim.PostAsync("clock", new JsonObject { ["mode"] = "running" })),
        ("deposit",
            sim => sim.PostAsync("money-in?settle=true", new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" })),
    ];

    private static IEnumerable<TestCaseData> Matrix =>
        from end in Ends
        from wait in Enumerable.Range(0, Waits.Length)
        select new TestCaseData(wait, end).SetArgDisplayNames(Waits[wait].Name, end);

    protected override SandboxSetup Setup => SandboxSetup.With("settle_cap", "10m");

    private Sandbox Sandbox => Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!;

    /// <summary>A receiver that takes a minute.</summary>
    private string Slow => $"{Sim.App.Url}/_sim/answer/201?after=60s";

    [TestCaseSource(nameof(Matrix))]
    public async Task Calls_that_settle_end_at_once(int wait, string end)
    {
        var snapshot = await SnapshotAsync();
        await Client.WebhookAsync("MONEY_IN", Slow);
        await Sim.MoneyInAsync(settles: false);
        await DueWorld.Of(Sim).WhenSendingAsync();
        var waiting = Waits[wait].WaitAsync(Sim);
        await WhenWaitingAsync();

        await EndAsync(end, snapshot);

        var answer = (await waiting).ShouldBe(end == "delete" ? 404 : 409);
        answer.ShouldSay("detail", end switch
        {
            "reset" => "The sandbox was reset while this call waited; the world that it waited for is gone.",
            "restore" => "The sandbox was restored while this call waited; the world that it waited for is gone.",
            _ => "Sandbox not found.",
        });
    }

    [TestCaseSource(nameof(Ends))]
    public async Task A_whole_queue_of_them_ends_and_nobody_turns_in_circles(string end)
    {
        var snapshot = await SnapshotAsync();
        await Client.WebhookAsync("MONEY_IN", Slow);
        await Sim.MoneyInAsync(settles: false);
        await DueWorld.Of(Sim).WhenSendingAsync();
        var looks = new CountingTime();
        var driver = new ClockDriver(Sandbox.Run, looks);
        var queue = Enumerable.Range(0, 5).Select(_ => driver.AdvanceAsync(TimeSpan.FromHours(1), CancellationToken.None))
            .ToArray();

        await EndAsync(end, snapshot);

        var moved = await Task.WhenAll(queue);
        var code = end == "delete" ? RefusalCode.NotFound : RefusalCode.WorldGone;
        Assert.That(moved.Select(outcome => outcome.Refusal?.Code), Is.All.EqualTo(code));
        Assert.That((await driver.AdvanceAsync(TimeSpan.Zero, CancellationToken.None)).Refusal?.Code, Is.EqualTo(code),
            "whoever comes later is told as well");
        Assert.That(looks.Count, Is.LessThan(100), "looks at the time, one a turn");
    }

    [TestCaseSource(nameof(Ends))]
    public async Task An_answer_that_is_held_back_is_given_up(string end)
    {
        var snapshot = await SnapshotAsync();
        var held = Client.Http.SendAsync(
            HttpMethod.Post, "/v1/transactions/money_out", Bodies.Payment().ToJsonString(), ("X-Fincore-Sim-Outcome", "hang:1h"));
        await DueWorld.Of(Sim)
            .WhenAsync(world => world.State.Transactions.NewestFirst().First().Amount.ToString() == "1.95", "it was never paid");

        await EndAsync(end, snapshot);

        (await held).ShouldBeError(503, "UNAVAILABLE")
            .ShouldMatch("details.0.metadata.error_detail", "while this answer was held back");
    }

    [TestCase("- {advance: 1h}", "reset", "advance: The sandbox was reset while this call waited")]
    [TestCase("- {advance: 1h}", "delete", "advance: ")]
    [TestCase("- {wait_for: {transaction: {amount: \"8.00\"}}, within: 10m}", "reset",
        "wait_for: the sandbox was reset meanwhile")]
    [TestCase("- {wait_for: {transaction: {amount: \"8.00\"}}, within: 10m}", "delete",
        "wait_for: broken off, because the sandbox was deleted")]
    public async Task A_step_of_a_scenario_fails(string step, string end, string why)
    {
        var name = $"ended {Guid.NewGuid()}";
        var yaml = Bench.World.Replace("A scenario", name, StringComparison.Ordinal)
            .Replace("mode: frozen", "mode: frozen, settle_cap: 10m", StringComparison.Ordinal)
            + $$$"""
              webhooks: [{as: slow, type: MONEY_IN, url: "{{{Slow}}}"}]
            steps:
              - {money_in: {to: wallet, amount: "1.00"}}
              {{{step}}}

            """;
        var running = Bench.RunAsync(yaml, new RunSettings { TimeMax = TimeSpan.FromMinutes(10) });
        var sandbox = await FindAsync(name);
        var runner = Sim.App.Service<ScenarioRunner>();
        await DueWorld.Of(Sim).WhenAsync(
            _ => runner.Running.Any(run => run.Run.Scenario.Name == name && run.At.Line == Bench.LineOf(yaml, step))
                && (sandbox.Run.IsDriven || step.Contains("wait_for", StringComparison.Ordinal)),
            "it never came to the step");

        if (end == "delete")
        {
            (await Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{sandbox.Id}")).ShouldBe(200);
        }
        else
        {
            (await Sim.App.Anybody.PostAsync($"/_sim/sandboxes/{sandbox.Id}/reset", null)).ShouldBe(200);
        }

        Bench.AssertFailed(await running, why);
    }

    private async Task<string> SnapshotAsync() => (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];

    private async Task EndAsync(string end, string snapshot)
    {
        var ended = end switch
        {
            "reset" => await Sim.PostAsync("reset"),
            "restore" => await Sim.PostAsync($"snapshots/{snapshot}/restore"),
            _ => await Sim.App.Anybody.DeleteAsync(Sim.Path("")),
        };
        ended.ShouldBe(200);
    }

    private Task WhenWaitingAsync() => DueWorld.Of(Sim).WhenAsync(_ => Sandbox.Run.IsDriven, "nobody moves the clock");

    private async Task<Sandbox> FindAsync(string name)
    {
        Sandbox? found = null;
        await DueWorld.Of(Sim).WhenAsync(
            _ => (found = Sim.App.Service<SandboxRegistry>().All
                .FirstOrDefault(sandbox => sandbox.Settings.Name == name)) is not null, "it never ran");
        return found!;
    }

    private sealed class CountingTime : TimeProvider
    {
        private int _count;

        public int Count => _count;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _count);
            return base.GetUtcNow();
        }
    }
}
