namespace FincoreSim.Domain.Tests.Transactions;

public sealed class TrackingKeyTests
{
    [Test]
    public void What_goes_out_has_the_documented_form()
    {
        var world = new WorldKit();
        string[] keys = [world.MoneyOut().TrackingKey, world.Internal().TrackingKey, world.Penny().TrackingKey,
            world.Refund(world.Deposit()).TrackingKey];

        Assert.That(keys, Is.All.Match("^20260302FINCH[A-Z0-9]{10}$"));
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void After_the_turn_it_carries_the_next_day()
    {
        var world = new WorldKit();
        world.Advance("9h");

        Assert.That(world.MoneyOut().TrackingKey, Does.Match("^20260303FINCH[A-Z0-9]{10}$"));
    }

    [Test]
    public void Another_banks_key_has_24_characters() =>
        Assert.That(new WorldKit().Deposit().TrackingKey, Does.Match("^[A-Z0-9]{24}$"));

    [Test]
    public void References_that_are_made_are_the_date_and_a_digit()
    {
        var world = new WorldKit();

        var references = Enumerable.Range(0, 10).Select(_ => world.Deposit().ExternalReference).ToArray();

        Assert.That(references, Is.EqualTo(new[]
        {
            "2603021", "2603022", "2603023", "2603024", "2603025", "2603026", "2603027", "2603028", "2603029", "2603021",
        }));
    }

    [Test]
    public void Keys_of_ours_are_unique_over_many_payments()
    {
        var world = new WorldKit();

        var keys = Enumerable.Range(0, 2000).Select(_ => world.MoneyOut("0.01").TrackingKey);

        Assert.That(keys, Is.Unique);
    }
}
