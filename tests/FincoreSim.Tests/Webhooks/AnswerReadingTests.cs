using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// Answers in whatever they are packed and written in: the reason for a refund is read, or the delivery says why it could not be.
/// </summary>
public sealed partial class AnswerReadingTests : WebhookTests
{
    [TestCaseSource(nameof(Read))]
    public async Task The_reason_is_read(string? type, string? coding, byte[] body, string? reason, string? note)
    {
        var answer = await RefuseAsync(type, coding, body);

        Assert.That(Text(answer, "body_note"), Is.Null, answer.ToString());
        Assert.That((Text(answer, "refund_reason"), Text(answer, "refund_reason_note")), Is.EqualTo((Reason, (string?)null)));
        Assert.That(await DecisionAsync(), Does.Match("^refused by 422: refunded by [-0-9a-f]{36}$"));
        Assert.That(await DescriptionAsync(), Is.EqualTo(Reason));
    }

    [TestCaseSource(nameof(ReadAndNoted))]
    public async Task The_reason_is_read_as_it_was_meant_and_that_is_told(
        string? type, string? coding, byte[] body, string? reason, string? note)
    {
        var answer = await RefuseAsync(type, coding, body);

        Assert.That((Text(answer, "body_note"), Text(answer, "refund_reason")), Is.EqualTo((note, reason)));
        Assert.That(await DescriptionAsync(), Is.EqualTo(reason));
        Assert.That(
            (await Sim.GetAsync("journal?kind=webhook_attempted")).ShouldBe(200)["items.0.detail.note"], Is.EqualTo(note));
    }

    [TestCaseSource(nameof(NotRead))]
    public async Task What_cannot_be_read_is_told_in_the_delivery_and_in_the_journal(
        string? type, string? coding, byte[] body, string? reason, string? note)
    {
        var answer = await RefuseAsync(type, coding, body);

        Assert.That(Text(answer, "body_note"), Does.Contain(note));
        Assert.That(Text(answer, "refund_reason"), Is.Null);
        Assert.That(Text(answer, "refund_reason_note"), Does.StartWith("no refundReason could be read, because the body "));
        var told = (await Sim.GetAsync("journal?kind=webhook_attempted")).ShouldBe(200);
        Assert.That(told["items.0.detail.note"], Does.Contain(note));
        Assert.That(
            told["items.0.detail.decision"],
            Does.Match("^refused by 422: refunded by [-0-9a-f]{36}; no refundReason could be read"));
        Assert.That(await DescriptionAsync(), Is.EqualTo("Devolucion"));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task A_little_that_unpacks_to_very_much_is_unpacked_to_the_limit_only(string coding)
    {
        var bomb = Packed(new byte[50_000_000], coding == "br" ? Brotli : Gzip);

        var answer = await RefuseAsync(Type, coding, bomb);

        Assert.That(answer.GetProperty("is_truncated").GetBoolean(), Is.True);
        Assert.That(answer.GetProperty("body").GetString(), Has.Length.EqualTo(65_536));
        Assert.That(
            Text(answer, "refund_reason_note"),
            Is.EqualTo("no refundReason could be read, because the body of the answer is longer than what is read"));
    }

    [Test]
    public async Task A_letter_that_the_limit_cuts_in_two_makes_the_rest_no_other_text()
    {
        var answer = await RefuseAsync("text/plain", null, Bytes("x" + string.Concat(Enumerable.Repeat("ñ", 40_000))));

        Assert.That(Text(answer, "body_note"), Is.Null);
        Assert.That(answer.GetProperty("body").GetString(), Is.EqualTo("x" + string.Concat(Enumerable.Repeat("ñ", 32_767))));
    }

    [Test]
    public async Task A_body_without_a_length_that_a_reset_cuts_off_leaves_the_status_as_it_is()
    {
        await using var receiver = RawReceiver.Start(
            _ => RawReply.Of("HTTP/1.0 422 Unprocessable\r\n\r\n", RawEnd.Stays) with { Then = RawEnd.Resets });
        await Client.WebhookAsync("MONEY_IN", receiver.Url);

        await Sim.MoneyInAsync("123.00");

        var answer = (await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("answer");
        Assert.That(
            (answer.GetProperty("status").GetInt32(), Text(answer, "body_note")),
            Is.EqualTo((422, "the connection was reset before the body ended")));
        Assert.That(
            Text(answer, "refund_reason_note"),
            Is.EqualTo("no refundReason could be read, because the connection was reset before the body ended"));
    }

    [Test]
    public async Task A_try_tells_the_same()
    {
        Receiver.AnswerEverythingWith(
            Response.Create().WithStatusCode(422).WithHeader("Content-Encoding", "zstd").WithBody(Bytes("(/...")));
        var hook = await Client.WebhookAsync("MONEY_IN", Receiver.Url);

        var tried = (await Sim.PostAsync(
            "webhooks/test", new System.Text.Json.Nodes.JsonObject { ["webhook_id"] = hook })).ShouldBe(
            200);

        Assert.That(tried["body_note"], Does.Contain("zstd"));
        Assert.That(tried["refund_reason_note"], Does.Contain("zstd"));
    }

    private static string? Text(JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var text) ? text.GetString() : null;

    private async Task<JsonElement> RefuseAsync(string? type, string? coding, byte[] body)
    {
        var refusal = Response.Create().WithStatusCode(422).WithBody(body);
        refusal = type is null ? refusal : refusal.WithHeader("Content-Type", type);
        Receiver.AnswerEverythingWith(coding is null ? refusal : refusal.WithHeader("Content-Encoding", coding));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Sim.MoneyInAsync("123.00");
        return (await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("answer");
    }

    /// <summary>What the one refund has as its description.</summary>
    private async Task<string> DescriptionAsync() => (await Sim.GetAsync("transactions")).ShouldBe(200).At("items")
        .EnumerateArray().Single(transaction => transaction.TryGetProperty("original_transaction_id", out _))
        .GetProperty("description").GetString()!;
}
