using CsCheck;

namespace FincoreSim.Domain.Tests.Primitives;

public sealed class MoneyTests
{
    private const long MostCentavos = 99_999_999_999_999_999;

    [Test]
    public void What_is_written_is_read_back() => Property.Holds(Property.Longs(-MostCentavos, MostCentavos), centavos =>
    {
        var text = new Money(centavos).ToString();

        Assert.That(text, Does.Match(@"^-?(0|[1-9][0-9]*)\.[0-9]{2}$"));
        Assert.That(Money.TryParse(text, out var money), Is.True);
        Assert.That(money.Centavos, Is.EqualTo(centavos));
    });

    [TestCase(long.MinValue, "-92233720368547758.08")]
    [TestCase(long.MaxValue, "92233720368547758.07")]
    [TestCase(-5, "-0.05")]
    [TestCase(1234, "12.34")]
    public void Writes(long centavos, string text) => Assert.That(new Money(centavos).ToString(), Is.EqualTo(text));

    [Test]
    public void Only_what_the_pattern_says_is_read() => Property.Holds(
        Gen.Char["0123456789.-+, eE５١"].Array[0, 40].Select(letters => new string(letters)),
        text => Assert.That(
            Money.TryParse(text, out _), Is.EqualTo(
                System.Text.RegularExpressions.Regex.IsMatch(text, @"\A-?[0-9]+\.[0-9][0-9]\z") && text.Length < 16), text));

    [TestCase("1.95", 195)]
    [TestCase("0.00", 0)]
    [TestCase("-1.00", -100)]
    [TestCase("-0.01", -1)]
    [TestCase("-0.00", 0)]
    [TestCase("007.50", 750)]
    [TestCase("00000000000000000000000001.00", 100)]
    [TestCase("999999999999999.99", MostCentavos)]
    public void Reads(string text, long centavos) => Assert.That(Money.Parse(text).Centavos, Is.EqualTo(centavos));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("1.")]
    [TestCase(".95")]
    [TestCase("-.95")]
    [TestCase("1.9")]
    [TestCase("1.950")]
    [TestCase("1,95")]
    [TestCase("1,000.00")]
    [TestCase("+1.95")]
    [TestCase(" 1.95")]
    [TestCase("1.95 ")]
    [TestCase("1.95\n")]
    [TestCase("--1.95")]
    [TestCase("1e2.00")]
    [TestCase("0x1.00")]
    [TestCase("１.95")]
    [TestCase("1.٩٥")]
    [TestCase("NaN")]
    [TestCase("1000000000000000.00")]
    [TestCase("99999999999999999999999999.00")]
    public void Does_not_read(string text)
    {
        Assert.That(Money.TryParse(text, out var money), Is.False);
        Assert.That(money, Is.EqualTo(Money.Zero));
        Assert.That(() => Money.Parse(text), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Arithmetic_never_wraps()
    {
        var most = new Money(long.MaxValue);

        Assert.That(() => most + Money.Penny, Throws.TypeOf<OverflowException>());
        Assert.That(() => -most - new Money(2), Throws.TypeOf<OverflowException>());
        Assert.That(() => -new Money(long.MinValue), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void Compares_by_amount() => Property.Holds(
        Gen.Select(Property.Longs(-MostCentavos, MostCentavos), Property.Longs(-MostCentavos, MostCentavos)), pair =>
        {
            var (left, right) = (new Money(pair.Item1), new Money(pair.Item2));

            Assert.That(left < right, Is.EqualTo(pair.Item1 < pair.Item2));
            Assert.That(left <= right, Is.EqualTo(pair.Item1 <= pair.Item2));
            Assert.That(left > right, Is.EqualTo(pair.Item1 > pair.Item2));
            Assert.That(left >= right, Is.EqualTo(pair.Item1 >= pair.Item2));
            Assert.That(left == right, Is.EqualTo(pair.Item1 == pair.Item2));
            Assert.That((left + right) - right, Is.EqualTo(left));
            Assert.That(-(-left), Is.EqualTo(left));
            Assert.That(Math.Sign(left.CompareTo(right)), Is.EqualTo(pair.Item1.CompareTo(pair.Item2)));
        });
}
