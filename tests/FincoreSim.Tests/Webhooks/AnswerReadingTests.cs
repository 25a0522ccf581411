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
public sealed class AnswerReadingTests : WebhookTests
{
    private const string Reason = "Monto inválido: 1 €, ñandú";
    private const string Json = $$"""{"refundReason":"{{Reason}}"}""";
    private const string Latin = """{"refundReason":"Monto inválido, ñandú"}""";

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
    private static readonly Encoding Utf16Be = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);

    private static IEnumerable<TestCaseData> Read =>
    [
        Case("UTF-8 that says nothing", null, null, Bytes(Json)),
        Case("UTF-8 that says so", "application/json; charset=utf-8", null, Bytes(Json)),
        Case("UTF-8 in quotes and capitals", "application/json; CHARSET=\"UTF8\"", null, Bytes(Json)),
        Case("UTF-8 with a mark", "application/json", null, [.. Encoding.UTF8.Preamble, .. Bytes(Json)]),
        Case("UTF-16 with a mark", "application/json", null, [.. Utf16.Preamble, .. Utf16.GetBytes(Json)]),
        Case("UTF-16 big-endian with a mark", "application/json; charset=utf-16", null, [.. Utf16Be.Preamble, .. Utf16Be.GetBytes(Json)]),
        Case("UTF-16 with a mark that says UTF-8", "application/json; charset=utf-8", null, [.. Utf16.Preamble, .. Utf16.GetBytes(Json)]),
        Case("UTF-16 without a mark", "application/json; charset=utf-16", null, Utf16.GetBytes(Json)),
        Case("UTF-16 without a mark or a word", null, null, Utf16.GetBytes(Json)),
        Case("UTF-16 big-endian without a mark", "application/json; charset=utf-16be", null, Utf16Be.GetBytes(Json)),
        Case("UTF-32 with a mark", "application/json", null, [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(Json)]),
        Case("windows-1252", "application/json; charset=windows-1252", null, Western.GetBytes(Json)),
        Case("ISO 8859-1", "application/json; charset=iso-8859-1", null, Western.GetBytes(Json)),
        Case("another code page", "application/json; charset=iso-8859-15", null, CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15")!.GetBytes(Json)),
        Case("gzip", "application/json", "gzip", Packed(Bytes(Json), to => new GZipStream(to, CompressionLevel.Fastest))),
        Case("gzip in capitals", "application/json", "GZIP", Packed(Bytes(Json), to => new GZipStream(to, CompressionLevel.Fastest))),
        Case("gzip that says nothing", "application/json", null, Packed(Bytes(Json), to => new GZipStream(to, CompressionLevel.Fastest))),
        Case("deflate in zlib's frame", "application/json", "deflate", Packed(Bytes(Json), to => new ZLibStream(to, CompressionLevel.Fastest))),
        Case("deflate without a frame", "application/json", "deflate", Packed(Bytes(Json), to => new DeflateStream(to, CompressionLevel.Fastest))),
        Case("br", "application/json", "br", Packed(Bytes(Json), to => new BrotliStream(to, CompressionLevel.Fastest))),
        Case("gzip, and br around it", "application/json", "gzip, br", Packed(Packed(Bytes(Json), to => new GZipStream(to, CompressionLevel.Fastest)), to => new BrotliStream(to, CompressionLevel.Fastest))),
        Case("gzip of UTF-16", "application/json", "gzip", Packed([.. Utf16.Preamble, .. Utf16.GetBytes(Json)], to => new GZipStream(to, CompressionLevel.Fastest))),
        Case("identity", "application/json", "identity", Bytes(Json)),
    ];

    private static IEnumerable<TestCaseData> ReadAndNoted =>
    [
        Case("windows-1252 that says nothing", "application/json", null, Western.GetBytes(Json), Reason, "the body is not UTF-8: read as windows-1252"),
        Case("ISO 8859-1 that says UTF-8", "application/json; charset=utf-8", null, Western.GetBytes(Latin), "Monto inválido, ñandú", "the body is not UTF-8: read as windows-1252"),
        Case("UTF-8 that says ISO 8859-1", "application/json; charset=iso-8859-1", null, Bytes(Json), Reason, "the answer says iso-8859-1, and its body is utf-8: read as that"),
        Case("UTF-8 that says UTF-16", "application/json; charset=utf-16", null, Bytes(Json), Reason, "the answer says utf-16, and its body is utf-8: read as that"),
        Case("UTF-16 that says UTF-8", "application/json; charset=utf-8", null, Utf16.GetBytes(Json), Reason, "the answer says utf-8, and its body is utf-16: read as that"),
        Case("a charset that nobody knows", "application/json; charset=klingon", null, Bytes(Json), Reason, "the charset klingon is not known: read as utf-8"),
        Case("plain that says gzip", "application/json", "gzip", Bytes(Json), Reason, "the answer says gzip, and its body is not packed"),
        Case("plain that says br", "application/json", "br", Bytes(Json), Reason, "the answer says br, and its body is not packed"),
        Case("plain that says deflate", "application/json", "deflate", Bytes(Json), Reason, "the answer says deflate, and its body is not packed"),
    ];

    private static IEnumerable<TestCaseData> NotRead =>
    [
        Case("zstd", "application/json", "zstd", [0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3], null, "the content encoding zstd is none of gzip, deflate and br"),
        Case("gzip in name alone", "application/json", "gzip", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], null, "it is no gzip, as the answer says"),
        Case("half a gzip", "application/json", "gzip", Half(Packed(Noise(4000), to => new GZipStream(to, CompressionLevel.Fastest))), null, "breaks off in the middle of its gzip"),
        Case("packed five times", "application/json", "br, br, br, br, br", Bytes("x"), null, "packed more than 4 times"),
    ];

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
    public async Task The_reason_is_read_as_it_was_meant_and_that_is_told(string? type, string? coding, byte[] body, string? reason, string? note)
    {
        var answer = await RefuseAsync(type, coding, body);

        Assert.That((Text(answer, "body_note"), Text(answer, "refund_reason")), Is.EqualTo((note, reason)));
        Assert.That(await DescriptionAsync(), Is.EqualTo(reason));
        Assert.That((await Sim.GetAsync("journal?kind=webhook_attempted")).ShouldBe(200)["items.0.detail.note"], Is.EqualTo(note));
    }

    [TestCaseSource(nameof(NotRead))]
    public async Task What_cannot_be_read_is_told_in_the_delivery_and_in_the_journal(string? type, string? coding, byte[] body, string? reason, string? note)
    {
        var answer = await RefuseAsync(type, coding, body);

        Assert.That(Text(answer, "body_note"), Does.Contain(note));
        Assert.That(Text(answer, "refund_reason"), Is.Null);
        Assert.That(Text(answer, "refund_reason_note"), Does.StartWith("no refundReason could be read, because the body "));
        var told = (await Sim.GetAsync("journal?kind=webhook_attempted")).ShouldBe(200);
        Assert.That(told["items.0.detail.note"], Does.Contain(note));
        Assert.That(told["items.0.detail.decision"], Does.Match("^refused by 422: refunded by [-0-9a-f]{36}; no refundReason could be read"));
        Assert.That(await DescriptionAsync(), Is.EqualTo("Devolucion"));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task A_little_that_unpacks_to_very_much_is_unpacked_to_the_limit_only(string coding)
    {
        var bomb = Packed(new byte[50_000_000], to => coding == "br" ? new BrotliStream(to, CompressionLevel.Optimal) : new GZipStream(to, CompressionLevel.Optimal));

        var answer = await RefuseAsync("application/json", coding, bomb);

        Assert.That(answer.GetProperty("is_truncated").GetBoolean(), Is.True);
        Assert.That(answer.GetProperty("body").GetString(), Has.Length.EqualTo(65_536));
        Assert.That(Text(answer, "refund_reason_note"), Is.EqualTo("no refundReason could be read, because the body of the answer is longer than what is read"));
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
        await using var receiver = RawReceiver.Start(_ => RawReply.Of("HTTP/1.0 422 Unprocessable\r\n\r\n", RawEnd.Stays) with { Then = RawEnd.Resets });
        await Client.WebhookAsync("MONEY_IN", receiver.Url);

        await Sim.MoneyInAsync("123.00");

        var answer = (await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("answer");
        Assert.That((answer.GetProperty("status").GetInt32(), Text(answer, "body_note")), Is.EqualTo((422, "the connection was reset before the body ended")));
        Assert.That(Text(answer, "refund_reason_note"), Is.EqualTo("no refundReason could be read, because the connection was reset before the body ended"));
    }

    [Test]
    public async Task A_try_tells_the_same()
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(422).WithHeader("Content-Encoding", "zstd").WithBody(Bytes("(/...")));
        var hook = await Client.WebhookAsync("MONEY_IN", Receiver.Url);

        var tried = (await Sim.PostAsync("webhooks/test", new System.Text.Json.Nodes.JsonObject { ["webhook_id"] = hook })).ShouldBe(200);

        Assert.That(tried["body_note"], Does.Contain("zstd"));
        Assert.That(tried["refund_reason_note"], Does.Contain("zstd"));
    }

    private static TestCaseData Case(string name, string? type, string? coding, byte[] body, string? reason = null, string? note = null) =>
        new TestCaseData(type, coding, body, reason, note).SetArgDisplayNames(name);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    /// <summary>Letters that no packing makes much shorter, the same in each run.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return Bytes(Convert.ToHexString(bytes));
    }

    private static byte[] Packed(byte[] body, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private static string? Text(JsonElement answer, string member) => answer.TryGetProperty(member, out var text) ? text.GetString() : null;

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
    private async Task<string> DescriptionAsync() => (await Sim.GetAsync("transactions")).ShouldBe(200).At("items").EnumerateArray()
        .Single(transaction => transaction.TryGetProperty("original_transaction_id", out _)).GetProperty("description").GetString()!;
}
