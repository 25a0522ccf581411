using CsCheck;

namespace FincoreSim.Domain.Tests.Primitives;

public sealed class CardNumberTests
{
    [TestCase("4111111111111111", true)]
    [TestCase("5555555555554444", true)]
    [TestCase("4111111111111112", false)]
    [TestCase("5579072268574100", false)]
    public void Luhn(string digits, bool passes) => Assert.That(CardNumber.PassesLuhn(digits), Is.EqualTo(passes));

    [Test]
    public void Exactly_one_last_digit_passes() => Property.Holds(
        Property.Longs(0, 999_999_999_999_999), body =>
        {
            var first15 = body.ToString("000000000000000", CultureInfo.InvariantCulture);

            Assert.That(Enumerable.Range(0, 10).Count(digit => CardNumber.PassesLuhn(first15 + digit)), Is.EqualTo(1));
        });

    [TestCase("4111111111111111", true)]
    [TestCase("411111111111111", false)]
    [TestCase("41111111111111111", false)]
    [TestCase("4111-1111-1111-1", false)]
    [TestCase("411111111111111١", false)]
    [TestCase("", false)]
    public void Sixteen_ascii_digits(string text, bool isOne) => Assert.That(CardNumber.IsWellFormed(text), Is.EqualTo(isOne));
}
