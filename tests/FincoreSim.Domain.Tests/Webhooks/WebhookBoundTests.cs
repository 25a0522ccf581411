namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>What webhooks and their deliveries are bounded by, at each bound and beyond it; and what refusals say.</summary>
public sealed class WebhookBoundTests
{
    private const string TokenRefused = "token must have at most 4096 characters, and no line breaks or other control characters";

    private readonly WorldKit _world = new();

    private DeliveryBook Book => _world.World.State.Deliveries;

    private static IEnumerable<TestCaseData> Tokens =>
    [
        new("", true), new("a b ñ", true), new(new string('x', 4096), true), new(new string('x', 4097), false), new("a\nb",
            false), new("a\0", false),
    ];

    [TestCaseSource(nameof(Tokens))]
    public void A_token_fits_into_a_header(string token, bool isTaken)
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);

        var registered =
            _world.Try(new RegisterWebhook(_world.Client, "http://receiver.test/other", token, WebhookType.MoneyIn)).Refusal;
        var changed = _world.Try(new ChangeWebhook(_world.Client, webhook.Id, null, token, null)).Refusal;

        var expected = isTaken ? null : new Refusal(RefusalCode.InvalidArgument, TokenRefused);
        Assert.That((registered, changed), Is.EqualTo((expected, expected)));
    }

    [Test]
    public void A_twin_is_named_without_what_is_secret_in_it()
    {
        _world.Webhook(WebhookType.MoneyIn, "http://me:secret@receiver.test/hook");

        var refused = _world.Try(
            new RegisterWebhook(_world.Client, "http://me:secret@receiver.test/hook", "t", WebhookType.MoneyIn)).Refusal;

        Assert.That(
            refused, Is.EqualTo(new Refusal(RefusalCode.WebhookExists, "MONEY_IN webhook for http://***@receiver.test/hook")));
    }

    [Test]
    public void A_change_and_an_end_are_dated()
    {
        var webhook = _world.Webhook(WebhookType.MoneyIn);
        _world.Advance("1m");

        var changed = _world.SetStatus(webhook, WebhookStatus.Inactive).Value;
        var deleted = _world.Do(new DeleteWebhook(_world.Client, webhook.Id));

        Assert.That((changed.CreatedAt, changed.UpdatedAt, changed.DeletedAt),
            Is.EqualTo((WorldKit.Start, _world.Now, (DateTimeOffset?)null)));
        Assert.That((deleted.CreatedAt, deleted.UpdatedAt, deleted.DeletedAt),
            Is.EqualTo((WorldKit.Start, _world.Now, (DateTimeOffset?)_world.Now)));
    }

    [TestCase(2, 2, 0)]
    [TestCase(3, 2, 1)]
    public void Just_as_many_finished_ones_as_the_limit_says_are_kept(int told, int kept, int dropped)
    {
        Limit(limits => limits with { Deliveries = 2 });
        Tell(told);

        Assert.That((Book.FinishedCount, Book.Dropped), Is.EqualTo((kept, (long)dropped)));
    }

    [TestCase(0, 2, 0)]
    [TestCase(-1, 1, 1)]
    public void Just_as_many_bytes_as_the_limit_says_are_kept(int more, int kept, int dropped)
    {
        Limit(limits => limits with { DeliveryBytes = (2 * (1024 + 512)) + more });
        Tell(2);

        Assert.That((Book.FinishedCount, Book.Dropped, Book.FinishedBytes), Is.EqualTo((kept, (long)dropped, kept * 1536L)));
    }

    [TestCase(1025, 2, 0)]
    [TestCase(1024, 1, 1)]
    public void One_more_may_wait_while_those_that_do_hold_less_than_the_limit(int bytes, int waiting, int turnedAway)
    {
        _world.Webhook(WebhookType.MoneyIn);
        Limit(limits => limits with { WaitingDeliveryBytes = bytes });
        _world.Deposit();
        _world.Deposit();

        Assert.That((Book.WaitingCount, Book.TurnedAway), Is.EqualTo((waiting, (long)turnedAway)));
    }

    [TestCase(3074, 1)]
    [TestCase(3072, 0)]
    public void Bodies_are_kept_below_half_of_it(int bytes, int length)
    {
        _world.Webhook(WebhookType.MoneyIn);
        Limit(limits => limits with { WaitingDeliveryBytes = bytes });
        _world.Receiver.Answer = _ => new AttemptResult { StatusCode = 500, Body = "x" };
        _world.Deposit();

        _world.LetReceiverAnswer();

        Assert.That(Book.All.Single().Attempts[0].Result!.Body, Has.Length.EqualTo(length));
    }

    [Test]
    public void What_cannot_be_is_named()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Deposit();
        _world.Deposit();
        var (second, limits) = (Book.All.Last(), _world.World.State.Options.Limits);

        var unordered = Assert.Throws<InvariantBroken>(() => Book.Dequeue(second))!;
        var unknown =
            Assert.Throws<InvariantBroken>(() => Book.Replace(second with { Id = new DeliveryId(Guid.Empty) }, limits))!;

        Assert.That(unordered.Message, Is.EqualTo($"deliveries_start_in_order: {second.Id} is not the first in its queue"));
        Assert.That(unknown.Message, Is.EqualTo($"only_what_is_there_changes: {new DeliveryId(Guid.Empty)}"));
    }

    private void Tell(int deposits)
    {
        _world.Webhook(WebhookType.MoneyIn);
        for (var number = 0; number < deposits; number++)
        {
            _world.Deposit("0.01");
        }

        _world.LetReceiverAnswer();
    }

    private void Limit(Func<WorldLimits, WorldLimits> change) =>
        _world.With(options => options with { Limits = change(options.Limits) });
}
