using System.Net.Sockets;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

/// <summary>That each fault of the raw receiver is the fault that it is called.</summary>
public sealed class RawReceiverTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private readonly Caller _caller = new();

    [TearDown]
    public void HangUp() => _caller.Dispose();

    [TestCase("", RawEnd.Closes, RawOutcome.ClosedWithoutAnswer)]
    [TestCase("", RawEnd.Resets, RawOutcome.ClosedWithoutAnswer)]
    [TestCase("no HTTP\n\n", RawEnd.Closes, RawOutcome.NotHttp)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", RawEnd.Closes, RawOutcome.Truncated)]
    public async Task A_fault_fails_the_http_client_and_shows_on_the_wire(string text, RawEnd end, RawOutcome outcome)
    {
        await using var receiver = RawReceiver.Start(RawReply.Of(text, end));

        Assert.That(async () => await _caller.PostAsync(receiver.Url), Throws.InstanceOf<HttpRequestException>());
        var raw = await RawHttp.SendAsync(receiver.Port, Get);

        Assert.That(raw.Outcome, Is.EqualTo(outcome));
        Assert.That(receiver.Requests.Select(request => request.Line), Is.EqualTo(["POST / HTTP/1.1", "GET / HTTP/1.1"]));
    }

    [Test]
    public async Task A_reset_differs_from_an_orderly_close()
    {
        await using var receiver = RawReceiver.Start(RawReply.Nothing(RawEnd.Resets), RawReply.Nothing(RawEnd.Closes));

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => _caller.PostAsync(receiver.Url));
        var inner = failure!.InnerException?.InnerException ?? failure.InnerException;
        Assert.That((inner as SocketException)?.SocketErrorCode, Is.EqualTo(SocketError.ConnectionReset), failure.ToString());

        var closed = Assert.ThrowsAsync<HttpRequestException>(() => _caller.PostAsync(receiver.Url));
        Assert.That(closed!.HttpRequestError, Is.EqualTo(HttpRequestError.ResponseEnded));
    }

    [Test]
    public async Task A_request_that_hangs_is_known_and_ends_with_the_callers_patience_or_with_the_receiver()
    {
        await using var receiver = RawReceiver.Start(RawReply.NeverAnswers);
        using var patience = new CancellationTokenSource();
        var (given, kept) = (_caller.PostAsync(receiver.Url + "/a", "{}", patience.Token),
            _caller.PostAsync(receiver.Url + "/b"));
        await receiver.WaitForAsync(2);
        Assert.That((given.IsCompleted, kept.IsCompleted), Is.EqualTo((false, false)));

        await patience.CancelAsync();
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        await receiver.DisposeAsync();
        Assert.That(async () => await kept, Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_dribble_shows_its_head_and_never_its_end()
    {
        await using var receiver = RawReceiver.Start(RawReply.NeverEnds);

        using var request = new HttpRequestMessage(HttpMethod.Get, receiver.Url);
        using var response = await _caller.SendAsync(request);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(int.MaxValue));
    }

    [Test]
    public async Task Replies_come_in_turn_and_the_last_one_stays()
    {
        await using var receiver = RawReceiver.Start(RawReply.Answers(503), RawReply.Answers(500), RawReply.Answers(201));

        var statuses = new List<int>();
        for (var turn = 0; turn < 4; turn++)
        {
            statuses.Add(await _caller.PostForStatusAsync(receiver.Url));
        }

        Assert.That(statuses, Is.EqualTo([503, 500, 201, 201]));
    }
}
