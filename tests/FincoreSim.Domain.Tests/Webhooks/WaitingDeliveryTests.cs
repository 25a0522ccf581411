namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>
/// How much may wait for receivers that do not take it, and what becomes of the rest: the money moves all the same.
/// </summary>
public sealed class WaitingDeliveryTests
{
    private readonly WorldKit _world = new();

    private DeliveryBook Book => _world.World.State.Deliveries;

    [SetUp]
    public void Register()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(500);
    }

    [Test]
    public void Beyond_their_number_an_event_is_cancelled_counted_and_told_in_the_journal()
    {
        Limit(limits => limits with { WaitingDeliveries = 3 });

        var deposits = Enumerable.Range(0, 5).Select(_ => Deposit()).ToArray();

        Assert.That(Book.All.Select(delivery => delivery.Status), Is.EqualTo(
            new[] { DeliveryStatus.Pending, DeliveryStatus.Pending, DeliveryStatus.Pending, DeliveryStatus.Cancelled, DeliveryStatus.Cancelled }));
        Assert.That((Book.WaitingCount, Book.TurnedAway), Is.EqualTo((3, 2L)));
        var told = _world.Last<DeliveryTurnedAway>();
        Assert.That(told.Kind, Is.EqualTo("webhook_not_queued"));
        Assert.That(told.Transaction, Is.EqualTo(deposits[^1].Id));
        Assert.That(told.Details.Single(detail => detail.Name == "why").Text, Does.Contain("limits.waiting_deliveries"));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1005.00"), "the money came in all the same");
        _world.AssertInvariants();
    }

    [Test]
    public void What_was_cancelled_so_can_be_resent_once_there_is_room()
    {
        Limit(limits => limits with { WaitingDeliveries = 1 });
        Deposit();
        var cancelled = Deposit();
        var delivery = Book.Of(cancelled.Id).Single().Id;
        _world.Try(new ResendDelivery(delivery)).AssertRefused(RefusalCode.LimitReached);

        _world.Receiver.AnswerAlways(201);
        _world.Advance("10s");
        _world.Do(new ResendDelivery(delivery));
        _world.LetReceiverAnswer();

        Assert.That(Book.Find(delivery)!.Status, Is.EqualTo(DeliveryStatus.Delivered));
    }

    [Test]
    public void One_event_for_several_webhooks_counts_for_each()
    {
        Enumerable.Range(0, 3).ToList().ForEach(number => _world.Webhook(WebhookType.MoneyIn, $"http://receiver.test/{number}"));
        Limit(limits => limits with { WaitingDeliveries = 2 });

        Deposit();

        Assert.That((Book.WaitingCount, Book.TurnedAway), Is.EqualTo((2, 2L)));
    }

    [Test]
    public void A_settlement_by_the_clock_goes_on_without_room()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        Limit(limits => limits with { WaitingDeliveries = 1 });
        Deposit();

        var payment = _world.MoneyOut();
        _world.Advance("2s");

        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(Book.TurnedAway, Is.EqualTo(1));
    }

    [Test]
    public void Bodies_go_before_webhooks_do()
    {
        Limit(limits => limits with { WaitingDeliveryBytes = 40_000 });
        _world.Receiver.Answer =
            _ => new AttemptResult
            {
                StatusCode = 500,
                Body = new string('x', 4000),
                BodyHash = "hash",
                Headers = [new("Server", "x")]
            };

        Enumerable.Range(0, 5).ToList().ForEach(_ => Deposit());

        var bodies = Book.All.Select(delivery => delivery.Attempts[0].Result!).ToArray();
        Assert.That(bodies.Select(result => result.Body.Length), Is.EqualTo(new[] { 4000, 4000, 0, 0, 0 }));
        Assert.That(
            bodies[^1],
            Is.EqualTo(
                new AttemptResult
                {
                    StatusCode = 500,
                    BodyHash = "hash",
                    IsBodyTruncated = true,
                    HeadersDropped = 1,
                    Headers = bodies[^1].Headers
                }));
        Assert.That(Book.TurnedAway, Is.Zero);

        Enumerable.Range(0, 50).ToList().ForEach(_ => Deposit());
        Assert.That(Book.TurnedAway, Is.GreaterThan(30));
        Assert.That(Book.WaitingBytes, Is.InRange(40_000, 42_000));
    }

    [Test]
    public void Room_comes_back_when_they_end()
    {
        Limit(limits => limits with { WaitingDeliveries = 2 });
        Enumerable.Range(0, 3).ToList().ForEach(_ => Deposit());

        _world.Receiver.AnswerAlways(201);
        _world.Advance("10s");

        Assert.That((Book.WaitingCount, Book.WaitingBytes), Is.EqualTo((0, 0L)));
        Deposit();
        Assert.That(Book.TurnedAway, Is.EqualTo(1));
    }

    private Transaction Deposit()
    {
        var deposit = _world.Deposit("1.00");
        _world.LetReceiverAnswer();
        return deposit;
    }

    private void Limit(Func<WorldLimits, WorldLimits> change) =>
        _world.With(options => options with { Limits = change(options.Limits) });
}
