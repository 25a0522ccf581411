using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Tests.Rules;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>A money_out of 0.01: a payment like any other, with a receipt like a penny validation's.</summary>
public sealed class CepOnMoneyOutTests
{
    private readonly WorldKit _world = new();

    [TestCase("0.01", true, true, ExpectedResult = true)]
    [TestCase("0.02", true, true, ExpectedResult = false)]
    [TestCase("1.95", true, true, ExpectedResult = false)]
    [TestCase("0.01", false, true, ExpectedResult = false)]
    [TestCase("0.01", true, false, ExpectedResult = false)]
    public bool Only_a_centavo_by_spei_with_the_switch_on_has_a_receipt(string amount, bool isOn, bool isSpei)
    {
        _world.With(options => options with { CepOnMoneyOut = isOn });

        return _world.MoneyOut(amount, isSpei ? null : _world.Private.InstrumentId).Cep is not null;
    }

    [Test]
    public void Is_told_of_as_a_payment_and_as_a_receipt()
    {
        _world.Webhook(WebhookType.Cep);
        _world.Webhook(WebhookType.StatusUpdate);
        _world.MoneyOut("0.01");

        _world.Advance("1h");

        Assert.That(
            _world.Receiver.Received.Select(received => (received.At - WorldKit.Start, received.Notice is CepNotice cep
                ? WireName<CepStatus>.Of(cep.Transaction.Cep!.Status)
                : WireName<TransactionStatus>.Of(((StatusUpdateNotice)received.Notice).Transaction.Status))),
            Is.EqualTo(
                [(TimeSpan.FromSeconds(1), "PENDING"), (TimeSpan.FromSeconds(2), "LIQUIDATED"),
                    (TimeSpan.FromSeconds(5), "COMPLETED")]));
        _world.AssertInvariants();
    }

    [TestCase(PaymentMove.Reject, "1s", ExpectedResult = CepStatus.Failed)]
    [TestCase(PaymentMove.Reject, "0s", ExpectedResult = CepStatus.Failed)]
    public CepStatus A_rejected_one_has_no_receipt(PaymentMove move, string after)
    {
        var penny = _world.MoneyOut("0.01");
        _world.Advance(after);

        _world.Move(penny, move).AssertAccepted();
        _world.Advance("1h");

        return _world.Of(penny.Id).Cep!.Status;
    }

    [Test]
    public void Ids_of_other_payments_are_those_they_would_be_without_it()
    {
        var without = new WorldKit();
        without.With(options => options with { CepOnMoneyOut = false });

        Transaction[] Pay(WorldKit world) =>
            [world.MoneyOut("0.01"), world.MoneyOut("1.95"), world.Penny(), world.MoneyOut("2.00")];

        Assert.That(Pay(_world).Select(payment => (payment.Id, payment.TrackingKey)),
            Is.EqualTo(Pay(without).Select(payment => (payment.Id, payment.TrackingKey))));
    }

    [Test]
    public void Rules_on_payments_and_on_receipts_are_both_for_it_and_each_is_counted_once()
    {
        _world.Arm(
            Once("payment", RuleEvent.MoneyOut, new SettleEffect(TimeSpan.FromSeconds(60))),
            Once("receipt", RuleEvent.Cep,
                new CepTimelineEffect(
                    [new(TimeSpan.Zero, CepStatus.Pending), new(TimeSpan.FromMinutes(10), CepStatus.Delayed)])));
        var (first, second) = (_world.MoneyOut("0.01"), _world.MoneyOut("0.01"));

        _world.Advance("59s");
        Assert.That((_world.Of(first.Id).Status, _world.Of(first.Id).Cep!.Status),
            Is.EqualTo((TransactionStatus.Initialized, CepStatus.Pending)));
        Assert.That((_world.Of(second.Id).Status, _world.Of(second.Id).Cep!.Status),
            Is.EqualTo((TransactionStatus.Liquidated, CepStatus.Completed)));
        _world.Advance("1h");

        Assert.That((_world.Of(first.Id).Status, _world.Of(first.Id).Cep!.Status),
            Is.EqualTo((TransactionStatus.Liquidated, CepStatus.Delayed)));
    }

    [TestCase(RuleEvent.MoneyOut)]
    [TestCase(RuleEvent.Cep)]
    public void A_rule_of_either_kind_may_refuse_it(RuleEvent when)
    {
        _world.Arm(Once("no", when, new RefuseEffect(400, "DATA_ERROR", "No.")));

        Assert.That(_world.TryMoneyOut("0.01").IsAccepted, Is.False);
        Assert.That(_world.TryMoneyOut("0.01").IsAccepted, Is.True);
    }

    [Test]
    public void A_payment_that_is_refused_spends_no_rule_on_receipts()
    {
        _world.Arm(
            Once("no", RuleEvent.MoneyOut, new RefuseEffect(400, "DATA_ERROR", "No.")),
            Once("failed", RuleEvent.Cep,
                new CepTimelineEffect([new(TimeSpan.Zero, CepStatus.Pending), new(TimeSpan.Zero, CepStatus.Failed)])));

        Assert.That(_world.TryMoneyOut("0.01").IsAccepted, Is.False);
        var penny = _world.MoneyOut("0.01");
        _world.Advance("1h");

        Assert.That(_world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Failed));
    }

    /// <summary>What becomes of the answer was said by then, and so nothing on the receipt can take the payment back.</summary>
    [TestCaseSource(nameof(ReceiptRules))]
    public void A_rule_on_receipts_says_nothing_more_once_a_rule_on_payments_broke_the_answer(RuleEffect onReceipt)
    {
        _world.Arm(Once("lost", RuleEvent.MoneyOut, new FailEffect(true, new AnswerFault(AnswerFaultKind.Reset))),
            Once("receipt", RuleEvent.Cep, onReceipt));

        var submitted = new SubmittingClient(_world).Submit(amount: "0.01");

        submitted.Answer.Outcome.AssertAccepted();
        Assert.That(submitted.Fault?.Kind, Is.EqualTo(AnswerFaultKind.Reset));
        Assert.That(submitted.Answer.Outcome.Value.Cep, Is.Not.Null);
        Assert.That(_world.Available(_world.Central), Is.EqualTo("999.99"));
    }

    [TestCaseSource(nameof(ReceiptRules))]
    public void A_rule_on_receipts_alone_has_its_say(RuleEffect onReceipt)
    {
        _world.Arm(Once("receipt", RuleEvent.Cep, onReceipt));

        var submitted = new SubmittingClient(_world).Submit(amount: "0.01");

        var isAfterCommit = onReceipt is FailEffect { IsAfterCommit: true };
        Assert.That(submitted.Answer.Outcome.IsAccepted, Is.EqualTo(isAfterCommit));
        Assert.That(submitted.Fault, Is.EqualTo((onReceipt as FailEffect)?.How));
    }

    private static IEnumerable<RuleEffect> ReceiptRules =>
    [
        new RefuseEffect(400, "DATA_ERROR", "No."),
        new FailEffect(false, new AnswerFault(AnswerFaultKind.Status, 503)),
        new FailEffect(true, new AnswerFault(AnswerFaultKind.Empty)),
    ];

    private static Rule Once(string name, RuleEvent when, RuleEffect then) =>
        new() { Name = name, When = when, Then = [then], Times = 1 };
}
