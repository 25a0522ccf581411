namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>What the log of a delivery says of each answer, word for word.</summary>
public sealed class DecisionTextTests
{
    private const WebhookType Update = WebhookType.StatusUpdate;

    private readonly WorldKit _world = new();

    private Delivery Only => _world.World.State.Deliveries.All.Single();

    [TestCase(WebhookType.MoneyIn, 201, DeliveryStatus.Delivered, "accepted")]
    [TestCase(WebhookType.MoneyIn, 200, DeliveryStatus.Delivered, "accepted (200; the documentation says 201)")]
    [TestCase(WebhookType.MoneyIn, 422, DeliveryStatus.Refused, "refused by 422: refunded by {refund}")]
    [TestCase(WebhookType.MoneyIn, 500, DeliveryStatus.Pending, "tried again 10s after the event")]
    [TestCase(WebhookType.MoneyIn, null, DeliveryStatus.Pending, "tried again 10s after the event")]
    [TestCase(Update, 200, DeliveryStatus.Delivered, "accepted")]
    [TestCase(Update, 404, DeliveryStatus.Refused, "refused by 404; changes nothing and is not tried again")]
    [TestCase(Update, 302, DeliveryStatus.Pending, "tried again 10s after the event")]
    public void Of_the_first_answer(WebhookType type, int? answer, DeliveryStatus status, string expected)
    {
        _world.Receiver.AnswerAlways(answer);
        Tell(type);

        AssertDecision(status, expected);
    }

    [Test]
    public void Of_each_retry_and_of_the_last()
    {
        _world.Receiver.AnswerAlways(500);
        Tell(WebhookType.MoneyIn);

        _world.Advance("7h");

        Assert.That(Only.Attempts.Select(attempt => attempt.Decision), Is.EqualTo(new[]
        {
            "tried again 10s after the event", "tried again 1m after the event", "tried again 10m after the event",
            "tried again 1h after the event", "tried again 6h after the event", "undelivered; that was the last attempt",
        }));
    }

    [Test]
    public void Of_a_resend()
    {
        Tell(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(500);

        _world.Do(new ResendDelivery(Only.Id));
        _world.LetReceiverAnswer();

        AssertDecision(DeliveryStatus.Undelivered, "undelivered; a resend is tried once");
        Assert.That((Only.ScheduledAttempts, Only.IsResend), Is.EqualTo((1, false)), "a resend uses no retry");
    }

    [Test]
    public void Of_a_second_refusal_and_of_one_that_has_no_money_left()
    {
        _world.Receiver.AnswerAlways(422);
        Tell(WebhookType.MoneyIn);
        _world.Do(new ResendDelivery(Only.Id));
        _world.LetReceiverAnswer();
        AssertDecision(DeliveryStatus.Refused, "refused by 422, but not refunded: ALREADY_REFUNDED");

        var spent = new DecisionTextTests();
        spent._world.Receiver.Answer = _ =>
        {
            spent._world.MoneyOut("1009.99");
            return Receiver.Status(422);
        };
        spent.Tell(WebhookType.MoneyIn);
        spent.AssertDecision(DeliveryStatus.Refused, "refused by 422, but not refunded: INSUFFICIENT_FUNDS");
    }

    [TestCase(39, "refused by 422: refunded by {refund}")]
    [TestCase(40, "refused by 422: refunded by {refund}; refundReason was cut to 39 characters")]
    public void Of_a_reason_that_is_too_long(int length, string expected)
    {
        _world.Receiver.Answer = _ => Receiver.Status(422, new string('x', length));
        Tell(WebhookType.MoneyIn);

        AssertDecision(DeliveryStatus.Refused, expected);
    }

    [TestCase(404, DeliveryStatus.Refused, "refused by 404; changes nothing and is not tried again")]
    [TestCase(500, DeliveryStatus.Pending, "tried again 10s after the event")]
    public void Of_an_answer_that_a_rule_makes_another(int asIf, DeliveryStatus status, string expected)
    {
        _world.Do(
            new ArmRules([new Rule { Name = "as", When = RuleEvent.Webhook, Then = [new TreatAnswerAsEffect(asIf, null)] }],
                false));
        Tell(Update);

        AssertDecision(status, expected);
        Assert.That((Only.TreatedAs, Only.Attempts[0].Result!.StatusCode), Is.EqualTo(((int?)asIf, (int?)201)));
    }

    private void Tell(WebhookType type)
    {
        _world.Webhook(type);
        if (type == WebhookType.MoneyIn)
        {
            _world.Deposit();
        }
        else
        {
            _world.Move(_world.MoneyOut(), PaymentMove.Liquidate).AssertAccepted();
        }

        _world.LetReceiverAnswer();
    }

    private void AssertDecision(DeliveryStatus status, string expected)
    {
        var refund = Only.Event.TransactionId is { } about ? _world.Of(about).RefundId : null;
        Assert.That(
            (Only.Status, Only.Attempts[^1].Decision), Is.EqualTo((status, expected.Replace("{refund}", $"{refund?.Value}"))));
    }
}
