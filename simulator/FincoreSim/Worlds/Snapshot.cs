using FincoreSim.Domain.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Worlds;

/// <summary>
/// A world as it was at an instant: nothing was under way then. Worlds forked from it share what none of them changes, so
/// neither taking one nor forking it costs with the size of the world. Thread-safe.
/// </summary>
internal sealed class Snapshot
{
    private readonly Lock _lock = new();
    private readonly World _world;

    public Snapshot(string id, Sandbox sandbox, World world, ClockSettings clock) =>
        (Id, SandboxId, Template, Seed, _world, Clock) =
            (id, sandbox.Id, sandbox.Settings.Template, world.State.Seed, world, clock);

    public string Id { get; }

    /// <summary>Its place in the list of all, which the registry gives.</summary>
    public long Place { get; set; }

    /// <summary>The sandbox that it was taken of.</summary>
    public string SandboxId { get; }

    /// <summary>What that sandbox was made from.</summary>
    public WorldTemplate Template { get; }

    /// <summary>The seed of its ids and chance, which goes on in its forks.</summary>
    public long Seed { get; }

    /// <summary>The clock as it was; it starts again at the instant of the snapshot.</summary>
    public ClockSettings Clock { get; }

    /// <summary>A world that begins as the snapshot is.</summary>
    public World Fork()
    {
        lock (_lock)
        {
            return _world.Fork();
        }
    }
}
