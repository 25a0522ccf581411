using System.Text.Json.Nodes;
using FincoreSim.Domain.Time;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Time;

/// <summary>One way to change how the time of a world relates to real time, while something is due in it.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="ApplyAsync">Makes something due, and changes; the id of the sandbox in which it is due then.</param>
internal sealed record ClockChange(string Name, Func<ClockChange.Trial, Task<string>> ApplyAsync)
{
    /// <summary>How much of the wait is left by what stops short.</summary>
    private static readonly TimeSpan Left = TimeSpan.FromMilliseconds(500);

    /// <summary>How the sandbox starts.</summary>
    public SandboxSetup Setup { get; init; } = new() { IsRunning = true };

    /// <summary>Every way.</summary>
    public static ClockChange[] All { get; } =
    [
        new("nothing changes", async trial => await trial.ArrangeAsync()),
        new("frozen, then running",
            async trial => await trial.ArrangeAsync() is var id && await trial.SetAsync("running") ? id : "")
            {
                Setup = new SandboxSetup()
            },
        new("running, frozen for an hour, running", async trial =>
        {
            var id = await trial.ArrangeAsync();
            await trial.SetAsync("frozen");
            trial.Time.Advance(TimeSpan.FromHours(1));
            await trial.SetAsync("running");
            return id;
        }),
        new("ten times faster",
            async trial => await trial.ArrangeAsync() is var id && await trial.SetAsync("running", 10) ? id : ""),
        new("ten times slower",
            async trial => await trial.ArrangeAsync() is var id && await trial.SetAsync("running", 1) ? id : "")
            {
                Setup = new SandboxSetup { IsRunning = true, Scale = 10 }
            },
        new("advance that stops short",
            async trial => await trial.ArrangeAsync() is var id
                && await trial.MoveAsync("advance", DurationText.Format(trial.Wait - Left)) ? id : ""),
        new("to that stops short",
            async trial =>
                await trial.ArrangeAsync() is var id && await trial.MoveAsync("to", (trial.Due - Left).ToString("O")) ? id : ""),
        new("until_idle that stops short",
            async trial => await trial.ArrangeAsync() is var id && await trial.IdleAsync(trial.Wait - Left) ? id : ""),
        new("reset", async trial =>
        {
            await trial.ArrangeAsync();
            (await trial.Sim.PostAsync("reset")).ShouldBe(200);
            return await trial.ArrangeAsync();
        }),
        new("restored", async trial =>
        {
            var id = await trial.ArrangeAsync();
            var snapshot = (await trial.Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
            await trial.MoveAsync("advance", DurationText.Format(trial.Wait + Left));
            (await trial.Sim.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(200);
            return id;
        }),
        new("restored frozen, then running", async trial =>
        {
            var id = await trial.ArrangeAsync();
            var snapshot = (await trial.Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
            (await trial.Sim.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(200);
            await trial.SetAsync("running");
            return id;
        }) { Setup = new SandboxSetup() },
        new("another sandbox from a snapshot", async trial =>
        {
            await trial.ArrangeAsync();
            var snapshot = (await trial.Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
            return (await trial.Sim.App.Anybody.PostAsync(
                "/_sim/sandboxes", new JsonObject { ["snapshot"] = snapshot })).ShouldBe(201)["id"];
        }),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A sandbox in which something of a kind is due.</summary>
    internal sealed class Trial(SimSandbox sim, DueKind kind, ManualTime time)
    {
        public SimSandbox Sim => sim;

        public ManualTime Time => time;

        /// <summary>When it is due, by the sandbox's clock.</summary>
        public DateTimeOffset Due { get; private set; }

        /// <summary>How much of the sandbox's time is left until then.</summary>
        public TimeSpan Wait => Due - DueWorld.Of(sim).Now;

        public async Task<string> ArrangeAsync()
        {
            await kind.ArrangeAsync(sim);
            Due = (await DueWorld.Of(sim).WhenDueAsync(kind.CommandName)).At;
            return sim.Id;
        }

        public async Task<bool> SetAsync(string mode, double scale = 1) =>
            await PostAsync(new JsonObject { ["mode"] = mode, ["scale"] = scale });

        public async Task<bool> MoveAsync(string how, string where) => await PostAsync(new JsonObject { [how] = where });

        public async Task<bool> IdleAsync(TimeSpan max) =>
            await PostAsync(new JsonObject { ["until_idle"] = true, ["max"] = DurationText.Format(max) });

        private async Task<bool> PostAsync(JsonObject body) => (await sim.PostAsync("clock", body)).ShouldBe(200).Status == 200;
    }
}
