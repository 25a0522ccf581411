namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class ResendTests
{
    private readonly WorldKit _world = new();

    private Delivery Only => _world.World.State.Deliveries.All.Single();

    [Test]
    public void A_taken_event_can_be_sent_again_as_it_was()
    {
        Deliver(201);

        Resend();

        Assert.That(_world.Receiver.Received.Select(received => received.EventId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Only.Attempts.Select(attempt => attempt.IsResend), Is.EqualTo(new[] { false, true }));
        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Delivered));
    }

    [Test]
    public void A_resend_is_tried_once()
    {
        Deliver(201);
        _world.Receiver.AnswerAlways(500);

        Resend();
        _world.Advance("1d");

        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(2));
        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Undelivered));
    }

    [Test]
    public void An_undelivered_event_can_be_delivered_by_hand()
    {
        Deliver(500);
        _world.Advance("1d");
        _world.Receiver.AnswerAlways(201);

        Resend();

        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Delivered));
        Assert.That(Only.Attempts, Has.Length.EqualTo(7));
    }

    [Test]
    public void A_resend_that_is_refused_refunds_what_was_accepted_before()
    {
        Deliver(201);
        _world.Receiver.AnswerAlways(422);

        Resend();

        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void A_second_422_refunds_nothing_more()
    {
        Deliver(422);

        Resend();

        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
        Assert.That(Only.Attempts[^1].Decision, Does.Contain("ALREADY_REFUNDED"));
        _world.AssertInvariants();
    }

    private void Deliver(int status)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(status);
        _world.Deposit();
        _world.LetReceiverAnswer();
    }

    private void Resend()
    {
        _world.Do(new ResendDelivery(Only.Id));
        _world.LetReceiverAnswer();
    }
}
