using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Time;

/// <summary>Looks at what is due in a sandbox without making it run, as any call would.</summary>
internal sealed class DueWorld(Sandbox sandbox)
{
    public static DueWorld Of(SimSandbox sim) => Of(sim.App, sim.Id);

    public static DueWorld Of(SimulatorApp app, string id) => new(app.Service<SandboxRegistry>().Find(id)!);

    /// <summary>The next due item.</summary>
    public DueItem? First => sandbox.Gate.Inspect(world => world.State.Due.FirstOrDefault());

    /// <summary>The next due item with a command of this name.</summary>
    public DueItem? Next(string command) =>
        sandbox.Gate.Inspect(world => world.State.Due.FirstOrDefault(item => item.Command.Name == command));

    /// <summary>The next due item with a command of this name, once there is one.</summary>
    public async Task<DueItem> WhenDueAsync(string command)
    {
        await UntilAsync(() => Next(command) is not null, $"no {command} was ever due");
        return Next(command)!;
    }

    /// <summary>How long real time takes, as the clock runs now, until the clock shows an instant.</summary>
    public TimeSpan RealTimeUntil(DateTimeOffset instant) =>
        sandbox.Gate.Clock(clock => clock.RealTimeUntil(instant)) ?? throw new AssertionException("the clock does not run");

    /// <summary>Whether a command ran because it was due, at an instant.</summary>
    public bool HasRun(string command, DateTimeOffset at) => sandbox.Gate.Inspect(world => world.State.Journal.After(0).Any(
        entry =>
            entry.At == at && entry.Fact is CommandAccepted { Origin: Origin.Clock } accepted && accepted.Command == command));

    /// <summary>Waits until a command has run because it was due, at an instant.</summary>
    public Task WhenRunAsync(string command, DateTimeOffset at) =>
        UntilAsync(() => HasRun(command, at), $"{command}, due at {at:O}, never ran by itself");

    /// <summary>Waits until something is so in the world, which is looked at as it is.</summary>
    public Task WhenAsync(Func<World, bool> isSo, string complaint) => UntilAsync(() => sandbox.Gate.Inspect(isSo), complaint);

    /// <summary>Waits until an exchange with a receiver is under way.</summary>
    public Task WhenSendingAsync() => WhenAsync(world => world.State.Deliveries.InFlightCount > 0, "nothing was ever sent");

    /// <summary>The clock's now.</summary>
    public DateTimeOffset Now => sandbox.Gate.Clock(clock => clock.GetUtcNow());

    private static Task UntilAsync(Func<bool> isSo, string complaint) => Eventually.IsSoAsync(isSo, () => complaint);
}
