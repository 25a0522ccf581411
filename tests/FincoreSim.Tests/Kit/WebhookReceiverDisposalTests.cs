using System.Diagnostics;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

public sealed class WebhookReceiverDisposalTests
{
    private static readonly TimeSpan DisposeLimit = TimeSpan.FromSeconds(2);
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
    public async Task Disposing_lets_go_of_hanging_requests_at_once()
    {
        _receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.Hang));
        var calls = Enumerable.Range(0, 10).Select(_ => _caller.PostAsync(_receiver.Url)).ToList();
        await _receiver.WaitForAsync(10);

        var watch = Stopwatch.StartNew();
        await _receiver.DisposeAsync();

        Assert.That(watch.Elapsed, Is.LessThan(DisposeLimit));
        foreach (var call in calls)
        {
            Assert.That(async () => await call, Throws.InstanceOf<HttpRequestException>());
        }
    }

    [Test]
    public async Task Disposing_does_not_wait_for_a_callback_that_never_returns()
    {
        var never = new TaskCompletionSource();
        _receiver.AnswerEverythingWith(Response.Create().BeforeAnswering(_ => never.Task));
        var call = _caller.PostAsync(_receiver.Url);
        await _receiver.WaitForAsync(1);

        var watch = Stopwatch.StartNew();
        await _receiver.DisposeAsync();

        Assert.That(watch.Elapsed, Is.LessThan(DisposeLimit));
        Assert.That(async () => await call, Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Disposing_aborts_a_caller_who_has_sent_half_a_request()
    {
        var call = RawHttp.SendAsync(_receiver.Port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf");
        await Task.Delay(50);

        var watch = Stopwatch.StartNew();
        await _receiver.DisposeAsync();

        Assert.That(watch.Elapsed, Is.LessThan(DisposeLimit));
        Assert.That((await call).Outcome, Is.EqualTo(RawOutcome.ClosedWithoutAnswer));
    }

    [Test]
    public async Task Nobody_listens_after_disposing_and_disposing_twice_is_harmless()
    {
        await _receiver.DisposeAsync();
        await _receiver.DisposeAsync();

        Assert.That(async () => await _caller.PostAsync(_receiver.Url), Throws.InstanceOf<HttpRequestException>());
    }
}
