using FincoreSim.Domain.Worlds;

namespace FincoreSim.Worlds.Telemetry;

/// <summary>Measures one world from inside its gate, while anybody listens. Thread-safe by the gate's lock.</summary>
internal sealed class WorldMeter(SimulatorMeter meter, TimeProvider time) : GateObserver, IGateWatch
{
    private long _counted;

    /// <inheritdoc/>
    public bool IsOn => meter.IsTiming;

    /// <inheritdoc/>
    public override void Attached(WorldGate gate, World world) => _counted = Newest(world);

    /// <inheritdoc/>
    public override void Concluded(World world)
    {
        var newest = Newest(world);
        if (meter.IsCounting)
        {
            foreach (var entry in world.State.Journal.After(_counted))
            {
                meter.Count(entry.Fact);
            }
        }

        _counted = newest;
    }

    /// <inheritdoc/>
    public long Arrived() => time.GetTimestamp();

    /// <inheritdoc/>
    public void Entered(long arrived) => meter.Waited(time.GetElapsedTime(arrived));

    /// <inheritdoc/>
    public void Ran(RanItem item, TimeSpan late) => meter.Ran(item.Kind, late);

    private static long Newest(World world) => world.State.Journal.NextSequence - 1;
}
