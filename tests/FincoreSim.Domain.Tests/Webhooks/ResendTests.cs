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

    [TestCase(false, "1009.99", "noted, and no money moves")]
    [TestCase(true, "1000.00", "refunded by")]
    public void A_resend_that_is_refused_moves_money_only_by_an_option_once_the_deposit_was_accepted(
        bool refunds, string available, string decision)
    {
        _world.With(options => options with { LateRefusalRefunds = refunds });
        Deliver(201);
        _world.Receiver.AnswerAlways(422);

        Resend();

        Assert.That(_world.Available(_world.Central), Is.EqualTo(available));
        Assert.That(Only.Attempts[^1].Decision, Does.Contain(decision));
    }

    [TestCase(201, 422, "1000.00")]
    [TestCase(422, 201, "1000.00")]
    [TestCase(422, 422, "1000.00")]
    [TestCase(500, 422, "1000.00")]
    public void Of_two_receivers_each_can_refuse_in_any_order(int first, int second, string available)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Webhook(WebhookType.MoneyIn, "https://second.example/hook");
        var answers = new Queue<int>([first, second]);
        _world.Receiver.Answer = _ => Receiver.Status(answers.Dequeue());
        _world.Deposit();

        _world.LetReceiverAnswer();

        Assert.That(_world.Available(_world.Central), Is.EqualTo(available));
        _world.AssertInvariants();
    }

    [Test]
    public void The_reason_of_a_refusal_that_comes_too_late_is_said_to_be_unused()
    {
        Deliver(201);
        _world.Receiver.Answer = _ => Receiver.Status(422, "Cuenta equivocada");

        Resend();

        Assert.That(Only.Attempts[^1].Decision, Does.EndWith("its refundReason is not used"));
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
