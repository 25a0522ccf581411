using System.Text;
using CsCheck;
using FincoreSim.Domain.Tests.Model;

namespace FincoreSim.Domain.Tests.Worlds;

public sealed class RecordingTests
{
    private const int StepsPerRun = 400;

    [Test]
    public void A_replay_of_anything_comes_to_the_same_world() =>
        Gen.Select(Gen.Int[0, 1_000], Step.Any.Array[0, StepsPerRun]).Sample(ReplayIsTheSame, iter: 12, threads: 2);

    [Test]
    public void A_replay_repeats_the_order_in_which_parallel_callers_were_served()
    {
        var world = new WorldKit();
        world.Webhook(WebhookType.StatusUpdate);
        var (start, recorder) = Record(world);

        Parallel.For(0, 16, caller =>
        {
            for (var count = 0; count < 40; count++)
            {
                var amount = $"{caller}.{count:00}";
                Command<Transaction> command = ((caller + count) % 4) switch
                {
                    0 => new MoneyOut(world.Client, world.Form(amount)),
                    1 => new TransferInternally(world.Client, world.Form(amount, destination: world.OtherAsSeen)),
                    2 => new MoneyOut(world.Client, world.Form("400.00")),
                    _ => new ReceiveDeposit(world.Central.Id, new DepositForm { Amount = Money.Parse(amount) }),
                };
                world.Gate.Submit(new PaymentRequest(command.Name, command, null));
            }
        });

        AssertSame(world, recorder, start);
        Assert.That(recorder.Read().Inputs.OfType<RecordedPayment>().Count(), Is.EqualTo(16 * 40));
    }

    [Test]
    public void Going_back_to_a_snapshot_is_repeated_too()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.MoneyOut("1.00");
        world.Advance("1s");
        var kept = world.Gate.Fork((live, _) =>
        {
            recorder.Snapshotted("before");
            return live.Fork();
        });
        world.MoneyOut("2.00");
        world.Advance("1h");

        recorder.Restored("before");
        world.MoneyOut("4.00");
        var clock = new VirtualClock(new ManualTime(WorldKit.Start), ClockMode.Frozen, kept.Now);
        var next = new WorldGate(kept, clock);
        next.Observe(recorder);
        next.Execute(new MoneyOut(world.Client, world.Form("8.00")));
        next.RunUntil(clock.GetUtcNow().AddSeconds(10), []);

