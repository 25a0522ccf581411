namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>
/// Who waits for a world is told when the wait is no longer right, whoever made it so, and is left alone otherwise.
/// </summary>
public sealed class GateBellTests
{
    private readonly WorldKit _world = new();
    private readonly Bell _bell = new();

    [Test]
    public void A_wait_is_wrong_after_each_change_of_the_clock()
    {
        _world.MoneyOut();
        Action<WorldGate>[] changes =
        [
            gate => Set(gate, ClockMode.Running, 1),
            gate => Set(gate, ClockMode.Running, 10),
            gate => Set(gate, ClockMode.Frozen, 10),
            gate => gate.RunUntil(WorldKit.Start.AddSeconds(1), []),
            gate => Set(gate, ClockMode.Running, 0.1),
            gate => gate.RunUntil(WorldKit.Start.AddSeconds(1.5), []),
        ];
        _world.Gate.Ring(_bell);
        foreach (var change in changes)
        {
            _world.Gate.PlanNext();
            _bell.Clear();

            change(_world.Gate);

            Assert.That((_bell.IsDue, _bell.HasChanged), Is.EqualTo((true, true)));
        }
    }

    [TestCase(ClockMode.Running)]
    [TestCase(ClockMode.Frozen)]
    public void What_comes_due_before_the_end_of_the_wait_makes_it_wrong(ClockMode mode)
    {
        Set(_world.Gate, mode, 1);
        _world.Gate.Ring(_bell);
        Plan();

        _world.MoneyOut();
        Assert.That(_bell.IsDue, Is.EqualTo(mode == ClockMode.Running), "of a frozen clock nobody waits for later");
        Plan();
        _world.MoneyOut();
        Assert.That(_bell.IsDue, Is.False, "it comes after what is waited for");
        _world.With(options => options with { SpeiSettlesAfter = TimeSpan.FromSeconds(1) });
        _world.MoneyOut();
        Assert.That(_bell.IsDue, Is.EqualTo(mode == ClockMode.Running));
        Plan();
        _world.With(options => options with { SpeiSettlesAfter = TimeSpan.Zero });
        _world.MoneyOut();
        Assert.That(_bell.IsDue, Is.True, "what is due at once runs whatever the clock does");
        Assert.That(_world.Gate.PlanNext(), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_switch_that_moves_what_is_due_makes_it_wrong()
    {
        Set(_world.Gate, ClockMode.Running, 1);
        _world.With(options => options with { ReportsEnabled = true });
        _world.Gate.Ring(_bell);
        Plan();

        _world.With(options => options with { OperatingDayTurns = new TimeOnly(10, 0) });

        Assert.That(_bell.IsDue, Is.True);
    }

    [Test]
    public void An_exchange_that_can_begin_makes_it_wrong_until_it_is_taken()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Gate.Ring(_bell);
        Plan();

        _world.Deposit();
        Assert.That(_bell.IsDue, Is.True);
        _world.Do(new TakeDeliveries());
        Plan();
        _world.Deposit();
        Assert.That(_bell.IsDue, Is.False, "its webhook is busy");
    }

    [Test]
    public void A_look_changes_nothing_and_rings_nothing()
    {
        _world.MoneyOut();
        Set(_world.Gate, ClockMode.Running, 1);
        _world.Gate.Ring(_bell);
        Plan();

        _world.Gate.Read(world => world.Now);
        _world.Gate.Inspect(world => world.Now);
        _world.Gate.Clock(clock => clock.GetUtcNow());
        _world.Gate.Fork((world, _) => world.Now);

        Assert.That((_bell.IsDue, _bell.HasChanged), Is.EqualTo((false, false)));
    }

    [Test]
    public void What_a_look_made_run_is_told()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.MoneyOut();
        _world.Gate.Ring(_bell);
        Plan();
        _world.Clock.MoveTo(WorldKit.Start.AddSeconds(2));

        _world.Gate.Read(world => world.Now);

        Assert.That((_bell.IsDue, _bell.HasChanged), Is.EqualTo((true, true)), "its webhook can be sent");
    }

    [Test]
    public void That_the_world_broke_is_told_once_however_it_did()
    {
        Action<WorldKit>[] ways =
        [
            world => world.Gate.Execute(new BrokenCommand(world.Central.Id)),
            world => world.Gate.Break(new InvariantBroken("things_work", "they do not")),
            world =>
            {
                world.Do(new ThrowsLater());
                world.Advance("1h");
            },
            world =>
            {
                world.Do(new ThrowsLater());
                world.Clock.MoveTo(WorldKit.Start.AddHours(1));
                world.Gate.Read(found => found.Now);
            },
            world => world.Gate.Execute(new FindsItBroken()),
        ];
        foreach (var way in ways)
        {
            var (world, bell) = (new WorldKit(), new Bell());
            world.Gate.Ring(bell);
            try
            {
                way(world);
            }
            catch (InvariantBroken)
            {
                // Whoever came upon it is told as well.
            }

            Assert.That(() => world.Gate.Read(found => found.Now), Throws.TypeOf<InvariantBroken>());
            Assert.That(() => world.Gate.Break(new InvariantBroken("another", "one")), Throws.Nothing);
            Assert.That(bell.Told, Has.Count.EqualTo(1));
            Assert.That(world.Gate.Broken, Is.SameAs(bell.Told[0]), "the first counts");
            Assert.That(world.Gate.Broken!.PoisonedAt, Is.EqualTo(world.Now));
            Assert.That(world.Gate.PlanNext(), Is.Null);
        }
    }

    [Test]
    public void A_command_from_outside_that_fails_changes_nothing_and_breaks_nothing()
    {
        _world.Gate.Ring(_bell);

        Assert.That(() => _world.Gate.Execute(new ThrowingCommand()), Throws.InvalidOperationException);

        Assert.That((_bell.Told.Count, _world.Gate.Broken), Is.EqualTo((0, (InvariantBroken?)null)));
        _world.MoneyOut();
    }

    private void Plan()
    {
        _world.Gate.PlanNext();
        _bell.Clear();
    }

    private static void Set(WorldGate gate, ClockMode mode, double scale) => gate.Clock(clock =>
    {
        clock.Set(mode, scale);
        return clock;
    });

    /// <summary>A command that finds an invariant broken while it decides.</summary>
    private sealed record FindsItBroken : Command<Done>
    {
        public override string Name => "finds_it_broken";

        internal override Outcome<Done> Decide(Draft draft) =>
            throw new InvariantBroken("every_hold_has_its_transaction", "one has not");
    }

    private sealed class Bell : IGateBell
    {
        public bool HasChanged { get; private set; }

        public bool IsDue { get; private set; }

        public List<InvariantBroken> Told { get; } = [];

        public void Changed() => HasChanged = true;

        public void Due() => IsDue = true;

        public void Broke(InvariantBroken broken) => Told.Add(broken);

        public void Clear() => (HasChanged, IsDue) = (false, false);
    }
}
