using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.BadInput;

/// <summary>What lies below the body: lengths, chunks, upgrades, as bytes on a connection.</summary>
public sealed class TransportTests : ApiTests
{
    private const int TwoMebibytes = 2 * 1024 * 1024;

    private static IEnumerable<TestCaseData> WritingCases => WritingOperation.Cases;

    [TestCaseSource(nameof(WritingCases))]
    [Proves("error.transport")]
    public async Task Two_mebibytes_are_413(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();
        var large = new byte[TwoMebibytes];
        Array.Fill(large, (byte)' ');

        (await SendAsync(ready, large)).ShouldBeError(413, "RESOURCE_EXHAUSTED");
        (await SendAsync(ready, large, isChunked: true)).ShouldBeError(413, "RESOURCE_EXHAUSTED");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_mebibyte_is_the_limit()
    {
        var body = Encoding.UTF8.GetBytes(Bodies.Payment().ToJsonString());
        byte[] padded = [.. body, .. Enumerable.Repeat((byte)' ', (1024 * 1024) - body.Length)];
        var ready = await MoneyOutAsync();

        (await SendAsync(ready, padded)).ShouldBe(200);
        (await SendAsync(ready, padded, isChunked: true)).ShouldBe(200);
        (await SendAsync(ready, [.. padded, (byte)' '])).ShouldBeError(413);
        (await SendAsync(ready, [.. padded, (byte)' '], isChunked: true)).ShouldBeError(413);
    }

    [TestCaseSource(nameof(WritingCases))]
    public async Task A_chunked_body_is_as_good_as_one_with_a_length(WritingOperation operation) =>
        (await SendAsync(await operation.PrepareAsync(Sim), Body(operation), isChunked: true)).ShouldBe(200);

    [TestCaseSource(nameof(WritingCases))]
    public async Task Expect_100_continue_is_answered(WritingOperation operation) =>
        (await SendAsync(await operation.PrepareAsync(Sim), Body(operation), headers: "Expect: 100-continue\r\n")).ShouldBe(200);

    [TestCaseSource(nameof(WritingCases))]
    public async Task An_offer_of_h2c_as_javas_client_makes_it_is_passed_over(WritingOperation operation) => (await SendAsync(
        await operation.PrepareAsync(Sim), Body(operation),
        headers: "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: "
            + "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n")).ShouldBe(200);

    [Test]
    public async Task An_offer_of_h2c_on_a_read_is_passed_over() => (await RawAsync(
        $"GET /v1/banks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\nConnection: Upgrade, HTTP2-Settings\r\n"
        + "Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n\r\n")).ShouldBe(200);

    [TestCaseSource(nameof(WritingCases))]
    public async Task A_body_shorter_than_its_length_is_400_and_nothing_has_changed(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();

        var request = Encoding.UTF8.GetBytes($"{Head(ready)}Content-Length: 5000\r\n\r\n{operation.Body().ToJsonString()}");
        var answer = await RawHttp.SendAsync(Sim.App.Port, request, closeAfterSending: true);

        if (answer.Outcome == RawOutcome.Answered)
        {
            Answer.Of(answer).ShouldBeError(400, "INVALID_ARGUMENT");
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", TestName = "Both_lengths")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", TestName = "A_chunk_size_that_is_no_number")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX", TestName = "A_chunk_longer_than_its_size")]
    [TestCase("Content-Length: -1\r\n\r\n", TestName = "A_negative_length")]
    [TestCase("Content-Length: many\r\n\r\n", TestName = "A_length_that_is_no_number")]
    [TestCase("Content-Length: 99999999999999999999\r\n\r\n", TestName = "A_length_beyond_all_numbers")]
    public async Task Malformed_framing_is_refused_and_nothing_has_changed(string rest)
    {
        var before = await Sim.FingerprintAsync();

        var answer = await RawHttp.SendAsync(Sim.App.Port, Head(await MoneyOutAsync()) + rest, closeAfterSending: true);

        Assert.That(answer.Status, Is.EqualTo(400).Or.EqualTo(413).Or.EqualTo(0), answer.StatusLine);
        Assert.That(answer.Text, Does.Not.Contain("FincoreSim").And.Not.Contain("System.").And.Not.Contain("   at "));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    [Test]
    public async Task Hundreds_of_requests_on_one_connection_each_get_their_answer()
    {
        var one = $"GET /v1/banks?page_size=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\n";
        var last = $"{one}Connection: close\r\n\r\n";
        var pipelined = string.Concat(Enumerable.Repeat($"{one}\r\n", 199)) + last;
        using var connection = new System.Net.Sockets.TcpClient("127.0.0.1", Sim.App.Port);

        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(pipelined));
        using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
        var text = await reader.ReadToEndAsync().WaitAsync(Eventually.Patience);

        Assert.That(text.Split("HTTP/1.1 200 OK").Length - 1, Is.EqualTo(200));
    }

    [Test]
    public async Task A_caller_who_leaves_half_way_leaves_no_trace()
    {
        var before = await Sim.FingerprintAsync();
        var ready = await MoneyOutAsync();
        foreach (var part in (string[])["", "{", "{\"client_id\":\"c2d1"])
        {
            await RawHttp.SendAsync(
                Sim.App.Port, $"{Head(ready)}Content-Length: 400\r\n\r\n{part}", TimeSpan.FromMilliseconds(100));
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    private Task<WritingOperation.Ready> MoneyOutAsync() =>
        WritingOperation.All.Single(item => item.Name == "money_out").PrepareAsync(Sim);

    private static byte[] Body(WritingOperation operation) => Encoding.UTF8.GetBytes(operation.Body().ToJsonString());

    private static string Head(WritingOperation.Ready ready) =>
        $"{ready.Operation.Method} {ready.Path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + string.Concat(ready.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));

    private async Task<Answer> SendAsync(WritingOperation.Ready ready, byte[] body, bool isChunked = false, string headers = "")
    {
        var framing = isChunked
            ? $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n"
            : $"Content-Length: {body.Length}\r\n\r\n";
        byte[] request =
        [
            .. Encoding.ASCII.GetBytes(Head(ready) + headers + framing), .. body, .. Encoding.ASCII.GetBytes(
                isChunked ? "\r\n0\r\n\r\n" : ""),
        ];
        return Answer.Of(await RawHttp.SendAsync(Sim.App.Port, request));
    }

    private async Task<Answer> RawAsync(string request) => Answer.Of(await RawHttp.SendAsync(Sim.App.Port, request));
}
