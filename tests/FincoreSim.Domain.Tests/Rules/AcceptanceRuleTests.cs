using System.Text;
using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class AcceptanceRuleTests
{
    private static readonly AnswerFault[] Faults =
    [
        new(AnswerFaultKind.Status, 503), new(AnswerFaultKind.Hang, Delay: TimeSpan.FromSeconds(60)), new(AnswerFaultKind.Reset),
        new(AnswerFaultKind.Empty), new(AnswerFaultKind.Truncate), new(AnswerFaultKind.SlowBody, Delay: TimeSpan.FromSeconds(3)),
    ];

    private readonly WorldKit _world = new();

    [Test]
    public void Refuses_a_payment_once_and_then_accepts_it()
    {
        _world.Arm(Refusing() with { Times = 1 });

        _world.TryMoneyOut().AssertScripted(No);

        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
        Assert.That(_world.World.State.Transactions.Count, Is.Zero);
        Assert.That(_world.Armed().Fired, Is.EqualTo(1), "the counter outlives the refusal");
        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void Refuses_a_payment_book_to_book_by_either_operation()
    {
        _world.Arm(Refusing() with { Times = 2 });

        _world.Try(new MoneyOut(_world.Client, _world.Form(destination: _world.OtherAsSeen))).AssertScripted(No);
        _world.Try(new TransferInternally(_world.Client, _world.Form(destination: _world.Private.InstrumentId)))
            .AssertScripted(No);
        _world.Try(new TransferInternally(_world.Client, _world.Form(destination: _world.Private.InstrumentId))).AssertAccepted();
    }

    [Test]
    public void Refuses_a_penny_validation()
    {
        _world.Arm(On(RuleEvent.Cep, No) with { Times = 1 });
        var command = new ValidateByPenny(_world.Client, _world.Central.InstrumentId, _world.External, null, null);

        _world.Try(command).AssertScripted(No);
        Assert.That(_world.World.State.Transactions.Count, Is.Zero);
        _world.Try(command).AssertAccepted();
    }

    [Test]
    public void Refuses_a_refund_and_the_deposit_stays_refundable()
    {
        var deposit = _world.Deposit();
        _world.Arm(On(RuleEvent.Refund, No) with { Times = 1 });
        var command = new RefundDeposit(_world.Client, deposit.Id, "9.99", "x");

        _world.Try(command).AssertScripted(No);
        Assert.That(_world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1009.99"));
        _world.Try(command).AssertAccepted();
    }

    [Test]
    public void A_refused_deposit_goes_back_and_nobody_hears_of_it()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Arm((On(RuleEvent.MoneyIn, No) with { Times = 1 }).Where("amount", MatchOperator.Gt, "9.00"));

        var deposit = _world.Deposit();
        _world.Advance("0s");

        var refunded = _world.Of(deposit.Id);
        Assert.That(refunded.Status, Is.EqualTo(TransactionStatus.Refunded));
        var refund = _world.Of(refunded.RefundId!.Value);
        Assert.That((refund.SubCategory, refund.Status, refund.Description),
            Is.EqualTo((TransactionSubCategory.SpeiDebit, TransactionStatus.Liquidated, "BANK_DOWN")));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
        Assert.That(_world.Receiver.Received, Is.Empty);
        Assert.That(_world.World.State.Deliveries.All, Is.Empty, "no event exists");
        _world.AssertInvariants();
        _world.Deposit();
        _world.LetReceiverAnswer();
        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(1), "the rule is spent");
    }

    [TestCaseSource(nameof(Faults))]
    public void Before_commit_nothing_happens_and_the_key_is_not_kept(AnswerFault how)
    {
        _world.Arm(On(RuleEvent.MoneyOut, new FailEffect(false, how)) with { Times = 1 });
        var client = new SubmittingClient(_world);
        var fingerprint = _world.Fingerprint();

        var failed = client.Submit();

        failed.Answer.Outcome.AssertRefused(RefusalCode.Unavailable);
        Assert.That(failed.Fault, Is.EqualTo(how));
        Assert.That(client.Record(), Is.Null);
        Assert.That(_world.Fingerprint(), Is.EqualTo(fingerprint));
        var again = client.Submit();
        again.Answer.Outcome.AssertAccepted();
        Assert.That((again.IsReplay, again.Fault), Is.EqualTo((false, (AnswerFault?)null)));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("998.05"));
    }

    [TestCaseSource(nameof(Faults))]
    public void After_commit_the_money_moved_and_the_key_replays(AnswerFault how)
    {
        _world.Arm(On(RuleEvent.MoneyOut, new FailEffect(true, how)) with { Times = 1 });
        var client = new SubmittingClient(_world);

        var failed = client.Submit();
        failed.Answer.Outcome.AssertAccepted();
        Assert.That(failed.Fault, Is.EqualTo(how));
        Assert.That(
            failed.AnsweredAt, Is.EqualTo(how.Kind == AnswerFaultKind.Hang ? _world.Now + how.Delay : (DateTimeOffset?)null));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("998.05"));
        _world.Advance("1m");

        var again = client.Submit();
        Assert.That(again.Answer, Is.EqualTo(failed.Answer));
        Assert.That(
            (again.IsReplay, again.Fault, again.AnsweredAt), Is.EqualTo((true, (AnswerFault?)null, (DateTimeOffset?)null)));
        Assert.That(_world.World.State.Transactions.Count, Is.EqualTo(1));
    }

    [Test]
    public void While_the_answer_hangs_its_key_is_in_progress()
    {
        _world.Arm(On(RuleEvent.MoneyOut, new FailEffect(true, Faults[1])) with { Times = 1 });
        var client = new SubmittingClient(_world);
        client.Submit();

        _world.Advance("59s999ms");
        client.Submit().Answer.Outcome.AssertRefused(RefusalCode.OperationInProgress);
        _world.Advance("1ms");

        Assert.That(client.Submit().IsReplay, Is.True);
        Assert.That(client.Record()!.Value.IsAnswered, Is.True);
    }

    [Test]
    public void A_rules_refusal_is_the_keys_answer()
    {
        _world.Arm(Refusing() with { Times = 1 });
        var client = new SubmittingClient(_world);

        client.Submit().Answer.Outcome.AssertScripted(No);

        var again = client.Submit();
        again.Answer.Outcome.AssertScripted(No);
        Assert.That(again.IsReplay, Is.True);
        client.Submit(key: Guid.Parse("00000000-0000-4000-8000-0000000000aa")).Answer.Outcome.AssertAccepted();
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Penny_validations_and_refunds_fail_as_well(bool isAfterCommit)
    {
        var deposit = _world.Deposit();
        _world.Arm(
            On(RuleEvent.Cep, new FailEffect(isAfterCommit, Faults[2])) with { Name = "penny" },
            On(RuleEvent.Refund, new FailEffect(isAfterCommit, Faults[4])) with { Name = "refund" });
        var penny = new ValidateByPenny(_world.Client, _world.Central.InstrumentId, _world.External, null, null);

        var validated = _world.Gate.Submit(new PaymentRequest("penny_validation", penny, null));
        var refunded =
            _world.Gate.Submit(new PaymentRequest("refund", new RefundDeposit(_world.Client, deposit.Id, "9.99", "x"), null));

        Assert.That((validated.Fault, refunded.Fault), Is.EqualTo((Faults[2], Faults[4])));
        Assert.That(new[] { validated, refunded }.Select(submitted => submitted.Answer.Outcome.IsAccepted),
            Is.All.EqualTo(isAfterCommit));
        Assert.That(_world.Available(_world.Central), Is.EqualTo(isAfterCommit ? "999.99" : "1009.99"));
    }

    [Test]
    public void What_the_call_asked_for_goes_before_rules()
    {
        _world.Arm(On(RuleEvent.MoneyOut, new RejectEffect(ReturnReason.CancelledAccount, null)) with { Times = 1 });

        var payment = Ask("liquidate").Answer.Outcome.Value;
        _world.Advance("0s");

        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.Verdict().Why, Is.EqualTo("a rule before it took its place"));
        Assert.That(_world.Armed().Fired, Is.Zero);
    }

    [Test]
    public void A_call_may_ask_to_be_rejected_or_to_lose_its_answer_although_rules_say_otherwise()
    {
        _world.Arm(On(RuleEvent.MoneyOut, new SettleEffect(TimeSpan.Zero)) with { Name = "settle" }, Refusing());

        Ask("reject:BLOCKED_ACCOUNT").Answer.Outcome.AssertScripted(No);
        _world.Do(new DisarmRule("rule"));
        var rejected = Ask("reject:BLOCKED_ACCOUNT").Answer.Outcome.Value;
        _world.Arm(Refusing());
        var lost = Ask("lost_after_commit");
        var hung = Ask("hang:30s");
        var failed = Ask("fail_before_commit");
        _world.Advance("2s");

        Assert.That(_world.Of(rejected.Id).Reason!.Code, Is.EqualTo("BLOCKED_ACCOUNT"));
        Assert.That((lost.Answer.Outcome.IsAccepted, lost.Fault!.Kind), Is.EqualTo((true, AnswerFaultKind.Reset)));
        Assert.That(
            (hung.Answer.Outcome.IsAccepted, hung.AnsweredAt), Is.EqualTo((true, (DateTimeOffset?)WorldKit.Start + Span("30s"))));
        failed.Answer.Outcome.AssertRefused(RefusalCode.Unavailable);
        Assert.That(failed.Fault, Is.EqualTo(new AnswerFault(AnswerFaultKind.Status, 503)));
    }

    [Test]
    public void Without_any_rule_a_call_gets_what_it_asked_for_and_the_next_one_does_not()
    {
        var asked = Ask("reject:CANCELLED_ACCOUNT").Answer.Outcome.Value;
        var other = _world.MoneyOut();
        _world.Advance("2s");

        Assert.That(_world.Of(asked.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
        Assert.That(_world.Of(other.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
    }

    [TestCase("")]
    [TestCase("liquidate:now")]
    [TestCase("reject")]
    [TestCase("reject:NO_SUCH_REASON")]
    [TestCase("hang")]
    [TestCase("hang:soon")]
    [TestCase("LIQUIDATE")]
    public void What_is_no_outcome_is_not_understood(string text) => Assert.That(CallOutcome.Parse(text), Is.Null);

    private SubmittedPayment Ask(string outcome)
    {
        var key = new IdempotencyKey(_world.Client, new Guid(_world.World.State.Idempotency.Count + 1, 0, 0, new byte[8]));
        return _world.Gate.Submit(new PaymentRequest(
            "money_out", new MoneyOut(_world.Client, _world.Form()),
            new KeyUse(key, new BodyHash(1), Encoding.UTF8.GetBytes("{}"), true), CallOutcome.Parse(outcome)!));
    }
}
