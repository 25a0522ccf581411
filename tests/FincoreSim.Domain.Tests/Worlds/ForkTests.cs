namespace FincoreSim.Domain.Tests.Worlds;

public sealed class ForkTests
{
    private readonly WorldKit _world = DeterminismTests.Lived(42);

    [Test]
    public void A_fork_is_born_equal()
    {
        var fork = _world.World.Fork();

        Assert.That(Fingerprint.Of(fork.State), Is.EqualTo(_world.Fingerprint()));
        Assert.That(fork.Now, Is.EqualTo(_world.Now));
        Assert.That(fork.State.Due, Is.EqualTo(_world.World.State.Due));
        Assert.That(fork.State.Journal.After(0), Is.EqualTo(_world.World.State.Journal.After(0)));
        Assert.That(fork.State.Deliveries.ReadyCount, Is.EqualTo(_world.World.State.Deliveries.ReadyCount));
        Assert.That(fork.CheckInvariants(), Is.All.Matches<InvariantState>(invariant => invariant.Holds));
    }

    [Test]
    public void What_happens_in_the_one_does_not_happen_in_the_other()
    {
        var fork = _world.World.Fork();
        var before = _world.Fingerprint();
        var entries = _world.World.State.Journal.NextSequence;

        Live(fork);

        Assert.That(_world.Fingerprint(), Is.EqualTo(before));
        Assert.That(_world.World.State.Journal.NextSequence, Is.EqualTo(entries));
        _world.AssertInvariants();
    }

    [Test]
    public void What_happens_in_the_first_does_not_happen_in_the_fork()
    {
        var fork = _world.World.Fork();
        var before = Fingerprint.Of(fork.State);

        Live(_world.World);

        Assert.That(Fingerprint.Of(fork.State), Is.EqualTo(before));
        Assert.That(fork.CheckInvariants(), Is.All.Matches<InvariantState>(invariant => invariant.Holds));
    }

    [Test]
    public void Both_go_on_in_the_same_way_by_turns()
    {
        var fork = _world.World.Fork();

        for (var round = 0; round < 5; round++)
        {
            Live(fork);
            Live(_world.World);
        }

        Assert.That(Fingerprint.Of(fork.State), Is.EqualTo(_world.Fingerprint()));
    }

    [Test]
    public void A_fork_of_a_fork_keeps_its_instant()
    {
        var first = _world.World.Fork();
        Live(first);
        var second = first.Fork();
        var born = Fingerprint.Of(second.State);

        Live(first);
        Live(_world.World);

        Assert.That(Fingerprint.Of(second.State), Is.EqualTo(born));
        Assert.That(_world.Fingerprint(), Is.EqualTo(born), "the first has by now lived as the fork had when it was forked");
    }

    [Test]
    public void Switches_are_forked_too()
    {
        var fork = _world.World.Fork();

        fork.Execute(new ChangeOptions(fork.State.Options with { Strict = true }));

        Assert.That(_world.World.State.Options.Strict, Is.False);
    }

    private void Live(World world)
    {
        world.Execute(new MoneyOut(_world.Client, _world.Form("0.50")));
        world.Execute(new ReceiveDeposit(_world.Private.Id, new DepositForm { Amount = Money.Penny }));
        foreach (var dispatch in world.Execute(new TakeDeliveries()).Value)
        {
            world.Execute(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(500)));
        }

        while (world.RunNextDue(world.Now.AddMinutes(1)) is not null)
        {
            // All that is due within a minute runs.
        }
    }
}
