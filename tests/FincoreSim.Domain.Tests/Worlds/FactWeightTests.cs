namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>The journal is bounded by bytes, so a fact with a text of somebody else's making counts it.</summary>
public sealed class FactWeightTests
{
    private const int Long = 60_000;

    private static readonly string Text = new('x', Long);

    private static (string Name, Fact Fact)[] Table =>
    [
        ("a refusal that quotes a request",
            new CommandRefused("money_out", Origin.Api, new Refusal(RefusalCode.InvalidArgument, Text))),
        ("a warning", new Warned(Text)),
        ("a webhook's URL", new WebhookRegistered(Webhook with { Url = Text })),
        ("a webhook's token", new WebhookChanged(Webhook with { Token = Text })),
        ("rules with long conditions",
            new RulesArmed(
                Armed(new Rule
                {
                    Name = "a",
                    When = RuleEvent.MoneyOut,
                    Where = [new Condition("amount", MatchOperator.In, [Text])],
                    Then = []
                }))),
        ("rules with long effects",
            new RulesArmed(
                Armed(new Rule
                {
                    Name = "a",
                    When = RuleEvent.Webhook,
                    Then = [new ChangeMessageEffect([new MessageChange("body.x", Text)])]
                }))),
        ("why rules did not fire", new RulesConsidered(RuleEvent.MoneyOut, null, [new RuleVerdict("a", false, Text)])),
        ("the body of a key", new KeyRecorded(Record, new byte[2 * Long])),
        ("the body of a conflict", new KeyUsedAgain(Record with { LastConflictingBody = new byte[2 * Long] }, "conflict")),
        ("headers of an answer",
            new DeliveryAttempted(Delivery(new AttemptResult { StatusCode = 201, Headers = [new("X", Text)] }))),
    ];

    private static IEnumerable<TestCaseData> Rows => Table.Select(row => new TestCaseData(row.Name));

    [TestCaseSource(nameof(Rows))]
    public void A_long_text_weighs(string name) =>
        Assert.That(Table.Single(row => row.Name == name).Fact.Weight, Is.InRange(2 * Long, (2 * Long) + 5000));

    [Test]
    public void A_rule_beyond_measure_is_not_armed()
    {
        var condition = new Condition("amount", MatchOperator.In, [.. Enumerable.Repeat(Text, 50_000)]);

        var refusal =
            RuleBook.Empty.Add([new Rule { Name = "a", When = RuleEvent.MoneyOut, Where = [condition], Then = [] }],
                DateTimeOffset.UnixEpoch).Refusal!;

        Assert.That(refusal.Code, Is.EqualTo(RefusalCode.InvalidArgument));
        Assert.That(refusal.Subject, Does.StartWith("rule 'a' holds about 6001").And.EndsWith("at most 131072 are allowed"));
    }

    private static Webhook Webhook { get; } = new()
    {
        Id = default,
        ClientId = default,
        Url = "",
        Token = "",
        Type = WebhookType.Cep,
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static IdempotencyRecord Record { get; } = new()
    {
        Key = default,
        Operation = "money_out",
        Hash = default,
        Answer = default,
        FirstAt = DateTimeOffset.UnixEpoch,
    };

    private static RuleBook Armed(Rule rule) => RuleBook.Empty.Add([rule], DateTimeOffset.UnixEpoch).Value;

    private static Delivery Delivery(AttemptResult result) => new()
    {
        Id = default,
        Event = default,
        WebhookId = default,
        CausedBy = 1,
        Attempts = [new Attempt { Number = 1, IsResend = false, DueAt = default, SentAt = default, Url = "", Result = result }],
    };
}
