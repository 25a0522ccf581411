namespace FincoreSim.Domain.Tests.Primitives;

public sealed class OutcomeTests
{
    private static readonly Refusal No = new(RefusalCode.NotFound, "Account");

    [Test]
    public void An_accepted_one_goes_on()
    {
        Outcome<int> two = 2;

        Assert.That(two.Map(value => value + 1).Value, Is.EqualTo(3));
        Assert.That(two.Then<int>(_ => No).Refusal, Is.SameAs(No));
    }

    [Test]
    public void A_refused_one_carries_its_refusal_along_and_has_no_value()
    {
        Outcome<int> refused = No;

        Assert.That(refused.Map(value => value + 1).Refusal, Is.SameAs(No));
        Assert.That(refused.Then<string>(_ => "never").Refusal, Is.SameAs(No));
        Assert.That(() => refused.Value, Throws.InvalidOperationException.With.Message.Contains("NotFound"));
    }
}
