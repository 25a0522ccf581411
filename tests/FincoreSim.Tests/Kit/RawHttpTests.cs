using System.Net;
using System.Net.Sockets;
using System.Text;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

public sealed class RawHttpTests
{
    private const string Get = "GET /x HTTP/1.1\r\nHost: x\r\n\r\n";
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task Reads_status_headers_and_body_from_kestrel()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(Response.Create().WithStatusCode(202).WithHeader("X-One", "1").WithBody("Peña"));

        var answer = await RawHttp.SendAsync(receiver.Port, "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

        Assert.Multiple(() =>
        {
            Assert.That(answer.Outcome, Is.EqualTo(RawOutcome.Answered));
            Assert.That(answer.StatusLine, Is.EqualTo("HTTP/1.1 202 Accepted"));
            Assert.That(answer.Status, Is.EqualTo(202));
            Assert.That(answer.Header("x-one"), Is.EqualTo("1"));
            Assert.That(answer.Header("x-two"), Is.Null);
            Assert.That(answer.Text, Is.EqualTo("Peña"));
            Assert.That(receiver.LogEntries.Single().RequestMessage.Body, Is.EqualTo("{}"));
        });
    }

    [TestCase("nonsense\r\n\r\n")]
    [TestCase("GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [TestCase("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n")]
    public async Task Reads_kestrels_refusal_of_a_malformed_request(string request)
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        var answer = await RawHttp.SendAsync(receiver.Port, request);

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(receiver.LogEntries, Is.Empty);
    }

    [Test]
    public async Task Tells_a_server_that_waits_for_more_from_one_that_closes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        const string Half = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf";

        var waiting = await RawHttp.SendAsync(receiver.Port, Half, Short);
        var closed = await RawHttp.SendAsync(receiver.Port, Half, closeAfterSending: true);

        Assert.That(waiting.Outcome, Is.EqualTo(RawOutcome.TimedOut));
        Assert.That(closed.Outcome, Is.EqualTo(RawOutcome.ClosedWithoutAnswer));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd", "ab")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;ext=1\r\nab\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
        "ab0123456789")]
    [TestCase("HTTP/1.0 200 OK\r\n\r\nuntil closed", "until closed")]
    [TestCase("HTTP/1.1 204 No Content\r\n\r\n", "")]
    [TestCase("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "x")]
    [TestCase("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "")]
    public async Task Reads_every_kind_of_body(string answer, string body)
    {
        var read = await AnsweredByAsync(answer, Get);

        Assert.That(read.Outcome, Is.EqualTo(RawOutcome.Answered));
        Assert.That(read.Text, Is.EqualTo(body));
    }

    [TestCase("", RawOutcome.ClosedWithoutAnswer)]
    [TestCase("HTTP/1.1 2", RawOutcome.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Le", RawOutcome.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", RawOutcome.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", RawOutcome.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", RawOutcome.NotHttp)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", RawOutcome.NotHttp)]
    [TestCase("HTTP/1.1 2000 OK\r\n\r\n", RawOutcome.NotHttp)]
    [TestCase("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", RawOutcome.NotHttp)]
    [TestCase("hello", RawOutcome.NotHttp)]
    public async Task Says_how_an_exchange_failed(string answer, RawOutcome outcome)
    {
        var read = await AnsweredByAsync(answer, Get);

        Assert.That(read.Outcome, Is.EqualTo(outcome));
        Assert.That(Encoding.Latin1.GetString(read.Bytes.Span), Is.EqualTo(answer));
    }

    [Test]
    public async Task A_head_request_has_no_body_to_wait_for()
    {
        var read = await AnsweredByAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.That(read.Outcome, Is.EqualTo(RawOutcome.Answered));
        Assert.That(read.Header("Content-Length"), Is.EqualTo("5"));
    }

    [Test]
    public async Task A_server_that_stops_half_way_is_waited_for_until_the_time_is_up() => Assert.That(
        (await AnsweredByAsync("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", Get, close: false)).Outcome,
        Is.EqualTo(RawOutcome.TimedOut));

    private static async Task<RawAnswer> AnsweredByAsync(string answer, string request, bool close = true)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = RawHttp.SendAsync(((IPEndPoint)listener.LocalEndpoint).Port, request, close ? null : Short);
        using var server = await listener.AcceptTcpClientAsync();
        await server.GetStream().ReadExactlyAsync(new byte[request.Length]);
        await server.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
        if (close)
        {
            server.Client.Shutdown(SocketShutdown.Send);
        }

        return await sending;
    }
}
