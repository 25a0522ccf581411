namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>A world that goes on with another seed: what it has stays as it is, and what comes has ids that nobody saw.</summary>
public sealed class ChangeSeedTests
{
    private const long Drawn = SeededIds.FirstDrawnSeed + 12_345;

    [Test]
    public void What_has_an_id_keeps_it_and_is_found()
    {
        var world = new WorldKit();
        var before = world.MoneyOut("1.00");

        world.Do(new ChangeSeed(Drawn));
        var after = world.MoneyOut("2.00");

        var twin = new WorldKit();
        twin.MoneyOut("1.00");
        Assert.That(after.Id, Is.Not.EqualTo(twin.MoneyOut("2.00").Id));
        Assert.That(world.World.State.Seed, Is.EqualTo(Drawn));
        Transaction[] both = [before, after];
        Assert.That(both.Select(payment => world.World.State.Transactions.Find(payment.Id)), Is.EqualTo(both));
        Assert.That(SecretOf(world), Is.EqualTo(SecretOf(twin)));
        Assert.That(world.World.CheckInvariants().Select(invariant => invariant.Holds), Is.All.True);
    }

    private static string SecretOf(WorldKit world) => world.World.State.Clients.Find(world.Client)!.Credential.Secret;

    [Test]
    public void Equal_worlds_go_on_equally_and_others_do_not()
    {
        static string After(long? seed)
        {
            var world = new WorldKit();
            if (seed is { } changed)
            {
                world.Do(new ChangeSeed(changed));
            }

            world.Do(new OpenAccount(world.Client, null, AccountType.PrivateAccount, Money.Zero));
            world.Deposit();
            return Fingerprint.Of(world.World.State);
        }

        var (once, again) = (After(Drawn), After(Drawn));

        Assert.That(again, Is.EqualTo(once));
        Assert.That(new[] { once, After(Drawn + 1), After(null) }, Is.Unique);
    }

    [Test]
    public void A_fork_keeps_the_seed_that_its_world_had_then()
    {
        var world = new WorldKit();
        world.Do(new ChangeSeed(Drawn));
        var fork = world.World.Fork();

        world.Do(new ChangeSeed(Drawn + 1));

        Assert.That((fork.State.Seed, world.World.State.Seed), Is.EqualTo((Drawn, Drawn + 1)));
    }

    [Test]
    public void It_is_repeated_from_a_recording()
    {
        var world = new WorldKit();
        var (start, recorder) = (world.World.Fork(), new CommandRecorder());
        world.Gate.Observe(recorder);
        world.Gate.Execute(new ChangeSeed(Drawn));
        world.Gate.Execute(new ExpireTokens());
        world.Gate.Submit(new PaymentRequest("money_out", new MoneyOut(world.Client, world.Form("3.00")), null));

        var replayed = WorldReplay.Run(start, recorder.Read().Inputs, world.Now);

        Assert.That(replayed.Divergence, Is.Null);
        Assert.That(Fingerprint.Of(replayed.World.State), Is.EqualTo(Fingerprint.Of(world.World.State)));
    }
}
