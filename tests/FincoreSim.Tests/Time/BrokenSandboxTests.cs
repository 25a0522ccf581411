using System.Collections.Concurrent;
using System.Text.Json;
using FincoreSim.Control;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;
using FincoreSim.Worlds;
using Microsoft.Extensions.Logging;

namespace FincoreSim.Tests.Time;

/// <summary>
/// A bug that ends what nobody waits for is seen: the sandbox is broken, every call says so, it is logged once, it stands in
/// health, in the list and on the page; and it can be reset, restored and deleted.
/// </summary>
public sealed class BrokenSandboxTests
{
    private static readonly (string Name, string Reason, Func<SimSandbox, Sandbox, Task> BreakAsync)[] Ways =
    [
        ("what is due at once, run by the loop", "what_is_due_runs: fails: InvalidOperationException: a bug", (_, sandbox) =>
        {
            sandbox.Execute(new FailsLater(TimeSpan.Zero));
            return Task.CompletedTask;
        }),
        ("what is due, run by moving the clock", "what_is_due_runs: fails: InvalidOperationException: a bug", async (
            sim, sandbox) =>
        {
            sandbox.Execute(new FailsLater(TimeSpan.FromMinutes(1)));
            (await sim.PostAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advance"] = "1h" })).ShouldBe(500);
        }),
        ("the loop itself", "sandboxes_go_on: running what is due: InvalidOperationException: a bug", async (sim, sandbox) =>
        {
            sandbox.Gate.Observe(new FailsAt(typeof(TakeDeliveries)));
            await SendAsync(sim);
        }),
        ("the record of an answer", "exchanges_end: an exchange with a receiver: InvalidOperationException: a bug", async (
            sim, sandbox) =>
        {
            sandbox.Gate.Observe(new FailsAt(typeof(RecordAttempt)));
            await SendAsync(sim);
        }),
        ("a turn", "turns_end: a step during calls that are made at once: InvalidOperationException: a bug", (_, sandbox) =>
        {
            sandbox.Run.Fail("turns_end", "a step during calls that are made at once", new InvalidOperationException("a bug"));
            return Task.CompletedTask;
        }),
    ];

    private readonly ConcurrentQueue<string> _log = new();
    private SimulatorApp _app = null!;

    private static IEnumerable<TestCaseData> Cases =>
        Ways.Select((way, index) => new TestCaseData(index).SetArgDisplayNames(way.Name));

    [SetUp]
    public async Task StartAsync() => _app = await SimulatorApp.StartAsync(
        new ServeOptions { Urls = "http://127.0.0.1:0" },
        builder => builder.Logging.ClearProviders().AddProvider(new LogLines(_log)));

    [TearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public async Task Is_seen_everywhere_and_can_be_mended(int index)
    {
        var (_, reason, breakAsync) = Ways[index];
        await using var healthy = await _app.NewSandboxAsync();
        await using var sim = await _app.NewSandboxAsync();
        var snapshot = (await sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        foreach (var mend in (string[])["reset", $"snapshots/{snapshot}/restore"])
        {
            (await _app.Anybody.GetAsync("/_sim/health")).ShouldBe(200).ShouldSay("status", "ok")
                .ShouldSay("broken_sandboxes", "0");
            _log.Clear();

            await breakAsync(sim, Found(sim));

            await DueWorld.Of(sim).WhenAsync(world => world.Broken is not null, "it never broke");
            await AssertSeenAsync(sim, reason);
            (await healthy.Client.MoneyOutAsync()).ShouldBe(200);
            await DueWorld.Of(sim).WhenAsync(_ => !_log.IsEmpty, "it was never logged");
            (await sim.PostAsync(mend)).ShouldBe(200).ShouldBeNull("broken");
            (await sim.Client.MoneyOutAsync()).ShouldBe(200);
            Assert.That(_log, Has.Count.EqualTo(1), string.Join('\n', _log));
            Assert.That(_log.Single(),
                Does.StartWith($"Critical Sandbox {sim.Id} is broken by a bug of the simulator").And.Contain("a bug"));
        }

        await breakAsync(sim, Found(sim));
        await DueWorld.Of(sim).WhenAsync(world => world.Broken is not null, "it never broke");
        (await _app.Anybody.DeleteAsync(sim.Path(""))).ShouldBe(200).ShouldSay("broken.reason", reason);
        (await _app.Anybody.GetAsync("/_sim/health")).ShouldSay("status", "ok");
    }

    [Test]
    public async Task A_broken_default_sandbox_leaves_the_page_and_the_lists_as_they_are()
    {
        _app.Service<SandboxRegistry>().Default.Gate.Break(new InvariantBroken("things_<work>", "they do not"));

        var page = (await _app.Anybody.GetAsync("/")).ShouldBe(200).Text;
        Assert.That(page, Does.Contain("Sandbox default is broken").And.Contain("things_&lt;work&gt;"));
        (await _app.Anybody.GetAsync("/_sim/sandboxes")).ShouldBe(200)
            .ShouldSay("items.0.broken.reason", "things_<work>: they do not");
        (await _app.Anybody.PostAsync("/_sim/sandboxes/default/reset", null)).ShouldBe(200).ShouldBeNull("broken");
        Assert.That((await _app.Anybody.GetAsync("/")).Text, Does.Not.Contain("broken"));
    }

    private async Task AssertSeenAsync(SimSandbox sim, string reason)
    {
        var health = (await _app.Anybody.GetAsync("/_sim/health")).ShouldBe(200).ShouldSay("status", "degraded")
            .ShouldSay("broken_sandboxes", "1");
        health.ShouldSay("broken.0.sandbox", sim.Id).ShouldSay("broken.0.reason", reason)
            .ShouldMatch("broken.0.at", "^2026-03-02T09:");
        (await sim.GetAsync("")).ShouldBe(200).ShouldSay("broken.reason", reason);
        var listed = (await _app.Anybody.GetAsync("/_sim/sandboxes?limit=500")).ShouldBe(200).At("items").EnumerateArray()
            .ToArray();
        Assert.That(
            listed.Where(item => item.GetProperty("broken").ValueKind != JsonValueKind.Null)
                .Select(item => item.GetProperty("id").GetString()),
            Is.EqualTo([sim.Id]));
        (await sim.GetAsync("ledger")).ShouldBe(500).ShouldMatch("detail", System.Text.RegularExpressions.Regex.Escape(reason));
        (await sim.Client.MoneyOutAsync()).ShouldBe(500);
        (await sim.GetAsync("clock")).ShouldBe(200);
        Assert.That((await _app.Anybody.GetAsync("/")).ShouldBe(200).Text, Does.Contain($"Sandbox {sim.Id} is broken"));
    }

    private static async Task SendAsync(SimSandbox sim)
    {
        await sim.Client.WebhookAsync("MONEY_IN", $"{sim.App.Url}/_sim/answer/201");
        await sim.PostAsync(
            "money-in", new System.Text.Json.Nodes.JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" });
    }

    private Sandbox Found(SimSandbox sim) => _app.Service<SandboxRegistry>().Find(sim.Id)!;

    private sealed record Fails : Command<Done>, IDueCommand
    {
        public override string Name => "fails";

        internal override Outcome<Done> Decide(Draft draft) => throw new InvalidOperationException("a bug");
    }

    private sealed record FailsLater(TimeSpan After) : Command<Done>
    {
        public override string Name => "fails_later";

        internal override Outcome<Done> Decide(Draft draft)
        {
            draft.ScheduleAfter(After, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), new Fails());
            return default(Done);
        }
    }

    /// <summary>Stands for a decision with a bug in it.</summary>
    private sealed class FailsAt(Type command) : GateObserver
    {
        public override void Entering(DateTimeOffset now, Command entering, long? causedBy)
        {
            if (entering.GetType() == command)
            {
                throw new InvalidOperationException("a bug");
            }
        }
    }

    private sealed class LogLines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception?.Message}");
            }
        }

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}
