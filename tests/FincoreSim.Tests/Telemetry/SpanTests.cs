using System.Collections.Concurrent;
using System.Diagnostics;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds.Telemetry;

namespace FincoreSim.Tests.Telemetry;

/// <summary>Who listens to the spans sees each exchange with a receiver; the receiver sees nothing of it.</summary>
public sealed class SpanTests
{
    [Test]
    public async Task An_exchange_is_a_span_and_tells_the_receiver_nothing()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Spans.Name or "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(503);
        await using var app = await SimulatorApp.StartAsync();
        await using var sim = await app.NewSandboxAsync();
        await sim.Client.WebhookAsync("MONEY_IN", $"{receiver.Url}/hook");

        await sim.MoneyInAsync();

        var span =
            ended.Single(one => one.Source.Name == Spans.Name && one.GetTagItem("url.full") as string == $"{receiver.Url}/hook");
        Assert.Multiple(() =>
        {
            Assert.That(span.DisplayName, Is.EqualTo("webhook MONEY_IN"));
            Assert.That(span.Kind, Is.EqualTo(ActivityKind.Client));
            Assert.That(span.ParentId, Is.Null);
            Assert.That(span.GetTagItem("http.response.status_code"), Is.EqualTo(503));
            Assert.That(ended.Select(one => one.Source.Name), Has.Member("Microsoft.AspNetCore"), "of requests");
            Assert.That(receiver.LogEntries.Single().RequestMessage!.Headers!.Keys.Select(name => name.ToLowerInvariant()),
                Has.None.EqualTo("traceparent"));
        });
    }
}
