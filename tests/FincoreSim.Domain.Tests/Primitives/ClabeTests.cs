using CsCheck;

namespace FincoreSim.Domain.Tests.Primitives;

public sealed class ClabeTests
{
    [TestCase("734180000001000004")]
    [TestCase("734180000001233635")]
    [TestCase("734185000000001177")]
    [TestCase("734185000000000822")]
    [TestCase("734185000000000819")]
    [TestCase("014910606138059212")]
    public void The_check_digits_of_the_documentation_are_true(string digits) =>
        Assert.That(Clabe.Parse(digits).HasValidCheckDigit, Is.True);

    [TestCase("734180123045603216")]
    [TestCase("646180529600044117")]
    public void But_for_two(string digits) => Assert.That(Clabe.Parse(digits).HasValidCheckDigit, Is.False);

    [Test]
    public void One_that_is_made_has_a_true_check_digit_and_its_parts() =>
        Property.Holds(Property.Longs(0, 99_999_999_999), account =>
        {
            var clabe = Clabe.Create("734", "180", account);

            Assert.That(clabe.HasValidCheckDigit, Is.True);
            Assert.That(clabe.Digits, Has.Length.EqualTo(18));
            Assert.That(clabe.BankPrefix, Is.EqualTo("734"));
            Assert.That(clabe.AccountNumber, Is.EqualTo(clabe.Digits[6..]));
            Assert.That(clabe.Digits[6..17], Is.EqualTo(account.ToString("00000000000", CultureInfo.InvariantCulture)));
            Assert.That(Clabe.Parse(clabe.Digits), Is.EqualTo(clabe));
        });

    [Test]
    public void Any_one_digit_that_changes_is_noticed() => Property.Holds(
        Gen.Select(Property.Longs(0, 99_999_999_999), Gen.Int[0, 17], Gen.Int[1, 9], (account, at, by) => (account, at, by)),
        change =>
        {
            var digits = Clabe.Create("012", "910", change.account).Digits.ToCharArray();
            digits[change.at] = (char)('0' + ((digits[change.at] - '0' + change.by) % 10));

            Assert.That(Clabe.Parse(new string(digits)).HasValidCheckDigit, Is.False);
        });

    [TestCase(null)]
    [TestCase("")]
    [TestCase("73418000000100000")]
    [TestCase("7341800000010000040")]
    [TestCase("73418000000100000x")]
    [TestCase("73418000000100000٤")]
    [TestCase(" 34180000001000004")]
    public void Does_not_read(string? text)
    {
        Assert.That(Clabe.TryParse(text, out var clabe), Is.False);
        Assert.That(clabe, Is.EqualTo(default(Clabe)));
    }

    [Test]
    public void The_default_value_is_no_clabe() => Assert.That(() => default(Clabe).Digits, Throws.InvalidOperationException);
}
