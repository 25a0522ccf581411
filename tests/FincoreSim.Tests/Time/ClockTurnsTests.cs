using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Time;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Time;

/// <summary>Several who move one clock at once take turns: each counts from where the one before ended.</summary>
public sealed class ClockTurnsTests : ApiTests
{
    private Sandbox Sandbox => Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!;

    [Test]
    public async Task Advances_at_once_add_up()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Sim.PostAsync("clock", new JsonObject { ["advance"] = "1h" })));

        Assert.That(
            answers.Select(answer => answer.ShouldBe(200)["now"]).Order(StringComparer.Ordinal),
            Is.EqualTo(Enumerable.Range(10, 12).Select(hour => $"2026-03-02T{hour:D2}:00:00.000000-06:00")));
        (await Sim.GetAsync("clock")).ShouldSay("now", "2026-03-02T21:00:00.000000-06:00");
    }

    [Test]
    public async Task Ways_that_are_mixed_go_one_after_the_other_too()
    {
        await Client.MoneyOutAsync();
        var now = DueWorld.Of(Sim).Now;
        var run = Sandbox.Run;
        var driver = new ClockDriver(run, TimeProvider.System);
        var first = new TaskCompletionSource();
        var holding = run.DriveAsync<ClockMove>(
            async () =>
            {
                await first.Task;
                return new ClockMove(default, [], [], []);
            },
            CancellationToken.None);

        var idle = driver.UntilIdleAsync(TimeSpan.FromDays(1), CancellationToken.None);
        var advance = driver.AdvanceAsync(TimeSpan.FromHours(1), CancellationToken.None);
        var passed = driver.ToAsync(now + TimeSpan.FromMinutes(30), CancellationToken.None);
        var ahead = driver.ToAsync(now + TimeSpan.FromHours(2), CancellationToken.None);
        var last = driver.AdvanceAsync(TimeSpan.FromHours(1), CancellationToken.None);
        first.SetResult();

        await holding;
        Assert.That((await idle).Value.Now, Is.EqualTo(now + TimeSpan.FromSeconds(2)));
        Assert.That((await advance).Value.Now, Is.EqualTo(now + TimeSpan.FromSeconds(2) + TimeSpan.FromHours(1)),
            "it counts from where the first ended");
        Assert.That(
            (await passed).Refusal?.Subject, Does.Contain("a clock never goes back"), "its instant has passed by its turn");
        Assert.That((await ahead).Value.Now, Is.EqualTo(now + TimeSpan.FromHours(2)));
        Assert.That((await last).Value.Now, Is.EqualTo(now + TimeSpan.FromHours(3)));
    }

    [Test]
    public async Task Two_of_whom_the_second_would_leave_the_calendar_are_told_apart()
    {
        (await Sim.PostAsync("clock", new JsonObject { ["to"] = "2950-01-01T00:00:00Z" })).ShouldBe(200);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Sim.PostAsync("clock", new JsonObject { ["advance"] = "10000d" })));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo([200, 400]));
    }

    [Test]
    public async Task Who_leaves_while_it_waits_leaves_the_turn_to_others()
    {
        var driver = new ClockDriver(Sandbox.Run, TimeProvider.System);
        using var left = new CancellationTokenSource();
        var first = new TaskCompletionSource();
        var holding = Sandbox.Run.DriveAsync<ClockMove>(
            async () =>
            {
                await first.Task;
                return new ClockMove(default, [], [], []);
            },
            CancellationToken.None);
        var leaver = driver.AdvanceAsync(TimeSpan.FromHours(1), left.Token);
        var other = driver.AdvanceAsync(TimeSpan.FromHours(1), CancellationToken.None);

        await left.CancelAsync();
        first.SetResult();

        Assert.That(async () => await leaver, Throws.InstanceOf<OperationCanceledException>());
        await holding;
        Assert.That((await other).Value.Now, Is.EqualTo(InstantText.Read(Docs.Start).Value + TimeSpan.FromHours(1)));
    }
}
