namespace FincoreSim.Domain.Tests.Time;

public sealed class OperatingDayTests
{
    private static readonly TimeOnly Turns = new(18, 0);

    [TestCase("2025-05-09T18:02:31-06:00", "2025-05-10", Description = "the documented refund")]
    [TestCase("2025-05-09T17:59:59.9999999-06:00", "2025-05-09")]
    [TestCase("2025-05-09T18:00:00-06:00", "2025-05-10")]
    [TestCase("2025-05-10T00:00:00-06:00", "2025-05-10")]
    [TestCase("2025-05-10T00:02:31Z", "2025-05-10")]
    [TestCase("2025-05-09T23:59:59Z", "2025-05-09")]
    [TestCase("2025-12-31T18:00:00-06:00", "2026-01-01")]
    [TestCase("2024-02-28T19:00:00-06:00", "2024-02-29")]
    public void An_instant_is_in_the_operating_day(string at, string day) =>
        Assert.That(OperatingDay.Of(Parse(at), Turns), Is.EqualTo(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Test]
    public void A_day_ends_where_the_next_begins() => Property.Holds(Property.Longs(0, 40_000), number =>
    {
        var day = DateOnly.FromDayNumber(730_000 + (int)number);

        var end = OperatingDay.EndOf(day, Turns);

        Assert.That(OperatingDay.Of(end, Turns), Is.EqualTo(day.AddDays(1)));
        Assert.That(OperatingDay.Of(end.AddTicks(-1), Turns), Is.EqualTo(day));
    });

    [Test]
    public void Another_hour_can_be_set() =>
        Assert.That(
            OperatingDay.Of(Parse("2025-05-09T17:30:00-06:00"), new TimeOnly(17, 30)), Is.EqualTo(new DateOnly(2025, 5, 10)));

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
