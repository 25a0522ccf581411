namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class StatusUpdateTests
{
    private readonly WorldKit _world = new();

    private IEnumerable<TransactionStatus> Told => _world.Receiver.Received.Select(received => received.Status);

    [Test]
    public void A_payment_that_settles_is_told_once_and_not_when_it_begins()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        var payment = _world.MoneyOut();

        _world.Advance("1s");
        Assert.That(Told, Is.Empty);
        _world.Advance("1s");

        Assert.That(Told, Is.EqualTo(new[] { TransactionStatus.Liquidated }));
        Assert.That(_world.Receiver.Received[0].Notice, Is.EqualTo(new StatusUpdateNotice(_world.Of(payment.Id))));
    }

    [Test]
    public void A_rejection_and_a_return_are_told_with_their_reason()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.Move(_world.MoneyOut(), PaymentMove.Reject, ReturnReason.NonExistentAccount);
        var payment = _world.MoneyOut();
        _world.Move(payment, PaymentMove.Liquidate);
        _world.Move(payment, PaymentMove.Return);
        _world.LetReceiverAnswer();

        Assert.That(
            Told, Is.EqualTo(new[] { TransactionStatus.Rejected, TransactionStatus.Liquidated, TransactionStatus.Refunded }));
        Assert.That(
            _world.Receiver.Received.Select(received => ((StatusUpdateNotice)received.Notice).Transaction.Reason?.Code),
            Is.EqualTo(new[] { "NON_EXISTENT_ACCOUNT", null, "CANCELLED_ACCOUNT" }));
    }

    [Test]
    public void Nothing_else_is_told()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.Internal();
        _world.Penny();
        _world.Refund(_world.Deposit());
        _world.MoneyOut("1.00", _world.OtherAsSeen);

        _world.Advance("1m");

        Assert.That(_world.Receiver.Received, Is.Empty);
    }

    [Test]
    public void With_all_status_updates_everything_that_goes_out_is_told()
    {
        _world.With(options => options with { AllStatusUpdates = true });
        _world.Webhook(WebhookType.StatusUpdate);
        var told = new[]
        {
            (_world.MoneyOut().Id, TransactionStatus.Initialized), (_world.Internal().Id, TransactionStatus.Liquidated),
            (_world.Penny().Id, TransactionStatus.Initialized), (_world.Refund(_world.Deposit()).Id,
                TransactionStatus.Liquidated),
        };

        _world.LetReceiverAnswer();

        Assert.That(
            _world.Receiver.Received.Select(received => (received.Dispatch.Delivery.Event.TransactionId!.Value, received.Status)),
            Is.EqualTo(told));
        _world.Advance("2s");
        Assert.That(Told.Skip(4), Is.EqualTo(new[] { TransactionStatus.Liquidated, TransactionStatus.Liquidated }));
    }
}
