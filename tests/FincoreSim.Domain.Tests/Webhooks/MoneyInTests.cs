namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class MoneyInTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void A_deposit_tells_who_paid_whom()
    {
        _world.Webhook(WebhookType.MoneyIn);

        var deposit = _world.Deposit("9.99", _world.Private);
        _world.LetReceiverAnswer();

        var notice = (MoneyInNotice)_world.Receiver.Received.Single().Notice;
        Assert.That(notice, Is.EqualTo(new MoneyInNotice(
            deposit, new Party(_world.Private.Clabe.Digits, "Maria Lopez", "LOMM800101AB1"),
            new Party("012180001183597198", "Juan Perez", "ND"), "40012", _world.Customer.Value)));
    }

    [TestCase(null, "Devolucion")]
    [TestCase(" ", "Devolucion")]
    [TestCase("Invalid Amount", "Invalid Amount")]
    [TestCase(" Invalid Amount ", "Invalid Amount")]
    [TestCase("123456789012345678901234567890123456789012345", "123456789012345678901234567890123456789")]
    public void A_422_refunds_at_once_with_its_reason(string? reason, string description)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.Answer = _ => Receiver.Status(422, reason);
        var deposit = _world.Deposit();

        _world.LetReceiverAnswer();

        var refund = _world.Of(_world.Of(deposit.Id).RefundId!.Value);
        Assert.That(refund.Description, Is.EqualTo(description));
        Assert.That(refund.Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
        Assert.That(_world.World.State.Deliveries.All.Single().Status, Is.EqualTo(DeliveryStatus.Refused));
    }

    [TestCase(201)]
    [TestCase(200)]
    [TestCase(500)]
    public void Another_answer_leaves_the_money(int status)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(status);
        var deposit = _world.Deposit();

        _world.LetReceiverAnswer();

        Assert.That(_world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1009.99"));
    }

    [Test]
    public void A_422_refunds_from_a_blocked_account_too()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(422);
        _world.Deposit();
        _world.Move(_world.Central, AccountMove.Block);

        _world.LetReceiverAnswer();

        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void A_422_for_money_that_was_spent_refunds_nothing()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(422);
        var deposit = _world.Deposit();
        _world.MoneyOut("1009.99");

        _world.LetReceiverAnswer();

        Assert.That(_world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.World.State.Deliveries.All.Single().Attempts[^1].Decision, Does.Contain("INSUFFICIENT_FUNDS"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_internal_credit_to_another_owner_is_announced(bool isMoneyOut)
    {
        _world.Webhook(WebhookType.MoneyIn, client: _world.Other);

        var debit = isMoneyOut ? _world.MoneyOut("5.00", _world.OtherAsSeen) : _world.Internal("5.00", _world.OtherAsSeen);
        _world.LetReceiverAnswer();

        var notice = (MoneyInNotice)_world.Receiver.Received.Single().Notice;
        Assert.That(notice.Transaction.Id, Is.EqualTo(debit.OtherLegId));
        Assert.That(notice.Transaction.SubCategory, Is.EqualTo(TransactionSubCategory.IntCredit));
        Assert.That(notice.PayerInstitution, Is.EqualTo("90734"));
        Assert.That(notice.Payer.Account, Is.EqualTo(_world.Central.Clabe.Digits));
        Assert.That(notice.Beneficiary.Account, Is.EqualTo(_world.OtherCentral.Clabe.Digits));
        Assert.That(notice.OwnerId, Is.EqualTo(_world.Other.Value));
        Assert.That(notice.Transaction.TrackingKey, Is.EqualTo(debit.TrackingKey));
    }

    [Test]
    public void An_internal_credit_to_a_customer_of_the_same_client_is_announced()
    {
        _world.Webhook(WebhookType.MoneyIn);

        _world.Internal("5.00");

        Assert.That(_world.World.State.Deliveries.All.Count(), Is.EqualTo(1));
    }

    [Test]
    public void An_internal_credit_to_the_same_owner_makes_no_event()
    {
        _world.Webhook(WebhookType.MoneyIn);
        var own = _world.Do(new CreatePrivateAccount(
            _world.Client, BankCatalogue.FincoPay, _world.Client.Value, Guid.Empty, _world.Central.Id));

        _world.Internal("5.00", own.InstrumentId);

        Assert.That(_world.World.State.Deliveries.All, Is.Empty);
        Assert.That(_world.World.State.Ordinal(IdKind.Event), Is.Zero);
    }

    [TestCase(422, DeliveryStatus.Refused)]
    [TestCase(201, DeliveryStatus.Delivered)]
    [TestCase(500, DeliveryStatus.Pending)]
    public void The_answer_to_an_internal_credit_never_moves_money(int status, DeliveryStatus expected)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(status);
        var debit = _world.Internal("5.00");

        _world.LetReceiverAnswer();

        Assert.That(_world.Available(_world.Private), Is.EqualTo("5.00"));
        Assert.That(_world.Of(debit.OtherLegId!.Value).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.World.State.Deliveries.All.Single().Status, Is.EqualTo(expected));
    }
}
