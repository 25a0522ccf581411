namespace FincoreSim.Domain.Tests.Identity;

public sealed class SeededTests
{
    private const int Many = 100_000;

    [Test]
    public void Ids_are_unique_over_a_hundred_thousand_of_two_kinds()
    {
        var ids = new SeededIds(42);
        var seen = new HashSet<Guid>(2 * Many);

        for (var ordinal = 1; ordinal <= Many; ordinal++)
        {
            seen.Add(ids.Uuid(IdKind.Transaction, ordinal));
            seen.Add(ids.Uuid(IdKind.Event, ordinal));
        }

        Assert.That(seen, Has.Count.EqualTo(2 * Many));
    }

    [Test]
    public void Tracking_letters_are_unique_over_a_hundred_thousand()
    {
        var ids = new SeededIds(42);

        Assert.That(
            Enumerable.Range(1, Many).Select(ordinal => ids.Letters(IdKind.TrackingKey, ordinal, 10)).Distinct().Count(),
            Is.EqualTo(Many));
    }

    [Test]
    public void An_id_is_shaped_as_version_4() => Property.Holds(Property.Longs(long.MinValue, long.MaxValue), seed =>
        Assert.That(new SeededIds(seed).Uuid(IdKind.Account, 1).ToString(),
            Does.Match("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")));

    [Test]
    public void The_same_seed_kind_and_ordinal_give_the_same()
    {
        var (one, same, other) = (new SeededIds(7), new SeededIds(7), new SeededIds(8));

        Assert.That(same.Uuid(IdKind.Account, 3), Is.EqualTo(one.Uuid(IdKind.Account, 3)));
        Assert.That(other.Uuid(IdKind.Account, 3), Is.Not.EqualTo(one.Uuid(IdKind.Account, 3)));
        Assert.That(one.Uuid(IdKind.Client, 3), Is.Not.EqualTo(one.Uuid(IdKind.Account, 3)));
    }

    [Test]
    public void The_ordinal_of_an_id_is_read_back() => Property.Holds(Property.Longs(-(1L << 61), (1L << 61) - 1), ordinal =>
        Assert.That(SeededIds.OrdinalOf(new SeededIds(ordinal ^ 42).Uuid(IdKind.Delivery, ordinal)), Is.EqualTo(ordinal)));

    [Test]
    public void A_fraction_is_from_0_up_to_but_not_1() => Property.Holds(Property.Longs(long.MinValue, long.MaxValue), ordinal =>
        Assert.That(new SeededDraws(42).Fraction("dice", ordinal), Is.InRange(0.0, 1.0).And.LessThan(1.0)));

    [Test]
    public void Between_gives_every_number_of_its_range_and_no_other()
    {
        var draws = new SeededDraws(42);

        var thrown = Enumerable.Range(0, 1000).Select(ordinal => draws.Between("dice", ordinal, 1, 6)).ToArray();

        Assert.That(thrown.Distinct().Order(), Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Draws_with_other_names_are_other_dice()
    {
        var draws = new SeededDraws(42);

        Assert.That(
            Enumerable.Range(0, 20).Select(ordinal => draws.Between("a", ordinal, 0, 99)),
            Is.Not.EqualTo(Enumerable.Range(0, 20).Select(ordinal => draws.Between("b", ordinal, 0, 99))));
    }

    [TestCase(1, 1, 200_001)]
    [TestCase(0, 7, 200_007)]
    [TestCase(-5, 7, 200_007)]
    [TestCase(SeededIds.FirstDrawnSeed - 1, 7, 200_007)]
    public void With_a_seed_that_somebody_wrote_accounts_are_counted(long seed, long ordinal, long number) =>
        Assert.That(new SeededIds(seed).AccountNumber(ordinal), Is.EqualTo(number));

    [Test]
    public void With_a_seed_that_was_drawn_their_numbers_are_its_own_and_fit_into_a_clabe() => Property.Holds(
        Property.Longs(SeededIds.FirstDrawnSeed, (1L << 53) - 2), seed =>
        {
            var (one, next) = (new SeededIds(seed), new SeededIds(seed + 1));

            Assert.That(one.AccountNumber(200_000), Is.InRange(1_000_000_000, 99_999_999_999));
            Assert.That(one.AccountNumber(2) - one.AccountNumber(1), Is.EqualTo(1));
            Assert.That(Math.Abs(one.AccountNumber(1) - next.AccountNumber(1)), Is.GreaterThan(10));
            Assert.That(Clabe.Create("734", "180", one.AccountNumber(1)).HasValidCheckDigit);
        });
}
