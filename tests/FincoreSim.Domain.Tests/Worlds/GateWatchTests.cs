namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>
/// Who measures a gate is told of each wait and of how late things ran, and of nothing while nobody wants to know.
/// </summary>
public sealed class GateWatchTests
{
    private readonly ManualTime _time = new(WorldKit.Start);
    private readonly Watch _watch = new();

    [TestCase(1, 3)]
    [TestCase(50, 150)]
    public void Lateness_is_in_real_time(double scale, int worldSeconds)
    {
        var (gate, at) = GateWithSomethingDue(scale);
        _watch.IsOn = true;
        _time.Advance(TimeSpan.FromSeconds((at - gate.Clock(clock => clock.GetUtcNow())).TotalSeconds / scale));
        _time.Advance(TimeSpan.FromSeconds(worldSeconds / scale));

        gate.Read(world => world.Now);

        Assert.That(_watch.Late, Has.Count.GreaterThan(0));
        Assert.That(_watch.Late[0].Item.At, Is.EqualTo(at));
        Assert.That(_watch.Late[0].Late, Is.EqualTo(TimeSpan.FromSeconds(worldSeconds / scale)));
    }

    [Test]
    public void Each_entry_is_a_wait_under_the_lock()
    {
        var (gate, _) = GateWithSomethingDue(1);
        _watch.IsOn = true;

        gate.Read(world => world.Now);
        gate.Clock(clock => clock.Mode);

        Assert.That(_watch.Waits, Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void While_nobody_wants_to_know_nothing_is_called()
    {
        var (gate, at) = GateWithSomethingDue(1);
        _time.Advance(at - WorldKit.Start + TimeSpan.FromDays(1));

        gate.Read(world => world.Now);

        Assert.That(_watch.Waits, Is.Empty);
        Assert.That(_watch.Late, Is.Empty);
    }

    private (WorldGate Gate, DateTimeOffset At) GateWithSomethingDue(double scale)
    {
        var kit = new WorldKit();
        kit.MoneyOut();
        var world = kit.World.Fork();
        return (new WorldGate(world, new VirtualClock(_time, ClockMode.Running, world.Now, scale), _watch),
            world.State.Schedule.Next!.At);
    }

    private sealed class Watch : IGateWatch
    {
        public bool IsOn { get; set; }

        public List<long> Waits { get; } = [];

        public List<(RanItem Item, TimeSpan Late)> Late { get; } = [];

        public long Arrived() => Waits.Count + 1;

        public void Entered(long arrived) => Waits.Add(arrived);

        public void Ran(RanItem item, TimeSpan late) => Late.Add((item, late));
    }
}
