namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>What is kept of an answer, just at each bound and one beyond it.</summary>
public sealed class AnswerBoundTests
{
    private static readonly AttemptResult Answer = new() { StatusCode = 500 };

    [TestCase(100, 100, 0)]
    [TestCase(101, 100, 1)]
    [TestCase(0, 0, 0)]
    public void Headers_by_their_number(int given, int kept, int dropped) =>
        AssertHeaders(Enumerable.Repeat(("A", "b"), given), kept, dropped);

    [TestCase(8191, 1, 0)]
    [TestCase(8192, 0, 1)]
    public void Headers_by_their_length(int text, int kept, int dropped) =>
        AssertHeaders([("A", new string('x', text))], kept, dropped);

    [Test]
    public void Behind_one_that_is_too_long_none_is_kept() =>
        AssertHeaders([("A", "b"), ("Long", new string('x', 9000)), ("C", "d")], 1, 2);

    [Test]
    public void Names_and_values_count_together_and_what_was_dropped_before_stays_counted()
    {
        var last = KeptAnswers.Last(
            Answer with { HeadersDropped = 5, Headers = [new(new string('n', 4096), new string('v', 4096)), new("A", null)] });

        Assert.That((last.Headers.Length, last.HeadersDropped), Is.EqualTo((1, 6)));
    }

    [TestCase(1000, 1000)]
    [TestCase(1001, 1000)]
    public void Texts(int given, int kept)
    {
        var text = new string('x', given);
        var (error, reason) = (KeptAnswers.Last(Answer with { Error = text }),
            KeptAnswers.Last(Answer with { RefundReason = text }));

        Assert.That((error.Error!.Length, error.RefundReason), Is.EqualTo((kept, (string?)null)));
        Assert.That((reason.RefundReason!.Length, reason.Error), Is.EqualTo((kept, (string?)null)));
        Assert.That(KeptAnswers.Last(Answer), Is.EqualTo(Answer), "what is within the bounds is kept as it is");
    }

    [TestCase("", false, 0, false, 0)]
    [TestCase("x", false, 0, true, 1)]
    [TestCase("", true, 3, true, 4)]
    public void Without_room_the_body_goes_and_says_so(
        string body, bool wasTruncated, int dropped, bool isTruncated, int droppedNow)
    {
        var headers = droppedNow > dropped ? new[] { new FactDetail("A", "b") } : [];

        var kept = KeptAnswers.WithoutBody(
            Answer with { Body = body, IsBodyTruncated = wasTruncated, Headers = [.. headers], HeadersDropped = dropped });

        Assert.That((kept.Body, kept.IsBodyTruncated, kept.Headers.Length, kept.HeadersDropped),
            Is.EqualTo(("", isTruncated, 0, droppedNow)));
    }

    [TestCase(63, 63, 2)]
    [TestCase(64, 63, 3)]
    public void Of_too_many_attempts_the_second_goes(int made, int kept, int second)
    {
        var before = KeptAnswers.BeforeNext([.. Enumerable.Range(1, made).Select(number => new Attempt
        {
            Number = number,
            IsResend = number > 1,
            DueAt = default,
            SentAt = default,
            Url = "",
            Result = Answer,
        })]);

        Assert.That((before.Length, before[0].Number, before[1].Number, before[^1].Number), Is.EqualTo((kept, 1, second, made)));
    }

    [TestCase(0, 1024)]
    [TestCase(1, 1024 + 512 + 6)]
    [TestCase(2, 1024 + 512 + 6 + 512 + 6)]
    public void A_delivery_weighs_its_attempts(int attempts, int weight) => Assert.That(
        KeptAnswers.WeightOf(new Delivery
        {
            Id = default,
            Event = default,
            WebhookId = default,
            CausedBy = 1,
            Attempts = [.. Enumerable.Range(1, attempts).Select(number => new Attempt
            {
                Number = number,
                IsResend = false,
                DueAt = default,
                SentAt = default,
                Url = "",
                Result = Answer with { Body = "abc" },
            })],
        }),
        Is.EqualTo(weight));

    private static void AssertHeaders(IEnumerable<(string Name, string Text)> given, int kept, int dropped)
    {
        var last =
            KeptAnswers.Last(Answer with { Headers = [.. given.Select(header => new FactDetail(header.Name, header.Text))] });

        Assert.That((last.Headers.Length, last.HeadersDropped), Is.EqualTo((kept, dropped)));
    }
}
