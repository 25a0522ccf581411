using System.Text;

namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>Of the last answer there is all that was read; of those before it the beginning and the hash.</summary>
public sealed class KeptAnswerTests
{
    private const int Whole = 64 * 1024;

    private readonly WorldKit _world = new();

    private Delivery Only => _world.World.State.Deliveries.All.Single();

    [Test]
    public void Only_the_last_attempt_has_more_than_the_beginning()
    {
        Answer(new AttemptResult { StatusCode = 500, Body = new string('x', Whole), BodyHash = "the hash" });
        _world.Advance("30d");

        var results = Only.Attempts.Select(attempt => attempt.Result!).ToArray();

        Assert.That(results.Select(result => result.Body.Length), Is.EqualTo(new[] { 4096, 4096, 4096, 4096, 4096, Whole }));
        Assert.That(results.Select(result => result.IsBodyTruncated), Is.EqualTo(new[] { true, true, true, true, true, false }));
        Assert.That(results.Select(result => result.BodyHash), Is.All.EqualTo("the hash"));
    }

    [TestCase("x", 4096)]
    [TestCase("x", 4097)]
    [TestCase("ñ", 3000)]
    [TestCase("漢", 2000)]
    [TestCase("😀", 2000)]
    public void The_beginning_is_counted_in_bytes_and_tears_no_letter_apart(string letter, int times)
    {
        var body = string.Concat(Enumerable.Repeat(letter, times));
        Answer(new AttemptResult { StatusCode = 500, Body = body });
        _world.Advance("10s");

        var head = Only.Attempts[0].Result!;

        var isLonger = Encoding.UTF8.GetByteCount(body) > 4096;
        Assert.That(body, Does.StartWith(head.Body));
        Assert.That(head.IsBodyTruncated, Is.EqualTo(isLonger));
        Assert.That(Encoding.UTF8.GetByteCount(head.Body),
            isLonger ? Is.InRange(4093, 4096) : Is.EqualTo(Encoding.UTF8.GetByteCount(body)));
        Assert.That(head.Body.Length % letter.Length, Is.Zero);
    }

    [Test]
    public void The_journal_keeps_the_beginning_and_weighs_it()
    {
        Answer(new AttemptResult { StatusCode = 201, Body = new string('x', Whole) });
        _world.LetReceiverAnswer();

        Assert.That(_world.Last<DeliveryAttempted>().Delivery.Attempts[0].Result!.Body, Has.Length.EqualTo(4096));
        Assert.That(Only.Attempts[0].Result!.Body, Has.Length.EqualTo(Whole));
        _world.Do(new ResendDelivery(Only.Id));
        Assert.That(_world.Last<DeliveryDue>().Delivery.Attempts[0].Result!.Body, Has.Length.EqualTo(4096));
        Assert.That(
            _world.World.State.Journal.After(0).Select(entry => entry.Fact).OfType<DeliveryAttempted>().Single().Weight,
            Is.EqualTo(512 + (2 * 4096)));
    }

    [Test]
    public void Headers_and_texts_are_bounded_too()
    {
        var many = Enumerable.Range(0, 1000).Select(number => new FactDetail($"X-{number}", "y")).ToImmutableArray();
        Answer(new AttemptResult { StatusCode = 422, Headers = many, RefundReason = new string('r', 60_000) });
        _world.LetReceiverAnswer();

        var result = Only.Attempts[0].Result!;

        Assert.That((result.Headers.Length, result.HeadersDropped), Is.EqualTo((100, 900)));
        Assert.That(result.RefundReason, Has.Length.EqualTo(1000));
        Answer(new AttemptResult
        {
            StatusCode = 201,
            Headers = [new("Set-Cookie", "a"), new("X-Long", new string('y', 60_000))]
        });
        _world.LetReceiverAnswer();
        Assert.That((Latest.Headers.Length, Latest.HeadersDropped), Is.EqualTo((1, 1)));
    }

    private AttemptResult Latest => _world.World.State.Deliveries.All.Last().Attempts[0].Result!;

    private void Answer(AttemptResult result)
    {
        if (_world.World.State.Webhooks.Count == 0)
        {
            _world.Webhook(WebhookType.MoneyIn);
        }

        _world.Receiver.Answer = _ => result;
        _world.Deposit();
    }
}
