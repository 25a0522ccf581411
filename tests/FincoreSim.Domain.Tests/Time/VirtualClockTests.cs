namespace FincoreSim.Domain.Tests.Time;

public sealed class VirtualClockTests
{
    private readonly ManualTime _source = new(WorldKit.Start);

    [Test]
    public void Frozen_it_stands_until_it_is_moved()
    {
        var clock = Clock(ClockMode.Frozen);

        Pass("1h");
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start));
        clock.MoveTo(WorldKit.Start.AddDays(1));
        Pass("1h");

        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddDays(1)));
        Assert.That(clock.RealTimeUntil(WorldKit.Start.AddYears(1)), Is.Null);
    }

    [Test]
    public void Running_it_follows_its_source()
    {
        var clock = Clock(ClockMode.Running);

        Pass("90s");

        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddSeconds(90)));
    }

    [Test]
    public void It_may_start_at_another_instant_and_run_on_from_there()
    {
        var start = WorldKit.Start.AddYears(-1);
        var clock = new VirtualClock(_source, ClockMode.Running, start);

        Pass("5s");

        Assert.That(clock.GetUtcNow(), Is.EqualTo(start.AddSeconds(5)));
    }

    [Test]
    public void Without_a_start_it_begins_with_its_source() =>
        Assert.That(new VirtualClock(_source, ClockMode.Frozen).GetUtcNow(), Is.EqualTo(WorldKit.Start));

    [TestCase(60, 1, 60)]
    [TestCase(0.5, 10, 5)]
    public void At_a_scale_time_passes_faster_or_slower(double scale, double realSeconds, double seconds)
    {
        var clock = new VirtualClock(_source, ClockMode.Running, WorldKit.Start, scale);

        _source.Now += TimeSpan.FromSeconds(realSeconds);

        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddSeconds(seconds)));
    }

    [Test]
    public void Moved_while_running_it_runs_on_from_there()
    {
        var clock = Clock(ClockMode.Running);
        Pass("5s");
        clock.MoveTo(WorldKit.Start.AddHours(1));

        Pass("5s");

        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddHours(1).AddSeconds(5)));
    }

    [TestCase(ClockMode.Frozen)]
    [TestCase(ClockMode.Running)]
    public void An_instant_that_has_passed_changes_nothing(ClockMode mode)
    {
        var clock = Clock(mode);
        clock.MoveTo(WorldKit.Start.AddHours(1));

        clock.MoveTo(WorldKit.Start);

        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddHours(1)));
    }

    [Test]
    public void A_source_that_goes_back_does_not_take_it_along()
    {
        var clock = Clock(ClockMode.Running);
        Pass("1h");
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddHours(1)));

        _source.Now -= TimeSpan.FromMinutes(30);
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddHours(1)));
        _source.Now -= TimeSpan.FromHours(5);
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddHours(1)));
        Pass("5s");
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddHours(1).AddSeconds(5)));
    }

    [Test]
    public void Freezing_and_thawing_loses_no_time_and_gains_none()
    {
        var clock = Clock(ClockMode.Running);
        Pass("5s");
        clock.Set(ClockMode.Frozen, 1);
        Pass("1h");
        clock.Set(ClockMode.Running, 10);
        Pass("1s");

        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start.AddSeconds(15)));
    }

    [TestCase(1, 10, 10)]
    [TestCase(10, 10, 1)]
    [TestCase(1, -10, 0)]
    public void It_knows_how_long_its_source_takes(double scale, double until, double real)
    {
        var clock = new VirtualClock(_source, ClockMode.Running, WorldKit.Start, scale);

        Assert.That(clock.RealTimeUntil(WorldKit.Start.AddSeconds(until)), Is.EqualTo(TimeSpan.FromSeconds(real)));
    }

    private VirtualClock Clock(ClockMode mode) => new(_source, mode, WorldKit.Start);

    private void Pass(string duration) => _source.Now += WorldKit.Duration(duration);
}