        var replayed = WorldReplay.Run(start, recorder.Read().Inputs, kept.Now);
        Assert.That(replayed.Divergence, Is.Null);
        Assert.That(Fingerprint.Of(replayed.World.State), Is.EqualTo(Fingerprint.Of(kept.State)));
        Assert.That(
            replayed.World.State.Transactions.OldestFirst().Select(transaction => transaction.Amount.ToString()),
            Is.EqualTo(new[] { "1.00", "8.00" }),
            "what the life before still got is nobody's");
        Assert.That((recorder.ListensTo(next), recorder.ListensTo(world.Gate), recorder.Read().IsInterrupted),
            Is.EqualTo((true, false, false)));
    }

    [Test]
    public void A_changed_switch_counts_from_where_it_was_changed()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.MoneyOut();
        world.With(options => options with { SpeiSettlesAfter = TimeSpan.FromHours(3), ReportsEnabled = true });
        world.MoneyOut();
        world.Advance("30h");

        AssertSame(world, recorder, start);
    }

    [Test]
    public void A_broken_world_breaks_again_at_the_same_command()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.MoneyOut();
        Assert.That(() => world.Gate.Execute(new BrokenCommand(world.Central.Id)), Throws.TypeOf<InvariantBroken>());

        var replayed = WorldReplay.Run(start, recorder.Read().Inputs, world.Now);

        Assert.That(replayed.World.Broken?.Message, Is.EqualTo(world.World.Broken!.Message));
    }

    [Test]
    public void A_world_that_broke_when_something_was_due_breaks_again()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.Do(new BreaksLater(world.Central.Id));
        Assert.That(() => world.Advance("1h"), Throws.TypeOf<InvariantBroken>());
        var (broken, at) = world.Gate.Inspect(found => (found.Broken!, found.Now));

        var replayed = WorldReplay.Run(start, recorder.Read().Inputs, at);

        Assert.That(replayed.World.Broken?.Message, Is.EqualTo(broken.Message));
    }

    [Test]
    public void What_threw_without_changing_anything_throws_again_and_the_next_input_comes()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.MoneyOut("1.00");
        Assert.That(() => world.Gate.Execute(new ThrowingCommand()), Throws.InvalidOperationException);
        world.MoneyOut("2.00");
        world.Advance("1h");

        AssertSame(world, recorder, start, failed: 1);
    }

    [Test]
    public void What_threw_when_it_was_due_breaks_the_world_again()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.Do(new ThrowsLater());
        Assert.That(() => world.Advance("1h"), Throws.TypeOf<InvariantBroken>());
        var (broken, at) = world.Gate.Inspect(found => (found.Broken!, found.Now));

        var replayed = WorldReplay.Run(start, recorder.Read().Inputs, at);

        Assert.That(broken.Message, Is.EqualTo("what_is_due_runs: throws: InvalidOperationException: a bug"));
        Assert.That(replayed.World.Broken?.Message, Is.EqualTo(broken.Message));
    }

    [Test]
    public void Another_beginning_shows_at_the_first_input_and_another_command_where_it_stands()
    {
        var world = new WorldKit();
        var (start, recorder) = Record(world);
        world.MoneyOut();
        world.MoneyOut("3.00");
        var inputs = recorder.Read().Inputs;
        var other = start.Fork();
        other.Execute(new AddClient("one more"));

        Assert.That(WorldReplay.Run(other, inputs, world.Now).Divergence?.Number, Is.EqualTo(1));

        var changed =
            inputs.SetItem(2, (RecordedCommand)inputs[2] with { Command = new MoneyOut(world.Client, world.Form("1,00")) });
        Assert.That(WorldReplay.Run(start, changed, world.Now).Divergence?.Number, Is.EqualTo(3));
    }

    [Test]
    public void Asking_for_deliveries_where_there_are_none_is_no_input()
    {
        var world = new WorldKit();
        world.Webhook(WebhookType.MoneyIn);
        var (start, recorder) = Record(world);
        for (var count = 0; count < 100; count++)
        {
            world.Do(new TakeDeliveries());
        }

        world.Deposit();
        world.LetReceiverAnswer();

        Assert.That(
            recorder.Read().Inputs.OfType<RecordedCommand>().Select(input => input.Command.Name),
            Is.EqualTo(new[] { "money_in", "take_deliveries", "webhook_answer" }));
        AssertSame(world, recorder, start);
    }

    [Test]
    public void What_does_not_fit_is_counted_and_the_beginning_is_kept()
    {
        var (few, small) = (new CommandRecorder(inputsMax: 3), new CommandRecorder(bytesMax: 100_000));
        var world = new WorldKit();
        world.Gate.Observe(few);
        world.Gate.Observe(small);
        for (var count = 0; count < 5; count++)
        {
            world.Try(new AddClient(new string('x', 20_000)));
        }

        Assert.That((few.Read().Inputs.Length, few.Read().Missed), Is.EqualTo((3, 3L)));
        Assert.That((small.Read().Inputs.Length, small.Read().Missed), Is.EqualTo((3, 3L)));
    }

    private static void ReplayIsTheSame(int seed, Step[] steps)
    {
        var (later, all) = (seed % 2 == 0, seed / 2 % 2 == 0);
        var real = new RealWorld(new WorldOptions { RefundSettlesLikeSpei = later, AllStatusUpdates = all });
        var (start, recorder) = Record(real.Kit);
        if (seed % 2 == 1)
        {
            real.Kit.Do(Chaos);
        }

        foreach (var step in steps)
        {
            real.Take(step);
        }

        AssertSame(real.Kit, recorder, start);
    }

    private static ArmRules Chaos => new(
        [
            new Rule
            {
                Name = "doubled",
                When = RuleEvent.Webhook,
                Then = [new DuplicateEffect(1, new DurationRange(TimeSpan.Zero, TimeSpan.FromSeconds(9)))],
                Chance = 0.5
            },
            new Rule
            {
                Name = "rejected",
                When = RuleEvent.MoneyOut,
                Then = [new RejectEffect(ReturnReason.CancelledAccount, null)],
                Skip = 2,
                Chance = 0.3
            },
            new Rule { Name = "lost", When = RuleEvent.Webhook, Then = [new DropConnectionEffect()], Times = 5 },
        ],
        true);

    private static (World Start, CommandRecorder Recorder) Record(WorldKit world)
    {
        var recorder = new CommandRecorder();
        var start = world.Gate.Fork((live, _) => live.Fork());
        world.Gate.Observe(recorder);
        return (start, recorder);
    }

    private static void AssertSame(WorldKit world, CommandRecorder recorder, World start, int failed = 0)
    {
        var (recording, end, journal) = world.Gate.Read(live => (recorder.Read(), live.Now, Journal(live)));

        var replayed = WorldReplay.Run(start, recording.Inputs, end);

        Assert.That((replayed.Divergence, replayed.Failed), Is.EqualTo(((Divergence?)null, failed)));
        Assert.That(Journal(replayed.World), Is.EqualTo(journal));
        Assert.That(Fingerprint.Of(replayed.World.State), Is.EqualTo(world.Fingerprint()));
        Assert.That(Fingerprint.PartsOf(replayed.World.State), Is.EqualTo(Fingerprint.PartsOf(world.World.State)));
    }

    private static string Journal(World world) => world.State.Journal.After(0).Aggregate(new StringBuilder(), (text, entry) => text.Append(
        CultureInfo.InvariantCulture, $"{entry.Sequence} {entry.At:O} {entry.CausedBy} {entry.Fact.Kind}\n")).ToString();
}
