using System.Text.RegularExpressions;

namespace FincoreSim.Domain.Tests.Time;

public sealed class InstantTextTests
{
    [TestCase("2026-03-02T09:00:00-06:00", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-02T15:00:00Z", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-02T15:00:00+00:00", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-02T15:00:00-00:00", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-02T15:00Z", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-03T05:00:00+14:00", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-02T03:15:00-11:45", "2026-03-02T15:00:00.0000000")]
    [TestCase("2026-03-02T15:00:00.5Z", "2026-03-02T15:00:00.5000000")]
    [TestCase("2026-03-02T15:00:00.084659Z", "2026-03-02T15:00:00.0846590")]
    [TestCase("2026-03-02T15:00:00.1234567Z", "2026-03-02T15:00:00.1234567")]
    [TestCase("2026-03-02T15:00:00.123456789Z", "2026-03-02T15:00:00.1234567")]
    [TestCase("2028-02-29T00:00:00Z", "2028-02-29T00:00:00.0000000")]
    [TestCase("2000-01-01T00:00:00Z", "2000-01-01T00:00:00.0000000")]
    [TestCase("2999-12-31T23:59:59Z", "2999-12-31T23:59:59.0000000")]
    public void Reads(string text, string utc)
    {
        var reading = InstantText.Read(text);

        Assert.That(reading.Wanted, Is.Null);
        Assert.That(reading.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture), Is.EqualTo(utc));
        Assert.That(reading.Value.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(text, Does.Match(InstantText.Pattern));
    }

    /// <summary>What a lenient reader takes for an instant, each by guessing something.</summary>
    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("now")]
    [TestCase("12:00")]
    [TestCase("09:00:00-06:00")]
    [TestCase("3/4/2026")]
    [TestCase("3/4/2026 09:00:00 -06:00")]
    [TestCase("04.03.2026 09:00")]
    [TestCase("2026-03-02")]
    [TestCase("2026-03-02Z")]
    [TestCase("2026-03")]
    [TestCase("2026")]
    [TestCase("20260302T090000-0600")]
    [TestCase("2026-03-02T09:00:00")]
    [TestCase("2026-03-02T09:00")]
    [TestCase("2026-03-02T09Z")]
    [TestCase("2026-03-02T09:00.5Z")]
    [TestCase("2026-03-02T09:00:00.Z")]
    [TestCase("2026-03-02T09:00:00.1234567890Z")]
    [TestCase("2026-03-02T09:00:00,5Z")]
    [TestCase("2026-03-02T09:00:00-06")]
    [TestCase("2026-03-02T09:00:00-0600")]
    [TestCase("2026-03-02T09:00:00 -06:00")]
    [TestCase("2026-03-02 09:00:00-06:00")]
    [TestCase("2026-03-02t09:00:00z")]
    [TestCase(" 2026-03-02T09:00:00Z")]
    [TestCase("2026-03-02T09:00:00Z ")]
    [TestCase("2026-03-02T09:00:00ZZ")]
    [TestCase("2026-3-2T9:00:00Z")]
    [TestCase("02026-03-02T09:00:00Z")]
    [TestCase("-2026-03-02T09:00:00Z")]
    [TestCase("2026-061T09:00:00Z")]
    [TestCase("2026-W10-1T09:00:00Z")]
    [TestCase("Mon, 02 Mar 2026 09:00:00 GMT")]
    [TestCase("1772463600")]
    [TestCase("٢٠٢٦-03-02T09:00:00Z")]
    [TestCase("2026-03-02T09:00:00-06:60")]
    public void Guesses_nothing_and_says_how_an_instant_is_written(string? text)
    {
        Assert.That(InstantText.Read(text).Wanted, Is.EqualTo("an instant such as 2026-03-02T09:00:00-06:00"));
        Assert.That(
            text is not null && Regex.IsMatch(text, InstantText.Pattern) && !text.EndsWith(":60", StringComparison.Ordinal),
            Is.False);
    }

    [TestCase("2026-02-30T09:00:00Z")]
    [TestCase("2026-02-29T09:00:00Z")]
    [TestCase("2026-13-01T09:00:00Z")]
    [TestCase("2026-00-10T09:00:00Z")]
    [TestCase("2026-03-00T09:00:00Z")]
    [TestCase("2026-03-02T24:00:00Z")]
    [TestCase("2026-03-02T25:00:00Z")]
    [TestCase("2026-03-02T09:60:00Z")]
    [TestCase("2026-03-02T23:59:60Z")]
    public void Says_what_does_not_exist(string text) =>
        Assert.That(InstantText.Read(text).Wanted, Is.EqualTo("a date and a time that exist, such as 2026-03-02T09:00:00-06:00"));

    [TestCase("2026-03-02T09:00:00+14:01")]
    [TestCase("2026-03-02T09:00:00-99:59")]
    public void Says_how_far_an_offset_may_go(string text) =>
        Assert.That(InstantText.Read(text).Wanted, Does.Contain("offset of at most 14:00"));

    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+14:00")]
    [TestCase("1970-01-01T00:00:00Z")]
    [TestCase("1999-12-31T23:59:59.9999999Z")]
    [TestCase("2000-01-01T00:00:00+00:01")]
    [TestCase("2999-12-31T23:59:59.0000001Z")]
    [TestCase("2999-12-31T23:59:59-00:01")]
    [TestCase("3000-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59.9999999Z")]
    [TestCase("9999-12-31T23:59:59-12:00")]
    public void Says_the_range_where_only_that_is_wrong(string text) =>
        Assert.That(InstantText.Read(text).Wanted, Is.EqualTo("an instant from 2000-01-01T00:00:00Z to 2999-12-31T23:59:59Z"));

    [Test]
    public void The_range_is_that_of_the_calendar()
    {
        Assert.That(InstantText.Read(WorldCalendar.End).Value, Is.EqualTo(WorldCalendar.Last));
        Assert.That($"from {WorldCalendar.First:yyyy-MM-ddTHH:mm:ssZ} to {WorldCalendar.Last:yyyy-MM-ddTHH:mm:ssZ}",
            Is.EqualTo(WorldCalendar.Range));
        Assert.That(DurationText.Format(DurationText.Max), Is.EqualTo(DurationText.Longest));
    }

    [Test]
    public void What_is_written_is_read_back() => Property.Holds(
        Property.Longs(WorldCalendar.First.UtcTicks, WorldCalendar.Last.UtcTicks), ticks =>
        {
            var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
            foreach (var offset in (double[])[0, -6, 14, -11.75])
            {
                Assert.That(
                    InstantText.Read(instant.ToOffset(TimeSpan.FromHours(offset)).ToString("O")).Value, Is.EqualTo(instant));
            }
        });
}
