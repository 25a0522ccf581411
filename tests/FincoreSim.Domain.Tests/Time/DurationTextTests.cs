namespace FincoreSim.Domain.Tests.Time;

public sealed class DurationTextTests
{
    [Test]
    public void What_is_written_is_read_back() => Property.Holds(
        Property.Longs(0, (long)DurationText.Max.TotalMilliseconds), milliseconds =>
        {
            var duration = TimeSpan.FromMilliseconds(milliseconds);

            Assert.That(DurationText.TryParse(DurationText.Format(duration), out var read), Is.True);
            Assert.That(read, Is.EqualTo(duration));
        });

    [TestCase("26h", "26h")]
    [TestCase("50h", "2d2h")]
    [TestCase("23h59m59s", "23h59m59s")]
    [TestCase("250ms", "250ms")]
    [TestCase("7d", "7d")]
    [TestCase("1500ms", "1s500ms")]
    [TestCase("0s", "0s")]
    [TestCase("1m1m", "2m")]
    [TestCase("36500d", "36500d")]
    public void Reads(string text, string written)
    {
        Assert.That(DurationText.TryParse(text, out var duration), Is.True);
        Assert.That(DurationText.Format(duration), Is.EqualTo(written));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("5")]
    [TestCase("s")]
    [TestCase("-5s")]
    [TestCase("+5s")]
    [TestCase("5 s")]
    [TestCase("1.5s")]
    [TestCase("5S")]
    [TestCase("5s ")]
    [TestCase("5w")]
    [TestCase("36501d")]
    [TestCase("36500d1ms")]
    [TestCase("999999999999h")]
    [TestCase("9999999999999ms")]
    [TestCase("٥s")]
    public void Does_not_read(string? text) => Assert.That(DurationText.TryParse(text, out _), Is.False);

    [TestCase("36501d", "a duration of at most 36500d")]
    [TestCase("36500d1ms", "a duration of at most 36500d")]
    [TestCase("1ms36500d", "a duration of at most 36500d")]
    [TestCase("36500d36500d36500d", "a duration of at most 36500d")]
    [TestCase("99999999d", "a duration of at most 36500d")]
    [TestCase("9999999999999ms", "a duration of at most 36500d")]
    [TestCase("99999999999999999999999999s", "a duration of at most 36500d")]
    [TestCase("99999999d x", "a duration such as 26h or 10m30s")]
    [TestCase("99999999", "a duration such as 26h or 10m30s")]
    [TestCase("-1s", "a duration such as 26h or 10m30s")]
    [TestCase("", "a duration such as 26h or 10m30s")]
    public void Says_the_range_where_only_that_is_wrong(string text, string wanted) =>
        Assert.That(DurationText.Read(text).Wanted, Is.EqualTo(wanted));

    [TestCase("10m", null)]
    [TestCase("9m59s999ms", null)]
    [TestCase("10m1ms", "a duration of at most 10m")]
    [TestCase("600s1ms", "a duration of at most 10m")]
    [TestCase("36501d", "a duration of at most 10m")]
    public void Says_the_range_of_its_reader(string text, string? wanted) =>
        Assert.That(DurationText.Read(text, TimeSpan.FromMinutes(10)).Wanted, Is.EqualTo(wanted));

    [Test]
    public void Less_than_a_millisecond_is_nothing() => Assert.That(DurationText.Format(TimeSpan.FromTicks(9)), Is.EqualTo("0s"));
}
