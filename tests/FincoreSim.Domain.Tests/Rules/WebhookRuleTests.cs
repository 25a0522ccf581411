using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class WebhookRuleTests
{
    private readonly WorldKit _world = new();

    public WebhookRuleTests() => _world.Webhook(WebhookType.MoneyIn);

    [Test]
    public void An_answer_treated_as_422_refunds_with_the_rules_reason()
    {
        Arm(new TreatAnswerAsEffect(422, "Invalid Amount"));

        var deposit = _world.Deposit();
        _world.LetReceiverAnswer();

        var refunded = _world.Of(deposit.Id);
        Assert.That(refunded.Status, Is.EqualTo(TransactionStatus.Refunded));
        Assert.That(_world.Of(refunded.RefundId!.Value).Description, Is.EqualTo("Invalid Amount"));
        Assert.That((Only.Status, Only.TreatedAs, Only.Attempts[0].Result!.StatusCode),
            Is.EqualTo((DeliveryStatus.Refused, (int?)422, (int?)201)));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void A_real_422_treated_as_201_keeps_the_money()
    {
        Arm(new TreatAnswerAsEffect(201, null));
        _world.Receiver.Answer = _ => Receiver.Status(422, "Nope");

        var deposit = _world.Deposit();
        _world.LetReceiverAnswer();

        Assert.That(_world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1009.99"));
        Assert.That((Only.Status, Only.TreatedAs, Only.Attempts[0].Result!.RefundReason),
            Is.EqualTo((DeliveryStatus.Delivered, (int?)201, "Nope")));
    }

    [Test]
    public void An_answer_treated_as_500_is_tried_again_and_the_next_answer_counts_as_it_is()
    {
        _world.Arm(On(RuleEvent.Webhook, new TreatAnswerAsEffect(500, null)) with { Times = 1 });

        _world.Deposit();
        _world.Advance("10s");

        Assert.That((Only.Status, Only.TreatedAs, Only.Attempts.Length), Is.EqualTo((DeliveryStatus.Delivered, (int?)null, 2)));
    }

    [Test]
    public void Looks_at_the_webhooks_fields()
    {
        _world.Arm(On(RuleEvent.Webhook, new DropEffect())
            .Where("type", "MONEY_IN").Where("amount", "9.9900").Where("to", _world.Central.Clabe.Digits).Where(
                "sub_category", "SPEI_CREDIT")
            .Where("url", MatchOperator.Contains, "receiver.test").Where("status", "LIQUIDATED"));

        _world.Deposit();
        _world.Deposit("9.98");
        _world.LetReceiverAnswer();

        Assert.That(Amounts(), Is.EqualTo(new[] { "9.98" }));
    }

    [Test]
    public void A_payments_webhook_knows_both_sides()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.Arm(
            On(RuleEvent.Webhook, new DropEffect()).Where("from", _world.Central.Clabe.Digits)
                .Where("to", _world.External.Value.ToString()));

        _world.MoneyOut();
        var other = _world.MoneyOut(destination: _world.Card);
        _world.Advance("2s");

        Assert.That(_world.Receiver.Received.Single().Dispatch.Delivery.Event.TransactionId, Is.EqualTo(other.Id));
    }

    [Test]
    public void A_deposits_webhook_knows_who_paid()
    {
        _world.Arm(On(RuleEvent.Webhook, new DropEffect()).Where("from", "012180001183597198"));

        _world.Deposit();
        _world.Do(
            new ReceiveDeposit(_world.Central.Id,
                new DepositForm { Amount = Money.Parse("1.00"), PayerAccount = "002180000000000000" }));
        _world.LetReceiverAnswer();

        Assert.That(Amounts(), Is.EqualTo(new[] { "1.00" }));
    }

    [Test]
    public void Duplicates_are_the_same_event_within_the_gap()
    {
        Arm(new DuplicateEffect(3, Range("10s", "1m")));

        _world.Deposit();
        _world.Advance("9s");
        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(1));
        _world.Advance("51s");

        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(4));
        Assert.That(_world.Receiver.Received.Select(received => received.EventId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_world.Receiver.Received.Select(received => received.At).Distinct().Count(), Is.GreaterThan(2),
            "each draws its own gap");
    }

    [Test]
    public void A_duplicate_that_is_refused_too_refunds_once()
    {
        Arm(new DuplicateEffect(1, Just("0s")));
        _world.Receiver.AnswerAlways(422);

        _world.Deposit();
        _world.Advance("1m");

        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(2));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
        Assert.That(_world.World.State.Transactions.Count, Is.EqualTo(2));
    }

    [Test]
    public void Delay_holds_it_back()
    {
        Arm(new DelayEffect(Just("5m")));

        _world.Deposit();
        _world.Advance("6h");

        Assert.That(Times(), Is.EqualTo(new[] { Span("5m") }));
    }

    [Test]
    public void What_was_held_back_is_tried_again_at_the_usual_distances()
    {
        Arm(new DelayEffect(Just("7h")));
        _world.Receiver.AnswerAlways(500);

        _world.Deposit();
        _world.Advance("1d");

        Assert.That(
            Times().Select(time => time - Span("7h")), Is.EqualTo(new[] { "0s", "10s", "1m", "10m", "1h", "6h" }.Select(Span)));
    }

    [Test]
    public void Delays_are_drawn_from_their_range_and_differ()
    {
        Arm(new DelayEffect(Range("1m", "6h")));
        for (var index = 0; index < 50; index++)
        {
            _world.Deposit();
        }

        _world.Advance("6h");

        Assert.That(Times(), Has.Length.EqualTo(50));
        Assert.That(Times(), Is.All.InRange(Span("1m"), Span("6h")));
        Assert.That(Times().Distinct().Count(), Is.GreaterThan(45));
        Assert.That(Times().Max() - Times().Min(), Is.GreaterThan(Span("3h")));
    }

    [Test]
    public void Reorder_shuffles_by_the_seed_and_loses_nothing()
    {
        string[] Shuffled(long seed)
        {
            var world = new WorldKit(seed: seed);
            world.Webhook(WebhookType.MoneyIn);
            world.Arm(On(RuleEvent.Webhook, new ReorderEffect(Span("5m"))));
            foreach (var number in Enumerable.Range(1, 20))
            {
                world.Deposit($"{number}.00");
                world.Advance("1s");
            }

            world.Advance("5m");
            return [
                .. world.Receiver.Received.Select(received => ((MoneyInNotice)received.Notice).Transaction.Amount.ToString())];
        }

        var sent = Enumerable.Range(1, 20).Select(number => $"{number}.00").ToArray();
        var received = Shuffled(1);

        Assert.That(received, Is.EquivalentTo(sent));
        Assert.That(received, Is.Not.EqualTo(sent));
        Assert.That(Shuffled(1), Is.EqualTo(received));
        Assert.That(Shuffled(2), Is.EquivalentTo(sent).And.Not.EqualTo(received));
    }

    [Test]
    public void Drop_loses_it_and_the_delivery_says_so()
    {
        _world.Arm(On(RuleEvent.Webhook, new DropEffect()) with { Times = 1 });

        _world.Deposit();
        _world.Deposit("1.00");
        _world.Advance("1d");

        Assert.That(Amounts(), Is.EqualTo(new[] { "1.00" }));
        var lost = _world.World.State.Deliveries.All.First();
        Assert.That((lost.Status, lost.NextAttemptAt, lost.Attempts.Length),
            Is.EqualTo((DeliveryStatus.Cancelled, (DateTimeOffset?)null, 0)));
    }

    [Test]
    public void Drop_loses_the_duplicates_too()
    {
        _world.Arm(On(RuleEvent.Webhook, new DuplicateEffect(2, Just("1s"))) with { Name = "twins" },
            On(RuleEvent.Webhook, new DropEffect()));

        _world.Deposit();
        _world.Advance("1d");

        Assert.That(_world.Receiver.Received, Is.Empty);
        Assert.That(_world.World.State.Deliveries.All.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_lost_webhook_can_be_sent_by_hand()
    {
        _world.Arm(On(RuleEvent.Webhook, new DropEffect()));
        _world.Deposit();

        _world.Do(new ResendDelivery(Only.Id));
        _world.LetReceiverAnswer();

        Assert.That((Only.Status, _world.Receiver.Received.Count), Is.EqualTo((DeliveryStatus.Delivered, 1)));
    }

    [Test]
    public void While_connections_drop_the_retry_schedule_goes_on()
    {
        _world.HeedDroppedConnections();
        _world.Arm(On(RuleEvent.Webhook, new DropConnectionEffect()) with { For = Span("30m") });

        _world.Deposit();
        _world.Advance("30m");
        Assert.That(_world.Receiver.Received.Select(received => received.Dispatch.DropsConnection), Is.All.True);
        Assert.That((Only.Status, Only.NextAttemptAt),
            Is.EqualTo((DeliveryStatus.Pending, (DateTimeOffset?)WorldKit.Start + Span("1h"))));
        _world.Advance("30m");

        Assert.That(Times(), Is.EqualTo(new[] { "0s", "10s", "1m", "10m", "1h" }.Select(Span)));
        Assert.That(_world.Receiver.Received[^1].Dispatch.DropsConnection, Is.False);
        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Delivered));
        Assert.That(_world.Armed().Fired, Is.EqualTo(4));
    }

    [Test]
    public void A_connection_that_drops_times_1_drops_one_attempt()
    {
        _world.HeedDroppedConnections();
        _world.Arm(On(RuleEvent.Webhook, new DropConnectionEffect()) with { Times = 1 });

        _world.Deposit();
        _world.Advance("10s");

        Assert.That(
            _world.Receiver.Received.Select(received => received.Dispatch.DropsConnection), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Stale_sends_the_old_status_after_the_new()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.Arm(
            On(RuleEvent.MoneyOut, new ReturnEffect(ReturnReason.CancelledAccount, Span("1h"))) with { Name = "returns" },
            On(RuleEvent.Webhook, new StaleEffect(Span("1m"))).Where("status", "REFUNDED"));

        _world.MoneyOut();
        _world.Advance("2h");

        var received = _world.Receiver.Received;
        Assert.That(received.Select(one => one.Status),
            Is.EqualTo(new[] { TransactionStatus.Liquidated, TransactionStatus.Refunded, TransactionStatus.Liquidated }));
        Assert.That(received[2].EventId, Is.EqualTo(received[0].EventId), "old news is the old event");
        Assert.That(received[2].At - received[1].At, Is.EqualTo(Span("1m")));
    }

    [Test]
    public void There_is_no_old_news_of_what_is_told_for_the_first_time()
    {
        Arm(new StaleEffect(Span("1m")));

        _world.Deposit();
        _world.Deposit();
        _world.Advance("1h");

        Assert.That(Times(), Is.EqualTo(new[] { TimeSpan.Zero, TimeSpan.Zero }));
    }

    [Test]
    public void Different_kinds_combine_and_of_one_kind_the_first_rule_wins()
    {
        _world.Arm(
            On(RuleEvent.Webhook, new DelayEffect(Just("5m"))) with { Name = "late" },
            On(RuleEvent.Webhook, new DelayEffect(Just("9h"))) with { Name = "later" },
            On(RuleEvent.Webhook, new DuplicateEffect(1, Just("30s"))) with { Name = "twins" });

        _world.Deposit();
        _world.Advance("1d");

        Assert.That(Times(), Is.EqualTo(new[] { Span("5m"), Span("5m30s") }));
        Assert.That(_world.Considered()[0].Verdicts.Select(verdict => verdict.HasFired), Is.EqualTo(new[] { true, false, true }));
    }

    [Test]
    public void One_effects_draw_does_not_change_anothers()
    {
        TimeSpan[] Gaps(params RuleEffect[] others)
        {
            var world = new WorldKit();
            world.Webhook(WebhookType.MoneyIn);
            world.Arm(On(RuleEvent.Webhook, new DuplicateEffect(2, Range("1s", "1h"))) with { Name = "twins" },
                On(RuleEvent.Webhook, [.. others]));
            world.Deposit();
            world.Advance("1d");
            return [.. world.Receiver.Received.Select(received => received.At - world.Receiver.Received[0].At)];
        }

        Assert.That(Gaps(new DelayEffect(Just("5m"))), Is.EqualTo(Gaps(new TreatAnswerAsEffect(201, null))));
    }

    private Delivery Only => _world.World.State.Deliveries.All.Single();

    private void Arm(RuleEffect effect) => _world.Arm(On(RuleEvent.Webhook, effect));

    private TimeSpan[] Times() => [.. _world.Receiver.Received.Select(received => received.At - WorldKit.Start)];

    private string[] Amounts() =>
        [.. _world.Receiver.Received.Select(received => ((MoneyInNotice)received.Notice).Transaction.Amount.ToString())];
}
