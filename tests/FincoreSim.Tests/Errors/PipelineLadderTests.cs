using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Errors;

/// <summary>
/// The steps of <see cref="ApiPipeline"/> in their order, over HTTP: a call that breaks one is answered by it, and one that
/// breaks two by the earlier. A new step has its rows here, at its place; <see cref="RefusalCode"/> tells when they are missing.
/// </summary>
public sealed class PipelineLadderTests
{
    private static readonly Refusal Told =
        new(RefusalCode.Scripted) { Scripted = new ScriptedAnswer(503, "UNAVAILABLE", "The simulator was told to give this answer.") };

    private const string Busy = "a key without answer yet";

    private static readonly LadderRow[][] Steps =
    [
        // The name by which the server is called.
        [
            new("a foreign host name", RefusalCode.HostNotAllowed, "This server does not answer to the host name evil.example.",
                call => call.Headers["Host"] = "evil.example"),
        ],

        // Authentication.
        [
            new("no token", RefusalCode.Unauthenticated, "The Authorization header",
                call => call.Headers.Remove("Authorization")),
            new("a bad token", RefusalCode.Unauthenticated, "The token is not valid.",
                call => call.Headers["Authorization"] = "Bearer x"),
        ],

        // Whose call it is, where a run of a scenario makes it; and what rules say of calls.
        [
            new("of another sandbox's run", RefusalCode.Unauthenticated, "The credential belongs to another sandbox",
                call => call.Headers["X-Fincore-Sim-Step"] = "other/1"),
        ],
        [new("a rule on requests", call => call.Name = LadderServer.Scripted, Told)],

        // The client of the path.
        [
            new("a client that is no UUID", RefusalCode.InvalidArgument, "clientId in the path must be a UUID.",
                call => call.Client = "nobody"),
            new("another client", RefusalCode.PermissionDenied, null, call => call.Client = Docs.OtherClient),
        ],

        // The form of the idempotency key.
        [new("a malformed key", RefusalCode.IdempotencyKeyMalformed, null,
            call => call.Headers["Idempotency-Key"] = "order-4567")],

        // The bytes of the body.
        [
            new("too large a body", RefusalCode.BodyTooLarge, "1048576", call => call.Length = (1024 * 1024) + 1),
            new("a compressed body", RefusalCode.BodyEncoded, "Content-Encoding: gzip",
                call => call.Headers["Content-Encoding"] = "gzip"),
            new("another media type", RefusalCode.MediaTypeUnsupported, null, call => call.MediaType = "text/plain"),
        ],

        // Replay or conflict, behind what the call asks for.
        [
            new("no such outcome", RefusalCode.InvalidArgument, "X-Fincore-Sim-Outcome must be one of",
                call => call.Headers[ApiCall.OutcomeHeader] = "soon"),
        ],
        [
            new("a key of another body", RefusalCode.IdempotencyKeyMismatch, null,
                call => call.Headers["Idempotency-Key"] = LadderServer.UsedKey),
            new(Busy, RefusalCode.OperationInProgress, "money_out",
                call => call.Headers["Idempotency-Key"] = LadderServer.BusyKey),
        ],

        // The body.
        [
            new("no JSON", RefusalCode.InvalidArgument, "The body is not valid JSON", call => call.Around = "{0} x"),
            new("no object", RefusalCode.InvalidArgument, "The body must be a JSON object.", call => call.Around = "[{0}]"),
            new("a missing member", RefusalCode.InvalidArgument, "currency is required.", call => call.Body.Remove("currency")),
            new("an id that is no UUID", RefusalCode.InvalidArgument, "destination_instrument_id must be a UUID.",
                call => call.Body["destination_instrument_id"] = "x"),
            new("another client in the body", RefusalCode.PermissionDenied, null,
                call => call.Body["client_id"] = Docs.OtherClient),
        ],

        // The operation's own rules, whose ladders are the domain's.
        [new("an amount of another form", RefusalCode.AmountFormat, null, call => call.Body["amount"] = "1.9")],
    ];

    private static LadderServer _server = null!;

    private static IEnumerable<LadderRow> Rows => Steps.SelectMany(step => step);

    private static IEnumerable<object[]> Pairs =>
        Rows.SelectMany((earlier, index) => Rows.Skip(index + 1)
            .Where(later => CanMeet(earlier, later)).Select(later => new object[] { earlier, later }));

    [OneTimeSetUp]
    public static async Task StartAsync() => _server = await LadderServer.StartAsync();

    [OneTimeTearDown]
    public static async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_call_that_keeps_every_rule_is_accepted() => (await _server.SendAsync(_server.NewRequest())).ShouldBe(200);

    [TestCaseSource(nameof(Rows))]
    [Proves("error.precedence")]
    public async Task Refuses_a_call_with(LadderRow row) => AssertRefused(row, await AskAsync(row));

    [TestCaseSource(nameof(Pairs))]
    [Proves("error.precedence")]
    public async Task Names_the_earlier_of_two_broken_rules(LadderRow earlier, LadderRow later) =>
        AssertRefused(earlier, await AskAsync(earlier, later));

    [Test]
    public void Every_refusal_that_comes_before_the_rules_of_operations_has_a_row() =>
        Assert.That(
            Enum.GetValues<RefusalCode>().Where(code => code <= RefusalCode.AmountFormat)
                .Except(Rows.Select(row => row.Refused.Code)),
            Is.Empty);

    /// <summary>
    /// Whether a call can have both faults at once. Two that stand in one place hide one another; and a key that waits for its
    /// answer is known by its body, so that with a fault in there it is a key of another body.
    /// </summary>
    private static bool CanMeet(LadderRow earlier, LadderRow later) => (earlier.Name, later.Name) is not (
        ("no token", "a bad token") or ("a client that is no UUID", "another client") or ("no JSON", "no object")
        or ("a malformed key", "a key of another body") or ("a malformed key" or "a key of another body", Busy) or (Busy, _));

    /// <summary>The later fault is made first, so that the earlier one stays where they touch.</summary>
    private static Task<Answer> AskAsync(params LadderRow[] broken)
    {
        var request = _server.NewRequest();
        foreach (var row in broken.Reverse())
        {
            row.Break(request);
        }

        return _server.SendAsync(request);
    }

    private static void AssertRefused(LadderRow row, Answer answer)
    {
        var expected = WireErrors.Of(row.Refused, new WorldOptions());
        answer.ShouldBeError(expected.Status, expected.Reason);
        Assert.That(answer.Detail, Does.StartWith(WireErrors.DetailOf(row.Refused, expected)), answer.ToString());
    }
}
