using System.Net.Sockets;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

/// <summary>That each fault of the raw receiver is the fault that it is called.</summary>
public sealed class RawReceiverTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private readonly Caller _caller = new();

    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault(RawReply.Closes, RawOutcome.ClosedWithoutAnswer), Fault(RawReply.Resets, RawOutcome.ClosedWithoutAnswer),
        Fault(RawReply.Garbage, RawOutcome.NotHttp), Fault(RawReply.Truncates, RawOutcome.Truncated),
    ];

    [TearDown]
    public void HangUp() => _caller.Dispose();

    [TestCaseSource(nameof(Faults))]
    public async Task A_fault_fails_the_http_client_and_shows_on_the_wire(RawReply fault, RawOutcome outcome)
    {
        await using var receiver = RawReceiver.Start(fault);

        Assert.That(async () => await _caller.PostAsync(receiver.Url), Throws.InstanceOf<HttpRequestException>());
        var raw = await RawHttp.SendAsync(receiver.Port, Get);

        Assert.That(raw.Outcome, Is.EqualTo(outcome));
        Assert.That(receiver.LogEntries.Select(entry => entry.Answer), Is.EqualTo([fault.Name, fault.Name]));
    }

    [Test]
    public async Task A_reset_differs_from_an_orderly_close()
    {
        await using var receiver = RawReceiver.Start(RawReply.Resets, RawReply.Closes);

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => _caller.GetAsync(receiver.Url));
        var inner = failure!.InnerException?.InnerException ?? failure.InnerException;
        Assert.That((inner as SocketException)?.SocketErrorCode, Is.EqualTo(SocketError.ConnectionReset), failure.ToString());

        var closed = Assert.ThrowsAsync<HttpRequestException>(() => _caller.GetAsync(receiver.Url));
        Assert.That(closed!.HttpRequestError, Is.EqualTo(HttpRequestError.ResponseEnded));
    }

    [Test]
    public async Task A_request_that_hangs_is_in_the_log_and_ends_with_the_callers_patience_or_with_the_receiver()
    {
        await using var receiver = RawReceiver.Start(RawReply.Hangs);
        using var patience = new CancellationTokenSource();
        var (given, kept) = (_caller.PostAsync(receiver.Url + "/a", "{}", patience.Token), _caller.PostAsync(receiver.Url + "/b"));
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
        await using var receiver = RawReceiver.Start(RawReply.Dribbles);

        using var request = new HttpRequestMessage(HttpMethod.Get, receiver.Url);
        using var response = await _caller.SendAsync(request);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(int.MaxValue));
    }

    [Test]
    public async Task Answers_keep_the_connection_unless_they_say_otherwise_or_nothing()
    {
        using var keeping = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var receiver = RawReceiver.Start(
            RawReply.Answers(201, """{"ñ":1}"""), RawReply.Answers(202), RawReply.Answers10(200, """{"ñ":2}"""), RawReply.Answers(203));

        var answers = new List<(int Status, string Version, string Body, int Connections)>();
        for (var turn = 0; turn < 4; turn++)
        {
            using var answer = await keeping.GetAsync(new Uri(receiver.Url));
            answers.Add(((int)answer.StatusCode, answer.Version.ToString(), await answer.Content.ReadAsStringAsync(), receiver.Connections));
        }

        Assert.That(answers, Is.EqualTo((IEnumerable<(int, string, string, int)>)
        [
            (201, "1.1", """{"ñ":1}""", 1), (202, "1.1", "", 1), (200, "1.0", """{"ñ":2}""", 1), (203, "1.1", "", 2),
        ]));
    }

    [Test]
    public async Task An_answer_can_wait_for_the_test_and_a_body_for_the_request()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = RawReceiver.Start(request => RawReply.AnswersAndCloses(200, request.Body).After(gate.Task));
        var call = _caller.PostAsync(receiver.Url + "/a%20b?n=1", "echo ñ");
        var came = (await receiver.WaitForAsync(1)).Single().RequestMessage;
        Assert.That((came.Method, came.Path, came.Query["n"].Single(), came.Body, call.IsCompleted), Is.EqualTo(("POST", "/a b", "1", "echo ñ", false)));

        gate.SetResult();

        using var answer = await call;
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("echo ñ"));
    }

    private static TestCaseData Fault(RawReply reply, RawOutcome outcome) => new TestCaseData(reply, outcome).SetArgDisplayNames(reply.Name);
}
