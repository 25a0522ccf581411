using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>From when the waits of a delivery count: the event, or for what a rule held back as much later as that.</summary>
public sealed class RetryBaseTests
{
    private readonly WorldKit _world = new();

    [TestCase("0s 10s 60s", "", "0 10 60")]
    [TestCase("3s 7s 9s", "", "3 7 9")]
    [TestCase("0s 10s 60s", "30s", "30 40 90")]
    [TestCase("3s 7s 9s", "30s", "33 37 39")]
    [TestCase("0s 0s 1s", "", "0 0 1")]
    public void Of_a_profile_with_a_rule_that_holds_back(string waits, string held, string expected)
    {
        Retry(waits);
        if (held.Length > 0)
        {
            _world.Arm(On(RuleEvent.Webhook, new DelayEffect(Just(held))));
        }

        Fail();

        Assert.That(Sent(), Is.EqualTo(expected));
    }

    [TestCase("0s 10s", "5s 20s", "0 20")]
    [TestCase("5s 20s", "0s 30s", "5 35")]
    [TestCase("0s 10s 20s", "0s", "0")]
    public void Of_a_profile_that_changes_before_the_first_answer(string before, string after, string expected)
    {
        Retry(before);
        _world.Receiver.Answer = _ =>
        {
            Retry(after);
            return Receiver.Status(500);
        };

        Tell();

        Assert.That(Sent(), Is.EqualTo(expected));
    }

    [Test]
    public void Of_old_news_that_is_told_again()
    {
        Retry("0s 10s");
        _world.Arm(On(RuleEvent.Webhook, new StaleEffect(Span("1m"))));
        _world.Webhook(WebhookType.StatusUpdate);
        var payment = _world.MoneyOut();
        _world.Move(payment, PaymentMove.Liquidate).AssertAccepted();
        _world.LetReceiverAnswer();
        _world.Receiver.AnswerAlways(500);
        _world.Clock.MoveTo(WorldKit.Start.AddSeconds(100));

        _world.Move(payment, PaymentMove.Return).AssertAccepted();
        _world.Advance("1d");

        Assert.That(Sent(), Is.EqualTo("0 100 110 160 170"), "the event, its retry, the old one a minute later, and its retry");
        Assert.That(_world.Receiver.Received[3].EventId, Is.EqualTo(_world.Receiver.Received[0].EventId));
    }

    private void Retry(string waits) =>
        _world.With(options => options with { Retries = new RetryProfile("custom", [.. waits.Split(' ').Select(Span)]) });

    private void Fail()
    {
        _world.Receiver.AnswerAlways(500);
        Tell();
    }

    private void Tell()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        _world.Advance("1d");
    }

    private string Sent() =>
        string.Join(' ', _world.Receiver.Received.Select(received => (received.At - WorldKit.Start).TotalSeconds));
}
