using FincoreSim.Domain.Tests.Kit;

namespace FincoreSim.Domain.Tests.Time;

/// <summary>
/// Where the calendar ends everything still works, with the longest durations that can be asked for: what is scheduled then lies
/// beyond, and no sum of instants and durations overflows.
/// </summary>
public sealed class CalendarEndTests
{
    private static readonly DurationRange Longest = new(DurationText.Max, DurationText.Max);
    private static readonly ReturnReason Reason = ReturnReason.CancelledAccount;

    private readonly WorldKit _world = new();

    [SetUp]
    public void GoToTheEnd()
    {
        _world.With(options => options with
        {
            TokenLifetime = DurationText.Max,
            SpeiSettlesAfter = DurationText.Max,
            RefundSettlesLikeSpei = true,
            CepPendingAfter = DurationText.Max,
            CepDelayedAfter = DurationText.Max,
            CepCompletesAfter = DurationText.Max,
            OperatingDayTurns = new TimeOnly(0, 0),
            ReportsEnabled = true,
            Retries = new RetryProfile("custom", [DurationText.Max, DurationText.Max]),
        });
        foreach (var type in Enum.GetValues<WebhookType>())
        {
            _world.Webhook(type);
        }

        _world.Receiver.AnswerAlways(500);
        _world.Deposit();
        _world.AdvanceTo(WorldCalendar.Last);
    }

    [TearDown]
    public void NothingBroke()
    {
        Assert.That(() => _world.AdvanceTo(DateTimeOffset.MaxValue), Throws.Nothing);
        Assert.That(_world.World.Broken, Is.Null);
        Assert.That(_world.Now, Is.EqualTo(WorldCalendar.Last));
        _world.AssertInvariants();
    }

    [Test]
    public void What_is_scheduled_lies_beyond()
    {
        _world.MoneyOut();
        _world.Penny();
        _world.Refund(_world.Deposit());
        _world.Internal();

        Assert.That(_world.World.State.Due.Select(item => item.At), Is.All.GreaterThan(WorldCalendar.Last));
        Assert.That(_world.World.State.Due.Select(item => item.Command.Name),
            Does.Contain("liquidate").And.Contain("cep").And.Contain("webhook_attempt").And.Contain("close_operating_day"));
    }

    [Test]
    public void Rules_may_wait_as_long_as_they_like()
    {
        _world.Do(new ArmRules(
            [
                RuleOf("late", RuleEvent.MoneyOut, new ReturnEffect(Reason, DurationText.Max)) with
                {
                    StartsAfter = DurationText.Max,
                    For = DurationText.Max
                },
                RuleOf("settle", RuleEvent.MoneyOut, new SettleEffect(DurationText.Max)),
                RuleOf("cep", RuleEvent.Cep, new CepTimelineEffect([new CepStep(DurationText.Max, CepStatus.Pending)])),
                RuleOf("delayed", RuleEvent.Webhook, new DelayEffect(Longest)),
                RuleOf("any order", RuleEvent.Webhook, new ReorderEffect(DurationText.Max)),
                RuleOf("doubled", RuleEvent.Webhook, new DuplicateEffect(3, Longest)),
                RuleOf("stale", RuleEvent.Webhook, new StaleEffect(DurationText.Max)),
                RuleOf("limit", RuleEvent.Request, new RateLimitEffect(1, DurationText.Max)),
            ],
            true));

        var payment = _world.MoneyOut();
        _world.Penny();
        _world.Deposit();
        _world.Deposit();
        _world.Move(payment, PaymentMove.Liquidate).AssertAccepted();
        _world.Move(payment, PaymentMove.Return).AssertAccepted();
        _world.LetReceiverAnswer();
        _world.Do(new ConsultRequest("GET", "/", _world.Client));
        Assert.That(_world.Do(new ConsultRequest("GET", "/", _world.Client)).RetryAfter, Is.EqualTo(DurationText.Max));
    }

    [Test]
    public void Answers_hang_keys_are_kept_and_tokens_are_good_beyond_it()
    {
        var use =
            new KeyUse(new IdempotencyKey(_world.Client, Guid.Parse("00000000-0000-4000-8000-00000000000a")), new BodyHash(1),
                default, true);
        var request =
            new PaymentRequest("money_out", new MoneyOut(_world.Client, _world.Form()), use,
                new CallOutcome(CallOutcomeKind.Hang, Delay: DurationText.Max));

        Assert.That(_world.Gate.Submit(request).AnsweredAt, Is.EqualTo(WorldCalendar.Last + DurationText.Max));
        Assert.That(_world.World.State.Idempotency.All.Single().ExpiresAt, Is.GreaterThan(WorldCalendar.Last));
        var secret = _world.World.State.Clients.Find(_world.Client)!.Credential.Secret;
        Assert.That(() => _world.Do(new IssueToken(_world.Client, secret)), Throws.Nothing);
    }

    private static Rule RuleOf(string name, RuleEvent when, RuleEffect effect) =>
        new() { Name = name, When = when, Then = [effect] };
}
