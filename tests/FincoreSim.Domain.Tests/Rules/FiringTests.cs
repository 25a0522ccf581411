using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class FiringTests
{
    private static readonly RefuseEffect OtherNo = new(409, "OTHER", "Another rule.");

    private readonly WorldKit _world = new();

    [Test]
    public void Times_and_skip_count_matches()
    {
        _world.Arm(Refusing() with { Times = 2, Skip = 1 });

        Assert.That(_world.PayCents(5), Is.EqualTo(new[] { true, false, false, true, true }));
        Assert.That((_world.Armed().Matched, _world.Armed().Fired), Is.EqualTo((3L, 2L)), "a spent rule counts no more");
    }

    [Test]
    public void What_does_not_match_is_not_counted()
    {
        _world.Arm((Refusing() with { Skip = 1 }).Where("amount", "0.01"));

        _world.TryMoneyOut("5.00").AssertAccepted();

        Assert.That(_world.PayCents(2), Is.EqualTo(new[] { true, false }));
        Assert.That(_world.Armed().Matched, Is.EqualTo(2));
    }

    [Test]
    public void What_the_api_itself_refuses_reaches_no_rule()
    {
        _world.Arm(Refusing() with { Times = 1 });

        _world.TryMoneyOut("1000.01").AssertRefused(RefusalCode.InsufficientFunds);

        Assert.That(_world.Armed().Matched, Is.Zero);
        Assert.That(_world.Considered(), Is.Empty);
    }

    [Test]
    public void A_spent_rule_leaves_its_place_to_the_next()
    {
        _world.Arm(Refusing("first") with { Times = 1 }, On(RuleEvent.MoneyOut, OtherNo) with { Name = "second", Times = 1 });

        _world.TryMoneyOut().AssertScripted(No);
        _world.TryMoneyOut().AssertScripted(OtherNo);
        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void Of_one_priority_the_first_that_was_armed_wins_and_the_others_are_not_used_up()
    {
        _world.Arm(Refusing("first"));
        _world.Arm(On(RuleEvent.MoneyOut, OtherNo) with { Name = "second", Times = 1 });

        _world.TryMoneyOut().AssertScripted(No);

        Assert.That(_world.Verdict("second"), Is.EqualTo(new RuleVerdict("second", false, "a rule before it took its place")));
        Assert.That((_world.Armed("second").Matched, _world.Armed("second").Fired), Is.EqualTo((1L, 0L)));
        _world.Do(new DisarmRule("first"));
        _world.TryMoneyOut().AssertScripted(OtherNo);
    }

    [Test]
    public void A_higher_priority_goes_first_whenever_it_was_armed()
    {
        _world.Arm(Refusing("low") with { Priority = -1 }, Refusing("usual"));
        _world.Arm(On(RuleEvent.MoneyOut, OtherNo) with { Name = "high", Priority = 5 });

        _world.TryMoneyOut().AssertScripted(OtherNo);

        Assert.That(_world.Last<RulesConsidered>().Verdicts.Select(verdict => verdict.Rule),
            Is.EqualTo(new[] { "high", "usual", "low" }));
    }

    [Test]
    public void Lives_from_starts_after_for_so_long()
    {
        _world.Arm(Refusing() with { StartsAfter = Span("2h"), For = Span("30m") });

        _world.Advance("1h59m59s");
        _world.TryMoneyOut().AssertAccepted();
        Assert.That(_world.Verdict().Why, Is.EqualTo("its time has not come"));
        _world.Advance("1s");
        _world.TryMoneyOut().AssertScripted(No);
        _world.Advance("29m59s");
        _world.TryMoneyOut().AssertScripted(No);
        _world.Advance("1s");
        _world.TryMoneyOut().AssertAccepted();

        Assert.That(_world.Verdict().Why, Is.EqualTo("its time is over"));
        Assert.That(_world.Armed().Matched, Is.EqualTo(2), "only what matched while it was alive");
    }

    [Test]
    public void Chance_is_about_what_it_says()
    {
        _world.Arm(Refusing() with { Chance = 0.3 });

        var refused = _world.PayCents(2000).Count(accepted => !accepted);

        Assert.That(refused, Is.InRange(540, 660));
        Assert.That((_world.Armed().Matched, _world.Armed().Fired), Is.EqualTo((2000L, (long)refused)));
    }

    [Test]
    public void Chance_is_the_same_for_the_same_seed_and_name_and_another_for_others()
    {
        bool[] Pay(long seed, string name)
        {
            var world = new WorldKit(seed: seed);
            world.Arm(Refusing(name) with { Chance = 0.5 });
            return world.PayCents(100);
        }

        var draws = Pay(7, "rule");

        Assert.That(Pay(7, "rule"), Is.EqualTo(draws));
        Assert.That(Pay(8, "rule"), Is.Not.EqualTo(draws));
        Assert.That(Pay(7, "other"), Is.Not.EqualTo(draws));
    }

    [Test]
    public void Another_rule_changes_no_draw()
    {
        var other = new WorldKit();
        other.Arm(On(RuleEvent.MoneyOut, new HoldEffect()) with { Name = "other", Chance = 0.5, Priority = 9 });
        other.Arm(Refusing() with { Chance = 0.5 });
        _world.Arm(Refusing() with { Chance = 0.5 });

        Assert.That(other.PayCents(100), Is.EqualTo(_world.PayCents(100)));
        Assert.That(other.Armed("other").Fired, Is.InRange(25, 75));
    }

    [Test]
    public void A_draw_that_fails_leaves_the_place_to_the_next_and_is_told()
    {
        _world.Arm(Refusing("never") with { Chance = 0.000000001 }, On(RuleEvent.MoneyOut, OtherNo) with { Name = "next" });

        _world.TryMoneyOut().AssertScripted(OtherNo);

        Assert.That(_world.Verdict("never").Why, Does.Match(@"^the draw was 0\.\d{3}, its chance is 1E-09$"));
    }

    [Test]
    public async Task Under_fifty_payments_at_once_times_1_fires_once()
    {
        _world.Arm(Refusing() with { Times = 1 });
        using var barrier = new SemaphoreSlim(0);
        var payments = Enumerable.Range(0, 50).Select(async _ =>
        {
            await barrier.WaitAsync().ConfigureAwait(false);
            return await Task.Run(() => _world.TryMoneyOut()).ConfigureAwait(false);
        }).ToArray();
        barrier.Release(50);

        var outcomes = await Task.WhenAll(payments).ConfigureAwait(false);

        Assert.That(outcomes.Count(outcome => outcome.Refusal?.Code == RefusalCode.Scripted), Is.EqualTo(1));
        Assert.That(outcomes.Count(outcome => outcome.IsAccepted), Is.EqualTo(49));
        Assert.That((_world.Armed().Matched, _world.Armed().Fired), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void A_fork_counts_for_itself()
    {
        _world.Arm(Refusing() with { Times = 1 });
        var fork = _world.World.Fork();

        _world.TryMoneyOut().AssertScripted(No);
        fork.Execute(new MoneyOut(_world.Client, _world.Form())).AssertScripted(No);
        fork.Execute(new MoneyOut(_world.Client, _world.Form())).AssertAccepted();

        Assert.That((_world.Armed().Fired, fork.State.Rules.Find("rule")!.Fired), Is.EqualTo((1L, 1L)));
        fork.Execute(new DisarmRule("rule")).AssertAccepted();
        Assert.That(_world.World.State.Rules.All, Has.Length.EqualTo(1));
    }

    [Test]
    public void The_effects_of_one_rule_fire_together()
    {
        var lost = new AnswerFault(AnswerFaultKind.Reset);
        _world.Arm(
            On(RuleEvent.MoneyOut, new FailEffect(true, lost), new RejectEffect(ReturnReason.CancelledAccount, null)) with
            {
                Times = 1
            });

        var submitted = _world.Gate.Submit(new PaymentRequest("money_out", new MoneyOut(_world.Client, _world.Form()), null));
        _world.Advance("2s");

        Assert.That(submitted.Fault, Is.EqualTo(lost));
        Assert.That(_world.Of(submitted.Answer.Outcome.Value.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
        Assert.That(_world.Armed().Fired, Is.EqualTo(1));
        Assert.That(_world.Considered()[0].Verdicts[0].Why, Is.EqualTo("Fail, Reject"));
    }

    [Test]
    public void A_rule_may_take_the_stage_that_another_left()
    {
        _world.Arm(
            On(RuleEvent.MoneyOut, new RejectEffect(ReturnReason.CancelledAccount, null)) with { Name = "fate" },
            On(RuleEvent.MoneyOut, new FailEffect(true, new AnswerFault(AnswerFaultKind.Empty)), new HoldEffect()) with
            {
                Name = "both"
            });

        var submitted = _world.Gate.Submit(new PaymentRequest("money_out", new MoneyOut(_world.Client, _world.Form()), null));
        _world.Advance("2s");

        Assert.That(submitted.Fault!.Kind, Is.EqualTo(AnswerFaultKind.Empty));
        Assert.That(_world.Of(submitted.Answer.Outcome.Value.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
        Assert.That(_world.Considered()[0].Verdicts,
            Is.EqualTo(new[] { new RuleVerdict("fate", true, "Reject"), new RuleVerdict("both", true, "Fail") }));
    }

    [Test]
    public void A_rule_waits_for_its_event_only()
    {
        _world.Arm(
            [.. Enum.GetValues<RuleEvent>().Except([RuleEvent.MoneyOut])
                .Select(happened => On(happened, No) with { Name = $"{happened}" })]);

        _world.TryMoneyOut().AssertAccepted();

        Assert.That(_world.Considered(), Is.Empty);
    }

    [Test]
    public void A_webhook_rule_of_several_stages_fires_at_each_of_them()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Arm(On(RuleEvent.Webhook, new DelayEffect(Just("5m")), new TreatAnswerAsEffect(422, "No")));

        var deposit = _world.Deposit();
        _world.Advance("5m");

        Assert.That(_world.Receiver.Received.Single().At, Is.EqualTo(WorldKit.Start + Span("5m")));
        Assert.That(_world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Refunded));
        Assert.That(
            _world.Considered().Select(facts => facts.Verdicts.Single().Why), Is.EqualTo(new[] { "Delay", "TreatAnswerAs" }));
    }

    [Test]
    public void The_fate_of_a_payment_book_to_book_is_no_rules_and_none_is_used_up()
    {
        _world.Arm(On(RuleEvent.MoneyOut, new RejectEffect(ReturnReason.CancelledAccount, null)) with { Times = 1 });

        Assert.That(_world.MoneyOut(destination: _world.OtherAsSeen).Status, Is.EqualTo(TransactionStatus.Liquidated));

        Assert.That(_world.Armed().Fired, Is.Zero);
        var payment = _world.MoneyOut();
        _world.Advance("2s");
        Assert.That(_world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
    }
}
