using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class RuleJournalTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void Tells_which_condition_failed_with_what_was_found()
    {
        _world.Arm(
            Refusing("amount").Where("description", MatchOperator.Contains, "ipsum").Where("amount", MatchOperator.Gt, "500.00"),
            Refusing("absent").Where("payer.name", "Juan"),
            Refusing("names").Where("from", "012180001183597198"));

        _world.MoneyOut();

        var (id, account) = (_world.Central.InstrumentId.Value, _world.Central);
        Assert.That(_world.Last<RulesConsidered>().Verdicts, Is.EqualTo(new[]
        {
            new RuleVerdict("amount", false, "amount gt 500.00: it is 1.95"),
            new RuleVerdict("absent", false, "payer.name = Juan: it is not there"),
            new RuleVerdict("names", false, $"from = 012180001183597198: it is {FromTexts(id, account)}"),
        }));
    }

    [Test]
    public void Tells_of_skips_of_spent_rules_and_of_what_was_made_happen()
    {
        _world.Arm(Refusing() with { Skip = 1, Times = 1 });

        _world.PayCents(3);

        Assert.That(_world.Considered().Select(considered => considered.Verdicts.Single()), Is.EqualTo(new[]
        {
            new RuleVerdict("rule", false, "match 1 of the 1 that it lets pass"), new RuleVerdict("rule", true, "Refuse"),
            new RuleVerdict("rule", false, "it has fired 1 of 1 times"),
        }));
    }

    [Test]
    public void Stands_after_an_accepted_command_and_is_caused_by_it()
    {
        _world.Arm(On(RuleEvent.MoneyOut, new HoldEffect()));

        var payment = _world.MoneyOut();

        var (head, considered) = HeadAndConsidered();
        Assert.That(head.Fact, Is.EqualTo(new CommandAccepted("money_out", Origin.Api)));
        var created = Entries().Single(entry => entry.Fact is TransactionCreated { Transaction: var id } && id == payment.Id);
        Assert.That((considered.CausedBy, created.CausedBy), Is.EqualTo(((long?)head.Sequence, (long?)head.Sequence)));
    }

    [Test]
    public void Stands_after_a_refused_command_and_is_caused_by_it()
    {
        _world.Arm(Refusing());

        _world.TryMoneyOut();

        var (head, considered) = HeadAndConsidered();
        Assert.That(head.Fact, Is.InstanceOf<CommandRefused>());
        Assert.That(considered.CausedBy, Is.EqualTo(head.Sequence));
        var counted = Entries().Single(entry => entry.Fact is RuleCounted);
        Assert.That(counted.CausedBy, Is.EqualTo(head.Sequence));
        Assert.That(((RuleCounted)counted.Fact).Details.Select(detail => detail.Text), Is.EqualTo(new[] { "rule", "1", "1" }));
    }

    [Test]
    public void Is_about_the_transaction_where_there_is_one()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Arm(
            [.. Enum.GetValues<RuleEvent>()
                .Select(
                    happened => On(happened, new DropEffect(), new RefuseEffect(400, "x", "y")) with
                    {
                        Name = $"{happened}",
                        Times = 0
                    })]);

        var deposit = _world.Deposit();
        Assert.That(_world.Considered().Select(fact => (fact.Event, fact.Transaction)), Is.EqualTo(new[]
        {
            (RuleEvent.MoneyIn, (TransactionId?)deposit.Id), (RuleEvent.Webhook, deposit.Id),
        }));
        _world.Refund(deposit);
        Assert.That((_world.Considered()[^1].Event, _world.Considered()[^1].Transaction),
            Is.EqualTo((RuleEvent.Refund, (TransactionId?)deposit.Id)));
        _world.TryMoneyOut().AssertAccepted();
        Assert.That((_world.Considered()[^1].Event, _world.Considered()[^1].Transaction),
            Is.EqualTo((RuleEvent.MoneyOut, (TransactionId?)null)));
    }

    [Test]
    public void Tells_its_verdicts_as_details()
    {
        _world.Arm(Refusing("first") with { Times = 0 }, Refusing("second"));

        _world.TryMoneyOut();

        Assert.That(_world.Last<RulesConsidered>().Details, Is.EqualTo(new FactDetail[]
        {
            new("event", "money_out"), new("rule first", "did not fire: it has fired 0 of 0 times"), new("rule second",
                "fired: Refuse"),
        }));
    }

    [Test]
    public void Arming_and_refused_commands_leave_the_fingerprint_as_it_is()
    {
        _world.MoneyOut();
        var fingerprint = _world.Fingerprint();

        _world.Arm(Refusing(), On(RuleEvent.Cep, No) with { Name = "cep" });
        Assert.That(_world.Fingerprint(), Is.EqualTo(fingerprint));
        _world.TryMoneyOut().AssertScripted(No);
        _world.Try(new ValidateByPenny(_world.Client, _world.Central.InstrumentId, _world.External, null, null))
            .AssertScripted(No);
        Assert.That(_world.Fingerprint(), Is.EqualTo(fingerprint));
        _world.Do(new DisarmRule("rule"));
        Assert.That(_world.Fingerprint(), Is.EqualTo(fingerprint));
    }

    [Test]
    public void Rules_that_do_not_fire_change_nothing_of_what_becomes_of_the_world()
    {
        var other = new WorldKit();
        other.Arm(
            [.. Enum.GetValues<RuleEvent>()
                .Select(
                    happened => On(happened, new DropEffect(), No, new HoldEffect()) with { Name = $"{happened}", Times = 0 })]);

        Live(other);
        Live(_world);

        Assert.That(other.Fingerprint(), Is.EqualTo(_world.Fingerprint()));
    }

    [Test]
    public void The_same_seed_rules_and_commands_give_the_same_world()
    {
        string Run(long seed)
        {
            var world = new WorldKit(seed: seed);
            world.HeedDroppedConnections();
            ArmChaos(world);
            Live(world);
            world.AssertInvariants();
            return world.Fingerprint();
        }

        var fingerprint = Run(1);

        Assert.That(Run(1), Is.EqualTo(fingerprint));
        Assert.That(Run(2), Is.Not.EqualTo(fingerprint));
    }

    private static string FromTexts(Guid id, Account account) => string.Join(" or ",
        new[] { id.ToString(), account.Clabe.Digits, account.Id.Value.ToString(), id.ToString(), account.Clabe.Digits }.Distinct());

    private static void ArmChaos(WorldKit world) => world.Arm(
        Refusing("refused") with { Chance = 0.2 },
        On(RuleEvent.MoneyOut, new RejectEffect(ReturnReason.CancelledAccount, Span("1m"))) with
        {
            Name = "rejected",
            Chance = 0.3
        },
        On(RuleEvent.MoneyIn, new RefuseEffect(422, "No", "")) with { Name = "sent back", Chance = 0.3 },
        On(RuleEvent.Webhook, new DuplicateEffect(1, Range("0s", "2m"))) with { Name = "twins", Chance = 0.3 },
        On(RuleEvent.Webhook, new DelayEffect(Range("1m", "6h"))) with { Name = "late", Chance = 0.2 },
        On(RuleEvent.Webhook, new ReorderEffect(Span("5m"))) with { Name = "shuffled" },
        On(RuleEvent.Webhook, new DropConnectionEffect()) with { Name = "outage", StartsAfter = Span("10m"), For = Span("30m") },
        On(RuleEvent.Webhook, new TreatAnswerAsEffect(422, "No")) with { Name = "treated", Chance = 0.3 });

    private static void Live(WorldKit world)
    {
        world.Webhook(WebhookType.MoneyIn);
        world.Webhook(WebhookType.StatusUpdate);
        for (var index = 0; index < 20; index++)
        {
            world.Deposit();
            world.TryMoneyOut();
            world.Advance("90s");
        }

        world.Advance("2d");
    }

    private JournalEntry[] Entries() => [.. _world.World.State.Journal.After(0)];

    private (JournalEntry Head, JournalEntry Considered) HeadAndConsidered()
    {
        var considered = Entries().Last(entry => entry.Fact is RulesConsidered);
        return (Entries().Single(entry => entry.Sequence == considered.CausedBy), considered);
    }
}
