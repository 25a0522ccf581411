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

    [TestCase(1)]
    [TestCase(1_000_000)]
    [TestCase(0.5)]
    public void It_stands_still_where_the_calendar_ends(double scale)
    {
        var clock = new VirtualClock(_source, ClockMode.Running, WorldCalendar.Last.AddSeconds(-5), scale);

        Assert.That(
            clock.RealTimeUntil(WorldCalendar.Last), Is.EqualTo(TimeSpan.FromSeconds(5 / scale)).Within(TimeSpan.FromTicks(1)));
        Assert.That(clock.RealTimeUntil(WorldCalendar.Last.AddTicks(1)), Is.Null, "it will never show that");
        Pass("365d");
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldCalendar.Last));
        clock.MoveTo(DateTimeOffset.MaxValue);
        clock.Set(ClockMode.Running, scale);
        Pass("365d");
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldCalendar.Last));
    }

    [TestCase(1_000_000)]
    [TestCase(1)]
    public void However_long_it_runs_it_never_overflows(double scale)
    {
        var clock = new VirtualClock(_source, ClockMode.Running, WorldKit.Start, scale);
        for (var years = 0; years < 900; years += 100)
        {
            Assert.That(clock.GetUtcNow(), Is.LessThanOrEqualTo(WorldCalendar.Last));
            Assert.That(() => clock.RealTimeUntil(DateTimeOffset.MaxValue), Throws.Nothing);
            Pass("36500d");
        }
    }

    [Test]
    public void At_a_scale_near_nothing_an_instant_is_farther_than_any_wait()
    {
        var clock = new VirtualClock(_source, ClockMode.Running, WorldKit.Start, 1e-300);

        Assert.That(clock.RealTimeUntil(WorldKit.Start.AddSeconds(1)), Is.EqualTo(TimeSpan.MaxValue));
        Pass("36500d");
        Assert.That(clock.GetUtcNow(), Is.EqualTo(WorldKit.Start));
    }

    [TestCase("0001-01-01T00:00:00Z", "2000-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z", "2999-12-31T23:59:59Z")]
    public void It_begins_in_the_calendar_whatever_its_source_shows(string shown, string begins)
    {
        _source.Now = DateTimeOffset.Parse(shown, CultureInfo.InvariantCulture);

        Assert.That(new VirtualClock(_source, ClockMode.Running).GetUtcNow(),
            Is.EqualTo(DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Every_change_of_its_relation_to_the_source_has_a_version_and_nothing_else_has()
    {
        var clock = Clock(ClockMode.Running);
        Assert.That(Versions(
            () => clock.GetUtcNow(),
            () => Pass("1h"),
            () => clock.RealTimeUntil(WorldKit.Start.AddYears(1)),
            () => clock.MoveTo(WorldKit.Start)), Is.EqualTo(new[] { 0L, 0, 0, 0 }));

        Assert.That(Versions(
            () => clock.MoveTo(WorldKit.Start.AddDays(1)),
            () => clock.Set(ClockMode.Running, 2),
            () => clock.Set(ClockMode.Frozen, 2),
            () => clock.MoveTo(WorldKit.Start.AddDays(3)),
            () => clock.Set(ClockMode.Running, 2),
            () => _source.Now -= TimeSpan.FromHours(1)), Is.EqualTo(new[] { 1L, 1, 1, 1, 1, 1 }));

        long[] Versions(params Action[] acts) => [.. acts.Select(act =>
        {
            var before = clock.Version;
            act();
            clock.GetUtcNow();
            return clock.Version - before;
        })];
    }

    private VirtualClock Clock(ClockMode mode) => new(_source, mode, WorldKit.Start);

    private void Pass(string duration) => _source.Now += WorldKit.Duration(duration);
}
