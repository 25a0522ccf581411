namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class DeliveryOrderTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void Each_webhook_gets_its_events_in_order_one_at_a_time()
    {
        _world.Webhook(WebhookType.MoneyIn);
        var deposits = new[] { _world.Deposit("1.00"), _world.Deposit("2.00"), _world.Deposit("3.00") };

        var first = Take().Single();
        Assert.That(Take(), Is.Empty);
        Answer(first, 201);
        var second = Take().Single();
        Answer(second, 201);
        var third = Take().Single();

        Assert.That(
            new[] { first, second, third }.Select(dispatch => dispatch.Delivery.Event.TransactionId!.Value),
            Is.EqualTo(deposits.Select(deposit => deposit.Id)));
    }

    [Test]
    public void Two_webhooks_are_served_side_by_side()
    {
        _world.Webhook(WebhookType.MoneyIn, "http://receiver.test/a");
        _world.Webhook(WebhookType.MoneyIn, "http://receiver.test/b");
        _world.Deposit();

        var taken = Take();

        Assert.That(taken.Select(dispatch => dispatch.Webhook.Url),
            Is.EquivalentTo(new[] { "http://receiver.test/a", "http://receiver.test/b" }));
        Assert.That(taken.Select(dispatch => dispatch.Delivery.Event.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That(taken.Select(dispatch => dispatch.Delivery.Id).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Later_events_pass_one_that_waits_for_its_next_attempt()
    {
        _world.Webhook(WebhookType.MoneyIn);
        var failing = _world.Deposit("1.00");
        _world.Receiver.Answer = dispatch => Receiver.Status(dispatch.Delivery.Event.TransactionId == failing.Id ? 500 : 201);
        _world.LetReceiverAnswer();
        var later = _world.Deposit("2.00");
        _world.LetReceiverAnswer();

        _world.Receiver.AnswerAlways(201);
        _world.Advance("10s");

        Assert.That(
            _world.Receiver.Received.Select(received => received.Dispatch.Delivery.Event.TransactionId!.Value),
            Is.EqualTo(new[] { failing.Id, later.Id, failing.Id }));
    }

    [Test]
    public void An_answer_counts_once()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        var dispatch = Take().Single();
        Answer(dispatch, 201);

        _world.Try(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(422))).AssertRefused(RefusalCode.NotFound);
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1009.99"));
    }

    [Test]
    public void Nothing_is_sent_that_nobody_registered_for()
    {
        _world.Deposit();
        _world.Webhook(WebhookType.MoneyIn);

        Assert.That(_world.World.State.Deliveries.All, Is.Empty);
        Assert.That(_world.Gate.HasWork, Is.False);
    }

    [Test]
    public void Another_clients_webhook_hears_nothing()
    {
        _world.Webhook(WebhookType.MoneyIn, client: _world.Other);
        _world.Deposit();

        Assert.That(_world.World.State.Deliveries.All, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_webhook_that_no_longer_receives_cancels_what_waits(bool isDeleted)
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit("1.00");
        _world.Deposit("2.00");
        Stop(webhook, isDeleted);

        _world.LetReceiverAnswer();

        Assert.That(_world.Receiver.Received, Is.Empty);
        Assert.That(
            _world.World.State.Deliveries.All.Select(delivery => delivery.Status), Is.All.EqualTo(DeliveryStatus.Cancelled));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_webhook_that_no_longer_receives_cancels_the_next_attempt(bool isDeleted)
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(500);
        _world.Deposit();
        _world.LetReceiverAnswer();
        Stop(webhook, isDeleted);

        _world.Advance("7h");

        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(1));
        Assert.That(_world.World.State.Deliveries.All.Single().Status, Is.EqualTo(DeliveryStatus.Cancelled));
    }

    [Test]
    public void An_inactive_webhook_gets_no_new_events()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.SetStatus(webhook, WebhookStatus.Inactive);
        _world.Deposit("1.00");
        _world.SetStatus(webhook, WebhookStatus.Active);
        _world.Deposit("2.00");

        Assert.That(_world.World.State.Deliveries.All.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_changed_url_and_token_count_from_the_next_attempt_on()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();

        _world.Do(new ChangeWebhook(_world.Client, webhook.Id, "http://receiver.test/new", "new token", null));
        var dispatch = Take().Single();

        Assert.That((dispatch.Webhook.Url, dispatch.Webhook.Token), Is.EqualTo(("http://receiver.test/new", "new token")));
        Assert.That(dispatch.Delivery.Attempts[^1].Url, Is.EqualTo("http://receiver.test/new"));
    }

    private ImmutableArray<Dispatch> Take() => _world.Do(new TakeDeliveries());

    private void Answer(Dispatch dispatch, int status) =>
        _world.Do(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(status)));

    private void Stop(Webhook webhook, bool isDeleted) => (isDeleted
        ? _world.Try(new DeleteWebhook(_world.Client, webhook.Id))
        : _world.SetStatus(webhook, WebhookStatus.Inactive)).AssertAccepted();
}
