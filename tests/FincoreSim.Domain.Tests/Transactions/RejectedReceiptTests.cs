namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>A rejected payment has no receipt: its CEP fails from wherever it stands, and goes through no state twice.</summary>
public sealed class RejectedReceiptTests
{
    private readonly WorldKit _world = new();

    [TestCase("", "PENDING, FAILED")]
    [TestCase("PENDING", "PENDING, FAILED")]
    [TestCase("PENDING, DELAYED", "PENDING, DELAYED, FAILED")]
    [TestCase("PENDING, FAILED", "PENDING, FAILED")]
    public void Its_webhooks_tell(string before, string all)
    {
        _world.Webhook(WebhookType.Cep);
        var penny = _world.MoneyOut("0.01");
        foreach (var name in before.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.That(WireName<CepStatus>.TryParse(name, out var status));
            _world.MoveCep(penny, status).AssertAccepted();
        }

        _world.Advance("500ms");
        _world.Move(penny, PaymentMove.Reject).AssertAccepted();
        _world.LetReceiverAnswer();
        _world.Advance("0s");

        var told = _world.Receiver.Received.Select(received => WireName<CepStatus>.Of(received.Cep.Status));
        Assert.That(string.Join(", ", told), Is.EqualTo(all));
        Assert.That(
            _world.Receiver.Received[^1].At - WorldKit.Start, Is.LessThanOrEqualTo(TimeSpan.FromMilliseconds(500)), "at once");
    }

    [TestCase(PaymentMove.Liquidate)]
    [TestCase(PaymentMove.Reject)]
    public void A_change_is_dated(PaymentMove move)
    {
        var payment = _world.MoneyOut("0.01");
        _world.Advance("500ms");

        var moved = _world.Move(payment, move).Value;

        Assert.That((moved.CreatedAt, moved.UpdatedAt), Is.EqualTo((WorldKit.Start, WorldKit.Start.AddMilliseconds(500))));
    }

    [Test]
    public void A_change_of_the_receipt_and_a_refund_are_dated_too()
    {
        var (penny, deposit) = (_world.Penny(), _world.Deposit());
        _world.Clock.MoveTo(WorldKit.Start.AddMilliseconds(500));

        var moved = _world.MoveCep(penny, CepStatus.Pending).Value;
        var refund = _world.Refund(deposit);

        var now = WorldKit.Start.AddMilliseconds(500);
        Assert.That((moved.UpdatedAt, _world.Of(deposit.Id).UpdatedAt), Is.EqualTo((now, now)));
        Assert.That((refund.CreatedAt, refund.UpdatedAt), Is.EqualTo((now, now)));
    }

    [Test]
    public void A_receipt_that_has_only_begun_is_never_told()
    {
        var draft = new Draft(_world.World.State);
        var penny = _world.Penny();

        var broken = Assert.Throws<InvariantBroken>(() => PaymentNotifications.CepChanged(draft, penny, _world.Central.Clabe))!;

        Assert.That(broken.Message, Does.EndWith($": {penny.Id}"));
    }
}
