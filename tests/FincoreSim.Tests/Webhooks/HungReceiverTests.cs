using System.Diagnostics;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// A receiver that does not answer is nobody else's concern. It hangs for longer than any test waits, so whatever waited for it
/// would never come to its end: that a call returns is the proof.
/// </summary>
public sealed class HungReceiverTests : WebhookTests
{
    private RawReceiver _hung = null!;

    [SetUp]
    public async Task HangAsync()
    {
        _hung = RawReceiver.Start(RawReply.NeverAnswers);
        await Sim.SetAsync("webhook_timeout", "10m");
    }

    [TearDown]
    public async Task LetGoAsync() => await _hung.DisposeAsync();

    [Test]
    public async Task A_hung_receiver_holds_nobody_else_up()
    {
        await using var neighbour = await Sim.App.NewSandboxAsync();
        await neighbour.Client.WebhookAsync("MONEY_IN", Receiver.Url + "/neighbour");
        await Client.WebhookAsync("MONEY_IN", _hung.Url);
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/works");

        for (var index = 0; index < 5; index++)
        {
            await Sim.MoneyInAsync("1.00", settles: false);
            (await Client.MoneyOutAsync("1.00")).ShouldBe(200);
        }

        await Receiver.WaitForAsync(5, "/works");
        await neighbour.MoneyInAsync();

        Assert.That(Came("/neighbour"), Has.Length.EqualTo(1));
        Assert.That(_hung.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Moving_the_clock_waits_for_a_hung_receiver_no_longer_than_the_cap()
    {
        await Sim.SetAsync("settle_cap", "300ms");
        await Client.WebhookAsync("MONEY_IN", _hung.Url);
        await Sim.MoneyInAsync(settles: false);

        (await Sim.AdvanceAsync("1h"))
            .ShouldSay("now", "2026-03-02T10:00:00.000000-06:00").ShouldSay("still_waiting.0.status", "IN_FLIGHT");
    }

    [Test]
    public async Task Answers_of_the_api_never_wait_for_a_webhook()
    {
        await Client.WebhookAsync("MONEY_IN", _hung.Url);
        await Client.WebhookAsync("STATUS_UPDATE", _hung.Url);
        await Sim.SetAsync("status_updates", "all");

        (await Client.MoneyOutAsync()).ShouldBe(200);
        (await Client.InternalAsync()).ShouldBe(200);
        await Sim.MoneyInAsync(settles: false);

        Assert.That(await Sim.DeliveriesAsync(), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task A_reset_forgets_what_was_under_way()
    {
        var answered = new TaskCompletionSource();
        await using var late = RawReceiver.Start(async _ =>
        {
            await answered.Task;
            return RawReply.Answers(422);
        });
        await Client.WebhookAsync("MONEY_IN", late.Url);
        await Sim.MoneyInAsync("123.00", settles: false);
        await late.WaitForAsync(1);

        (await Sim.PostAsync("reset")).ShouldBe(200);
        answered.SetResult();
        await Sim.AdvanceAsync("1h");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        Assert.That(await Sim.DeliveriesAsync(), Is.Empty);
    }
}
