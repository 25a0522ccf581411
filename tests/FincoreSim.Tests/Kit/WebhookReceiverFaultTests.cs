using System.Diagnostics;
using System.Net.Sockets;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

public sealed class WebhookReceiverFaultTests
{
    private readonly Caller _caller = new();
    private WebhookReceiver _receiver = null!;

    [SetUp]
    public async Task StartAsync() => _receiver = await WebhookReceiver.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        _caller.Dispose();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task A_hanging_request_is_in_the_journal_and_ends_with_the_callers_patience()
    {
        _receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.Hang));
        using var patience = new CancellationTokenSource();
        var call = _caller.PostAsync(_receiver.Url + "/slow", "{}", patience.Token);
        await _receiver.WaitForAsync(1, "/slow");
        Assert.That(call.IsCompleted, Is.False);

        await patience.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(FaultType.CloseConnection, RawOutcome.ClosedWithoutAnswer)]
    [TestCase(FaultType.ResetConnection, RawOutcome.ClosedWithoutAnswer)]
    [TestCase(FaultType.Garbage, RawOutcome.NotHttp)]
    [TestCase(FaultType.TruncatedBody, RawOutcome.Truncated)]
    public async Task A_fault_fails_the_http_client_and_shows_on_the_wire(FaultType fault, RawOutcome outcome)
    {
        _receiver.AnswerEverythingWith(Response.Create().WithBody("{").WithFault(fault));

        Assert.That(async () => await _caller.PostAsync(_receiver.Url), Throws.InstanceOf<HttpRequestException>());
        var raw = await RawHttp.SendAsync(_receiver.Port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(raw.Outcome, Is.EqualTo(outcome));
            Assert.That(_receiver.LogEntries, Has.Count.EqualTo(2));
            Assert.That(_receiver.LogEntries[0].ToString(), Does.EndWith($"-> {fault}"));
        });
    }

    [Test]
    public async Task A_reset_differs_from_an_orderly_close()
    {
        _receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.ResetConnection));

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => _caller.GetAsync(_receiver.Url));
        var inner = failure!.InnerException?.InnerException ?? failure.InnerException;
        Assert.That((inner as SocketException)?.SocketErrorCode, Is.EqualTo(SocketError.ConnectionReset), failure.ToString());

        _receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.CloseConnection));
        var closed = Assert.ThrowsAsync<HttpRequestException>(() => _caller.GetAsync(_receiver.Url));
        Assert.That(closed!.HttpRequestError, Is.EqualTo(HttpRequestError.ResponseEnded));
    }

    [Test]
    public async Task Raw_characters_are_put_on_the_socket_as_they_are()
    {
        _receiver.AnswerEverythingWith(Response.Create().WithRawAnswer("HTTP/1.1 200 OK\r\nX: 1\r\nX: 2\r\n\r\nuntil the end"));

        using var response = await _caller.GetAsync(_receiver.Url);

        Assert.That(response.Headers.GetValues("X"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("until the end"));
    }

    [Test]
    public async Task The_body_is_empty_unless_told()
    {
        _receiver.AnswerEverythingWith(200);

        using var response = await _caller.PostAsync(_receiver.Url);

        Assert.That(response.Content.Headers.ContentLength, Is.Zero);
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase(204)]
    [TestCase(304)]
    public async Task A_status_without_a_body_is_answered_without_one(int status)
    {
        _receiver.AnswerEverythingWith(Response.Create().WithStatusCode(status).WithBody("never sent"));

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url), Is.EqualTo(status));
    }

    [Test]
    public async Task A_body_of_ten_megabytes_arrives_whole()
    {
        const int Size = 10 * 1024 * 1024;
        _receiver.AnswerEverythingWith(Response.Create().WithBodyOfSize(Size));

        using var response = await _caller.PostAsync(_receiver.Url);

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Has.Length.EqualTo(Size));
    }

    [Test]
    public async Task A_redirect_names_the_other_place()
    {
        _receiver.AnswerEverythingWith(Response.Create().WithRedirect("http://127.0.0.1:1/other", 307));

        using var response = await _caller.PostAsync(_receiver.Url);

        Assert.That((int)response.StatusCode, Is.EqualTo(307));
        Assert.That(response.Headers.Location, Is.EqualTo(new Uri("http://127.0.0.1:1/other")));
    }

    [Test]
    public async Task A_delay_and_a_dribble_take_their_time()
    {
        _receiver.AnswerEverythingWith(Response.Create()
            .WithBody("abcdefghi")
            .WithDelay(TimeSpan.FromMilliseconds(50))
            .WithDribble(2, TimeSpan.FromMilliseconds(20)));

        var watch = Stopwatch.StartNew();
        using var response = await _caller.PostAsync(_receiver.Url);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("abcdefghi"));
        Assert.That(watch.ElapsedMilliseconds, Is.GreaterThanOrEqualTo(120));
    }

    [Test]
    public async Task A_dribble_shows_its_head_long_before_its_end()
    {
        _receiver.AnswerEverythingWith(Response.Create().WithBodyOfSize(100).WithDribble(1, TimeSpan.FromHours(1)));

        using var request = new HttpRequestMessage(HttpMethod.Get, _receiver.Url);
        using var response = await _caller.SendAsync(request);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(100));
    }

    [Test]
    public async Task Something_can_be_done_before_the_answer_leaves()
    {
        var seen = "";
        _receiver.AnswerEverythingWith(Response.Create().BeforeAnswering(request =>
        {
            seen = request.Body;
            return Task.CompletedTask;
        }));

        await _caller.PostForStatusAsync(_receiver.Url, "call me back");

        Assert.That(seen, Is.EqualTo("call me back"));
    }
}
