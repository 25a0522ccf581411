namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>
/// A webhook that no longer receives: what waits for it is cancelled at once, whatever it waits for, and says why.
/// </summary>
public sealed class CancellationTests
{
    private readonly WorldKit _world = new();

    private static IEnumerable<TestCaseData> Ends =>
    [
        new(WebhookStatus.Inactive, "the webhook is INACTIVE"),
        new(WebhookStatus.Deleted, "the webhook was deleted"),
    ];

    [TestCaseSource(nameof(Ends))]
    public void What_is_in_the_queue_and_what_waits_for_its_next_attempt_is_cancelled_at_once(WebhookStatus end, string why)
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        var other = _world.Webhook(WebhookType.MoneyIn, "http://receiver.test/other");
        _world.Receiver.AnswerAlways(500);
        _world.Deposit("1.00");
        _world.LetReceiverAnswer();
        _world.Deposit("2.00");
        _world.Deposit("3.00");

        End(webhook, end);

        var those = Of(webhook);
        Assert.That(
            those.Select(delivery => (delivery.Status, delivery.CancelledBecause, delivery.NextAttemptAt)),
            Is.All.EqualTo((DeliveryStatus.Cancelled, why, (DateTimeOffset?)null)));
        Assert.That(those.Select(delivery => delivery.Attempts.Length), Is.EqualTo(new[] { 1, 0, 0 }));
        Assert.That(Of(other).Select(delivery => delivery.Status), Is.All.EqualTo(DeliveryStatus.Pending));
        Assert.That(_world.World.State.Schedule.Has(those[0].Id.Value), Is.False);
        Assert.That(_world.World.State.Deliveries.WaitingCount, Is.EqualTo(3));

        var journal = _world.World.State.Journal;
        DeliveryCancelled[] told = [.. journal.After(0).Select(entry => entry.Fact).OfType<DeliveryCancelled>()];
        Assert.That(told.Select(fact => fact.Delivery.Id), Is.EquivalentTo(those.Select(delivery => delivery.Id)));
        Assert.That(told.Select(fact => fact.Details.Single(detail => detail.Name == "why").Text), Is.All.EqualTo(why));
    }

    [TestCaseSource(nameof(Ends))]
    public void One_that_is_being_sent_gets_its_answer_and_no_other_attempt(WebhookStatus end, string why)
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        var dispatch = _world.Do(new TakeDeliveries()).Single();

        End(webhook, end);
        Assert.That(Of(webhook).Single().Status, Is.EqualTo(DeliveryStatus.InFlight));
        _world.Do(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(500)));

        var delivery = Of(webhook).Single();
        Assert.That(
            (delivery.Status, delivery.CancelledBecause, delivery.NextAttemptAt),
            Is.EqualTo((DeliveryStatus.Cancelled, why, (DateTimeOffset?)null)));
        Assert.That(
            (delivery.Attempts[0].Result!.StatusCode, delivery.Attempts[0].Decision),
            Is.EqualTo((500, $"failed, and is not tried again: {why}")));
        Assert.That(_world.World.State.Schedule.Has(delivery.Id.Value), Is.False);
    }

    [TestCase(201, DeliveryStatus.Delivered, "1009.99")]
    [TestCase(422, DeliveryStatus.Refused, "999.99")]
    public void An_answer_that_comes_after_the_end_counts_as_before(int status, DeliveryStatus expected, string balance)
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        var before = _world.Available(_world.Central);
        var dispatch = _world.Do(new TakeDeliveries()).Single();

        End(webhook, WebhookStatus.Deleted);
        _world.Do(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(status)));

        Assert.That((Of(webhook).Single().Status, Of(webhook).Single().CancelledBecause), Is.EqualTo((expected, (string?)null)));
        Assert.That(_world.Available(_world.Central) == before, Is.EqualTo(status == 201), balance);
    }

    [Test]
    public void The_last_attempt_that_fails_is_undelivered_all_the_same()
    {
        _world.With(options => options with { Retries = RetryProfile.None });
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        var dispatch = _world.Do(new TakeDeliveries()).Single();

        End(webhook, WebhookStatus.Inactive);
        _world.Do(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(500)));

        Assert.That(Of(webhook).Single().Status, Is.EqualTo(DeliveryStatus.Undelivered));
    }

    [Test]
    public void Activated_again_it_hears_of_what_comes_then_and_of_the_cancelled_only_when_asked()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(500);
        _world.Deposit("1.00");
        _world.LetReceiverAnswer();
        End(webhook, WebhookStatus.Inactive);
        _world.SetStatus(webhook, WebhookStatus.Active).AssertAccepted();
        _world.Receiver.AnswerAlways(201);

        _world.Advance("7d");
        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(1));
        _world.Deposit("2.00");
        _world.LetReceiverAnswer();
        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(2));

        _world.Do(new ResendDelivery(Of(webhook)[0].Id));
        Assert.That(Of(webhook)[0].CancelledBecause, Is.Null);
        _world.LetReceiverAnswer();
        Assert.That(Of(webhook).Select(delivery => delivery.Status), Is.All.EqualTo(DeliveryStatus.Delivered));
    }

    [Test]
    public void A_resend_that_waits_is_cancelled_too()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        _world.LetReceiverAnswer();
        _world.Do(new ResendDelivery(Of(webhook).Single().Id));

        End(webhook, WebhookStatus.Inactive);

        Assert.That((Of(webhook).Single().Status, Of(webhook).Single().IsResend), Is.EqualTo((DeliveryStatus.Cancelled, false)));
        Assert.That(_world.Gate.HasWork, Is.False);
    }

    [Test]
    public void Another_token_or_url_cancels_nothing()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();

        _world.Do(new ChangeWebhook(_world.Client, webhook.Id, "http://receiver.test/moved", "other", WebhookStatus.Active));

        Assert.That(_world.Do(new TakeDeliveries()).Single().Webhook.Url, Is.EqualTo("http://receiver.test/moved"));
    }

    [Test]
    public void Many_in_the_queue_are_cancelled_in_order()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        for (var index = 0; index < 200; index++)
        {
            _world.Deposit("0.01");
        }

        End(webhook, WebhookStatus.Inactive);
        _world.SetStatus(webhook, WebhookStatus.Active).AssertAccepted();
        var last = _world.Deposit("2.00");

        Assert.That(_world.Do(new TakeDeliveries()).Single().Delivery.Event.TransactionId, Is.EqualTo(last.Id));
        Assert.That(_world.World.State.Deliveries.ReadyCount, Is.Zero);
    }

    private void End(Webhook webhook, WebhookStatus end) => _ = end == WebhookStatus.Deleted
        ? _world.Do(new DeleteWebhook(_world.Client, webhook.Id))
        : _world.Do(new ChangeWebhook(_world.Client, webhook.Id, null, null, end));

    private Delivery[] Of(Webhook webhook) => [.. _world.World.State.Deliveries.All.Where(
        delivery => delivery.WebhookId == webhook.Id)];
}
