using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// What stands in an answer of 422 where the reason should: it goes into the refund, or the delivery says why it did not.
/// </summary>
public sealed class RefundReasonTests : WebhookTests
{
    private const string Elsewhere = "was not used: the documented member is refundReason, at the top";
    private const string Unread = "no refundReason could be read, because the body of the answer";
    private const string Usual = "Devolucion";
    private const string Long = "a reason that is far longer than what a concept of SPEI may have";

    private static IEnumerable<TestCaseData> Answers =>
    [
        Case("as documented", """{"refundReason":"Invalid Amount"}""", "Invalid Amount", null),
        Case("blanks around it", """{"refundReason":"  Invalid Amount "}""", "Invalid Amount", null),
        Case(
            "with others beside it",
            """{"code":7,"refundReason":"Invalid Amount","more":{"refundReason":"no"}}""",
            "Invalid Amount",
            null),
        Case("no body", "", Usual, null),
        Case("blanks", " \n", Usual, null),
        Case("an object without it", """{"error":"no"}""", Usual, null),
        Case("null", """{"refundReason":null}""", Usual, "refundReason is null"),
        Case("empty", """{"refundReason":""}""", Usual, "refundReason is empty"),
        Case("blank", """{"refundReason":" \t "}""", Usual, "refundReason is empty"),
        Case("a number", """{"refundReason":42}""", Usual, "refundReason was not used: it must be a text, not a number: 42"),
        Case(
            "a boolean",
            """{"refundReason":true}""",
            Usual,
            "refundReason was not used: it must be a text, not a boolean: true"),
        Case(
            "an object",
            """{"refundReason":{"text":"no"}}""",
            Usual,
            """refundReason was not used: it must be a text, not an object: {"text":"no"}"""),
        Case(
            "a list",
            """{"refundReason":["no"]}""",
            Usual,
            """refundReason was not used: it must be a text, not a list: ["no"]"""),
        Case("snake case", """{"refund_reason":"no"}""", Usual, $"the reason in refund_reason {Elsewhere}"),
        Case("another case", """{"RefundReason":"no"}""", Usual, $"the reason in RefundReason {Elsewhere}"),
        Case("with hyphens", """{"refund-reason":"no"}""", Usual, $"the reason in refund-reason {Elsewhere}"),
        Case("nested", """{"data":{"refundReason":"no"}}""", Usual, $"the reason in data.refundReason {Elsewhere}"),
        Case(
            "nested in a list",
            """{"errors":[{"refund_reason":"no"}]}""",
            Usual,
            $"the reason in errors.refund_reason {Elsewhere}"),
        Case("a list of objects", """[{"refundReason":"no"}]""", Usual, $"{Unread} is not a JSON object"),
        Case("a text", "\"no\"", Usual, $"{Unread} is not a JSON object"),
        Case("plain text", "Invalid Amount", Usual, $"{Unread} is not JSON"),
        Case("a form", "refundReason=no", Usual, $"{Unread} is not JSON"),
        Case("a page", "<html><body>422</body></html>", Usual, $"{Unread} is not JSON"),
        Case("half a JSON", """{"refundReason":"no""", Usual, $"{Unread} is not JSON"),
        Case("half a surrogate pair", """{"refundReason":"no \ud83d"}""", Usual, $"{Unread} has escapes that are no text"),
        Case("half a pair in a name", """{"\ud83d":"no"}""", Usual, $"{Unread} has escapes that are no text"),
        Case(
            "twice",
            """{"refundReason":"first","refundReason":"last"}""",
            "last",
            "refundReason stands in the answer 2 times, and the last one counts"),
        Case(
            "line breaks",
            """{"refundReason":"no\nmoney\u0000 \u0085here"}""",
            "no money   here",
            "the control characters of refundReason were replaced with spaces"),
        Case("too long", $$"""{"refundReason":"{{Long}}"}""", Long[..39], "refundReason was cut to 39 characters"),
        Case("as long as may be", $$"""{"refundReason":"{{Long[..39]}}"}""", Long[..39], null),
    ];

    [TestCaseSource(nameof(Answers))]
    public async Task Is_used_or_noted(string body, string description, string? note)
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(422).WithBody(body));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);

        await Sim.MoneyInAsync("123.00");

        var refund = (await Sim.GetAsync("transactions")).ShouldBe(200).At("items").EnumerateArray().Single(IsRefund);
        Assert.That(refund.GetProperty("description").GetString(), Is.EqualTo(description));
        var id = refund.GetProperty("transaction_id").GetString();
        var decision = $"refused by 422: refunded by {id}{(note is null ? "" : $"; {note}")}";
        Assert.That(await DecisionAsync(), Is.EqualTo(decision));
        Assert.That(
            (await Sim.GetAsync("journal?kind=webhook_attempted")).ShouldBe(200)["items.0.detail.decision"],
            Is.EqualTo(decision));
    }

    [Test]
    public async Task An_answer_that_refunds_nothing_has_no_reason()
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).WithBody("""{"refund_reason":"no"}"""));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);

        await Sim.MoneyInAsync("123.00");

        Assert.That(await DecisionAsync(), Is.EqualTo("accepted"));
        Assert.That(
            (await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("answer").TryGetProperty("refund_reason_note", out _),
            Is.False);
    }

    private static bool IsRefund(JsonElement transaction) => transaction.TryGetProperty("original_transaction_id", out _);

    private static TestCaseData Case(string name, string body, string description, string? note) =>
        new TestCaseData(body, description, note).SetArgDisplayNames(name);
}
