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

    [Test]
    public void Less_than_a_millisecond_is_nothing() => Assert.That(DurationText.Format(TimeSpan.FromTicks(9)), Is.EqualTo("0s"));
}
