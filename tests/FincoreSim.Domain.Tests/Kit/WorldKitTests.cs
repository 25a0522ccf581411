namespace FincoreSim.Domain.Tests.Kit;

public sealed class WorldKitTests
{
    [Test]
    public void A_new_world_has_its_money()
    {
        var world = new WorldKit();

        Assert.That(world.Available(world.Central), Is.EqualTo("1000.00"));
        Assert.That(world.Available(world.OtherCentral), Is.EqualTo("500.00"));
        Assert.That(world.Available(world.Private), Is.EqualTo("0.00"));
        world.AssertInvariants();
    }
}
