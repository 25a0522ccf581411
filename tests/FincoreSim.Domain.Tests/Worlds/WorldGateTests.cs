namespace FincoreSim.Domain.Tests.Worlds;

public sealed class WorldGateTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void What_is_due_runs_on_entry_each_at_its_own_instant()
    {
        var first = _world.MoneyOut();
        _world.Clock.MoveTo(WorldKit.Start.AddSeconds(1));
        var second = _world.MoneyOut();
        _world.Clock.MoveTo(WorldKit.Start.AddHours(1));

        var state =
            _world.Gate.Read(
                world => (First: world.State.Transactions.Find(first.Id)!, Second: world.State.Transactions.Find(second.Id)!,
                    world.Now));

        Assert.That(state.First.Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(state.First.UpdatedAt, Is.EqualTo(WorldKit.Start.AddSeconds(2)));
        Assert.That(state.Second.UpdatedAt, Is.EqualTo(WorldKit.Start.AddSeconds(3)));
        Assert.That(state.Now, Is.EqualTo(WorldKit.Start.AddHours(1)));
    }

    [Test]
    public void Every_entrance_runs_what_is_due()
    {
        Action<WorldGate>[] entrances =
        [
            gate => gate.Read(world => world.Now),
            gate => gate.Execute<Done>(_ => new NothingHappens()),
            gate => gate.Execute<Done>(_ => new Refusal(RefusalCode.InvalidArgument)),
            gate => gate.Execute(new NothingHappens()),
            gate => gate.Submit(new PaymentRequest("money_out", new Refusal(RefusalCode.InvalidArgument), null)),
        ];
        foreach (var enter in entrances)
        {
            var world = new WorldKit();
            var payment = world.MoneyOut();
            world.Clock.MoveTo(WorldKit.Start.AddSeconds(2));

            enter(world.Gate);

            Assert.That(world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        }
    }

    [Test]
    public void At_one_instant_the_order_is_that_of_scheduling()
    {
        var payments = Enumerable.Range(0, 5).Select(_ => _world.MoneyOut()).ToArray();

        var ran = _world.Advance("2s");

        Assert.That(ran,
            Is.EqualTo(payments.Select(payment => new RanItem(WorldKit.Start.AddSeconds(2), "liquidate", payment.Id.Value))));
    }

    [Test]
    public void An_item_is_not_due_before_its_instant()
    {
        var payment = _world.MoneyOut();

        _world.AdvanceTo(WorldKit.Start.AddSeconds(2).AddTicks(-1));
        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Initialized));
        _world.AdvanceTo(WorldKit.Start.AddSeconds(2));
        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
    }

    [Test]
    public void Running_until_an_instant_stops_where_a_receiver_must_be_asked()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.MoneyOut();
        var ran = new List<RanItem>();
        var until = WorldKit.Start.AddHours(1).ToUniversalTime();

        Assert.That(_world.Gate.RunUntil(until, ran), Is.False);
        Assert.That(
            (_world.Now, _world.Clock.GetUtcNow()), Is.EqualTo((WorldKit.Start.AddSeconds(2), WorldKit.Start.AddSeconds(2))));
        Assert.That(_world.Gate.HasWork, Is.True);
        Assert.That(_world.Gate.RunUntil(until, ran), Is.False, "it still waits for the receiver");

        _world.LetReceiverAnswer();
        Assert.That(_world.Gate.RunUntil(until, ran), Is.True);
        Assert.That(_world.Now, Is.EqualTo(until));
        Assert.That(_world.Gate.HasWork, Is.False);
        Assert.That(ran.Select(item => item.Kind), Is.EqualTo(new[] { "liquidate" }));
    }

    [Test]
    public void One_in_flight_stops_the_run_unless_receivers_are_ignored()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        _world.Deposit();
        _world.Do(new TakeDeliveries());

        Assert.That(_world.Gate.HasWork, Is.False, "the second waits for the first");
        Assert.That(_world.Gate.RunUntil(WorldKit.Start.AddHours(1), []), Is.False, "its answer may schedule more");
        Assert.That(_world.Gate.RunUntil(WorldKit.Start.AddHours(1), [], ignoresReceivers: true), Is.True);
    }

    [Test]
    public void A_running_world_says_how_long_until_something_is_due()
    {
        _world.MoneyOut();
        Assert.That(_world.Gate.PlanNext(), Is.Null, "frozen");

        _world.Gate.Clock(clock =>
        {
            clock.Set(ClockMode.Running, 2);
            return clock;
        });

        Assert.That(_world.Gate.PlanNext(), Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void A_world_whose_invariant_broke_answers_nothing_any_more()
    {
        var broken = Assert.Throws<InvariantBroken>(() => _world.Gate.Execute(new BrokenCommand(_world.Central.Id)));

        Assert.That(broken!.Invariant, Is.EqualTo("no_client_account_below_zero"));
        Assert.That(() => _world.Gate.Read(world => world.Now), Throws.TypeOf<InvariantBroken>());
        Assert.That(() => _world.Gate.Execute(new NothingHappens()), Throws.TypeOf<InvariantBroken>());
        Assert.That(() => _world.Gate.RunUntil(WorldKit.Start, []), Throws.TypeOf<InvariantBroken>());
        Assert.That(() => _world.Gate.Submit(new PaymentRequest("money_out", new Refusal(RefusalCode.Internal), null)),
            Throws.TypeOf<InvariantBroken>());
        Assert.That(_world.Gate.PlanNext(), Is.Null);
        Assert.That(_world.World.Broken, Is.SameAs(broken));
    }

    [Test]
    public void Sixty_four_callers_lose_no_money()
    {
        Parallel.For(0, 64, caller =>
        {
            for (var count = 0; count < 50; count++)
            {
                Command<Transaction> command = ((caller + count) % 3) switch
                {
                    0 => new MoneyOut(_world.Client, _world.Form("0.10")),
                    1 => new TransferInternally(_world.Client, _world.Form("0.10", destination: _world.OtherAsSeen)),
                    _ => new ReceiveDeposit(_world.Central.Id, new DepositForm { Amount = Money.Penny }),
                };
                _world.Gate.Execute(command);
            }
        });

        _world.AssertInvariants();
        Assert.That(_world.World.State.Transactions.OldestFirst().Select(transaction => transaction.Id), Is.Unique);
        Assert.That(_world.World.State.Journal.After(0).Select(entry => entry.Sequence), Is.Ordered.Ascending);
    }
}
