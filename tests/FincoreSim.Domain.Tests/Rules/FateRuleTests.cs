using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class FateRuleTests
{
    private static readonly ReturnReason Blocked = ReturnReason.Find("BLOCKED_ACCOUNT")!;

    private readonly WorldKit _world = new();

    [Test]
    public void Settle_settles_at_its_time()
    {
        var payment = Pay(new SettleEffect(Span("60s")));

        AssertTurns(payment, "60s", TransactionStatus.Liquidated);
        Assert.That(_world.Available(_world.Central), Is.EqualTo("998.05"));
    }

    [Test]
    public void Settle_goes_before_a_reserved_value()
    {
        var reserved = ReservedValues.All.First(value => value.Effect == "rejected");
        _world.Arm(On(RuleEvent.MoneyOut, new SettleEffect(Span("1s"))));
        var payment = _world.MoneyOut(destination: _world.Register(reserved.Clabe.Digits, TestBanks.Bbva).Id);

        AssertTurns(payment, "1s", TransactionStatus.Liquidated);
    }

    [Test]
    public void Reject_rejects_when_it_would_have_settled()
    {
        var payment = Pay(new RejectEffect(Blocked, null));

        AssertTurns(payment, "2s", TransactionStatus.Rejected);
        Assert.That(_world.Of(payment.Id).Reason, Is.EqualTo(Blocked));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void Reject_rejects_at_its_own_time()
    {
        var payment = Pay(new RejectEffect(Blocked, Span("5m")));

        AssertTurns(payment, "5m", TransactionStatus.Rejected);
    }

    [Test]
    public void Reject_rejects_at_once_where_nothing_settles_by_itself()
    {
        _world.With(options => options with { SpeiSettlesAfter = null });
        var payment = Pay(new RejectEffect(Blocked, null));

        _world.Advance("0s");

        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
    }

    [TestCase(null, "24h")]
    [TestCase("90m", "90m")]
    public void Return_settles_and_comes_back(string? after, string comesBackAfter)
    {
        var payment = Pay(new ReturnEffect(Blocked, after is null ? null : Span(after)));

        AssertTurns(payment, "2s", TransactionStatus.Liquidated);
        AssertTurns(payment, comesBackAfter, TransactionStatus.Refunded, TransactionStatus.Liquidated);
        Assert.That(_world.Of(payment.Id).Reason, Is.EqualTo(Blocked));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void Hold_leaves_the_payment_until_someone_decides()
    {
        var payment = Pay(new HoldEffect());

        _world.Advance("30d");
        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Initialized));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("998.05"));
        _world.Move(payment, PaymentMove.Liquidate).AssertAccepted();

        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
    }

    [Test]
    public void Hold_leaves_the_cep_until_someone_decides()
    {
        var penny = Validate(new HoldEffect());

        _world.Advance("30d");
        Assert.That(_world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Initialized));
        Assert.That(_world.Of(penny.Id).Status, Is.EqualTo(TransactionStatus.Initialized));
        _world.MoveCep(penny, CepStatus.Pending).AssertAccepted();
        _world.Move(penny, PaymentMove.Liquidate).AssertAccepted();
        Assert.That(_world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Pending));
        _world.MoveCep(penny, CepStatus.Completed).AssertAccepted();

        Assert.That(_world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Completed));
    }

    [Test]
    public void The_cep_lives_by_its_timeline_counted_from_the_payment()
    {
        _world.Webhook(WebhookType.Cep);
        var penny = Validate(new CepTimelineEffect(
        [
            new(TimeSpan.Zero, CepStatus.Pending), new(Span("10m"), CepStatus.Delayed), new(Span("26h"), CepStatus.Completed,
                "OTRO TITULAR"),
        ]));

        _world.Advance("27h");

        Assert.That(_world.Receiver.Received.Select(
            received => (received.At - WorldKit.Start, received.Cep.Status)), Is.EqualTo(new[]
        {
            (TimeSpan.Zero, CepStatus.Pending), (Span("10m"), CepStatus.Delayed), (Span("26h"), CepStatus.Completed),
        }));
        Assert.That(_world.Of(penny.Id).Cep!.BeneficiaryName, Is.EqualTo("OTRO TITULAR"));
        Assert.That(_world.Of(penny.Id).Status, Is.EqualTo(TransactionStatus.Liquidated), "the cent itself settles as ever");
        _world.AssertInvariants();
    }

    [Test]
    public void A_penny_that_is_rejected_has_no_receipt()
    {
        var penny = Validate(new RejectEffect(Blocked, Span("3s")));

        _world.Advance("1h");

        Assert.That(_world.Of(penny.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
        Assert.That(_world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Failed));
    }

    [Test]
    public void A_penny_settles_when_a_rule_says_so_and_its_cep_lives_as_ever()
    {
        var penny = Validate(new SettleEffect(Span("60s")));

        AssertTurns(penny, "60s", TransactionStatus.Liquidated);
        Assert.That(_world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Completed));
    }

    private Transaction Pay(RuleEffect effect)
    {
        _world.Arm(On(RuleEvent.MoneyOut, effect));
        return _world.MoneyOut();
    }

    private Transaction Validate(RuleEffect effect)
    {
        _world.Arm(On(RuleEvent.Cep, effect));
        return _world.Penny();
    }

    /// <summary>Advances to a moment before an instant, and then to it: only then the status is another.</summary>
    private void AssertTurns(
        Transaction payment, string after, TransactionStatus turnsTo, TransactionStatus before = TransactionStatus.Initialized)
    {
        var at = _world.Now + Span(after);
        _world.AdvanceTo(at - TimeSpan.FromMilliseconds(1));
        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(before));
        _world.AdvanceTo(at);
        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(turnsTo));
        _world.AssertInvariants();
    }
}
