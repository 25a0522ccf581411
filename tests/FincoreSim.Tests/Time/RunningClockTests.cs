using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Language.Model;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.Time;

/// <summary>
/// On a running clock everything that is due happens by itself, at its instant, whatever was done to the clock before. Real time
/// is the test's: it stands until the test lets it pass, so that a wait that was not computed anew shows at once.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[Parallelizable(ParallelScope.Self)]
public sealed class RunningClockTests
{
    /// <summary>The longest that a sandbox waits before it looks again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private SimulatorApp _app = null!;

    private static IEnumerable<TestCaseData> Matrix =>
        from change in ClockChange.All
        from kind in DueKind.All
        where !kind.IsDueAtOnce
        select new TestCaseData(Array.IndexOf(ClockChange.All, change), Array.IndexOf(DueKind.All, kind)).SetArgDisplayNames(
            change.Name, kind.Name);

    private static IEnumerable<TestCaseData> AtOnce =>
        from kind in DueKind.All
        where kind.IsDueAtOnce
        from isRunning in (bool[])[true, false]
        select new TestCaseData(Array.IndexOf(DueKind.All, kind), isRunning).SetArgDisplayNames(
            kind.Name, isRunning ? "running" : "frozen");

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await SimulatorApp.StartAsync(
        new ServeOptions { Urls = "http://127.0.0.1:0" }, builder => builder.Services.AddSingleton<TimeProvider>(_time));

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [TestCaseSource(nameof(Matrix))]
    public async Task What_is_due_happens_by_itself_at_its_instant_after_every_change_of_the_clock(int changeIndex, int kindIndex)
    {
        var (change, kind) = (ClockChange.All[changeIndex], DueKind.All[kindIndex]);
        await using var sim = await _app.NewSandboxAsync(change.Setup);
        var id = await change.ApplyAsync(new ClockChange.Trial(sim, kind, _time));
        var world = DueWorld.Of(_app, id);
        var due = world.Next(kind.CommandName)!.At;
        var real = world.RealTimeUntil(due);

        var first = world.RealTimeUntil(world.First!.At);
        await _time.WhenTimerAsync(first < LongestWait ? first : LongestWait);
        await _time.PassAsync(real - Moment, nextBy: real);
        Assert.That(world.HasRun(kind.CommandName, due), Is.False, "its instant has not come");
        await _time.PassAsync(Moment);

        await world.WhenRunAsync(kind.CommandName, due);
        if (id != sim.Id)
        {
            (await _app.Anybody.DeleteAsync($"/_sim/sandboxes/{id}")).ShouldBe(200);
        }
    }

    [TestCaseSource(nameof(AtOnce))]
    public async Task What_is_due_at_once_happens_by_itself_even_on_a_frozen_clock(int kindIndex, bool isRunning)
    {
        var kind = DueKind.All[kindIndex];
        await using var sim = await _app.NewSandboxAsync(new SandboxSetup { IsRunning = isRunning });
        var world = DueWorld.Of(sim);
        var now = world.Now;

        await kind.ArrangeAsync(sim);

        await world.WhenRunAsync(kind.CommandName, now);
    }

    [TestCase("11:00", "10:00")]
    [TestCase("10:00", "11:00")]
    public async Task A_switch_that_moves_what_is_due_counts_at_once(string first, string then)
    {
        await using var sim = await _app.NewSandboxAsync(new SandboxSetup { IsRunning = true });
        await sim.SetAsync("operating_day_turns", first);
        await sim.SetAsync("reports", "enabled");
        var world = DueWorld.Of(sim);

        await sim.SetAsync("operating_day_turns", then);

        var due = world.Next("close_operating_day")!.At;
        Assert.That(Stamp.Iso(due), Is.EqualTo($"2026-03-02T{then}:00.000000-06:00"));
        await _time.PassAsync(world.RealTimeUntil(due));
        await world.WhenRunAsync("close_operating_day", due);
    }

    [Test]
    public async Task A_webhook_that_waits_is_really_sent_again_at_its_instant()
    {
        await using var sim = await _app.NewSandboxAsync(new SandboxSetup { IsRunning = true });
        await sim.Client.WebhookAsync("MONEY_IN", $"{_app.Url}/_sim/answer/500");
        await sim.MoneyInAsync();
        (await sim.PostAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advance"] = "8s" })).ShouldBe(200);

        await _time.WhenTimerAsync(TimeSpan.FromSeconds(2));
        await _time.PassAsync(TimeSpan.FromSeconds(2));

        await DueWorld.Of(sim).WhenAsync(
            world => world.State.Deliveries.All.Single().Attempts is [_, { Result.StatusCode: 500 } second]
                && second.SentAt == second.DueAt, "it was never sent again");
    }

    [Test]
    public void Every_command_that_can_be_due_has_a_row()
    {
        var kinds = typeof(World).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IDueCommand)) && type is { IsInterface: false, IsAbstract: false });

        Assert.That(DueKind.All.Select(kind => kind.Command).Distinct(), Is.EquivalentTo(kinds));
        Assert.That(
            DueKind.All.Where(kind => kind.Command == typeof(MovePayment)).Select(kind => kind.CommandName).Distinct(),
            Is.EquivalentTo(Enum.GetNames<PaymentMove>().Select(name => name.ToLowerInvariant())));
    }
}
