namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class RetryTests
{
    private static readonly string[] Waits = ["0s", "10s", "1m", "10m", "1h", "6h"];

    private readonly WorldKit _world = new();

    private Delivery Only => _world.World.State.Deliveries.All.Single();

    [TestCase(500)]
    [TestCase(404)]
    [TestCase(302)]
    [TestCase(null)]
    public void A_deposit_is_announced_six_times_and_then_undelivered(int? status)
    {
        Fail(status);

        _world.Advance("30d");

        Assert.That(
            _world.Receiver.Received.Select(received => DurationText.Format(received.At - WorldKit.Start)), Is.EqualTo(Waits));
        Assert.That(
            Only.Attempts.Select(attempt => attempt.DueAt), Is.EqualTo(_world.Receiver.Received.Select(received => received.At)));
        Assert.That(Only.Attempts.Select(attempt => attempt.Number), Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Undelivered));
        Assert.That(Only.NextAttemptAt, Is.Null);
    }

    [Test]
    public void Undelivered_money_stays_credited()
    {
        Fail(500);

        _world.Advance("7h");

        Assert.That(_world.Available(_world.Central), Is.EqualTo("1009.99"));
    }

    [Test]
    public void Every_attempt_tells_the_same()
    {
        Fail(500);

        _world.Advance("7h");

        Assert.That(_world.Receiver.Received.Select(received => received.Notice).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_world.Receiver.Received.Select(received => received.EventId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Between_attempts_the_next_one_is_known()
    {
        Fail(500);

        _world.LetReceiverAnswer();

        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Pending));
        Assert.That(Only.NextAttemptAt, Is.EqualTo(WorldKit.Start.AddSeconds(10)));
    }

    [Test]
    public void It_ends_when_it_is_taken()
    {
        Fail(500);
        _world.Advance("10s");
        _world.Receiver.AnswerAlways(201);

        _world.Advance("1d");

        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(3));
        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Delivered));
    }

    [Test]
    public void An_answer_that_comes_late_is_followed_at_once()
    {
        Fail(500);
        var dispatch = _world.Do(new TakeDeliveries()).Single();
        _world.Clock.MoveTo(WorldKit.Start.AddMinutes(30));

        _world.Do(new RecordAttempt(dispatch.Delivery.Id, Receiver.Status(500)));

        Assert.That(Only.NextAttemptAt, Is.EqualTo(WorldKit.Start.AddMinutes(30)));
        _world.Advance("0s");
        Assert.That(_world.Receiver.Received.Select(received => received.At - WorldKit.Start).Distinct(),
            Is.EqualTo(new[] { TimeSpan.FromMinutes(30) }));
    }

    [Test]
    public void Without_retries_there_is_one_attempt()
    {
        _world.With(options => options with { Retries = RetryProfile.None });
        Fail(500);

        _world.Advance("30d");

        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(1));
        Assert.That(Only.Status, Is.EqualTo(DeliveryStatus.Undelivered));
    }

    [Test]
    public void A_first_wait_is_kept_too()
    {
        _world.With(
            options => options with { Retries = new RetryProfile("custom", [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(7)]) });
        Fail(500);

        _world.Advance("1m");

        Assert.That(_world.Receiver.Received.Select(received => (received.At - WorldKit.Start).TotalSeconds),
            Is.EqualTo(new[] { 3.0, 7.0 }));
    }

    [TestCase(400, DeliveryStatus.Refused)]
    [TestCase(422, DeliveryStatus.Refused)]
    [TestCase(200, DeliveryStatus.Delivered)]
    [TestCase(202, DeliveryStatus.Delivered)]
    [TestCase(500, DeliveryStatus.Pending)]
    [TestCase(null, DeliveryStatus.Pending)]
    public void A_status_update_is_final_on_4xx(int? status, DeliveryStatus expected)
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.Receiver.AnswerAlways(status);
        _world.MoneyOut();

        _world.Advance("2s");

        Assert.That(Only.Status, Is.EqualTo(expected));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("998.05"));
    }

    private void Fail(int? status)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(status);
        _world.Deposit();
    }
}
