using System.Diagnostics;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>A receiver that does not answer is nobody else's concern.</summary>
public sealed class HungReceiverTests : WebhookTests
{
    [Test]
    public async Task A_hung_receiver_holds_nobody_else_up()
    {
        await using var neighbour = await Sim.App.NewSandboxAsync();
        await neighbour.Client.WebhookAsync("MONEY_IN", Receiver.Url + "/neighbour");
        Receiver.Given(Request.Create().WithPath("/hangs")).RespondWith(Response.Create().WithFault(FaultType.Hang));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/hangs");
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/works");
        var started = Stopwatch.GetTimestamp();

        for (var index = 0; index < 5; index++)
        {
            await Sim.MoneyInAsync("1.00", settles: false);
            (await Client.MoneyOutAsync("1.00")).ShouldBe(200);
        }

        await Receiver.WaitForAsync(5, "/works", TimeSpan.FromSeconds(2));
        await neighbour.MoneyInAsync();

        Assert.That(Came("/neighbour"), Has.Length.EqualTo(1));
        Assert.That(Came("/hangs"), Has.Length.EqualTo(1));
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Moving_the_clock_waits_for_a_hung_receiver_no_longer_than_the_cap()
    {
        await Sim.SetAsync("settle_cap", "300ms");
        Receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.Hang));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Sim.MoneyInAsync(settles: false);
        var started = Stopwatch.GetTimestamp();

        var moved = await Sim.AdvanceAsync("1h");

        Assert.That(Stopwatch.GetElapsedTime(started), Is.InRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2)));
        moved.ShouldSay("now", "2026-03-02T10:00:00.000000-06:00").ShouldSay("still_waiting.0.status", "IN_FLIGHT");
    }

    [Test]
    public async Task Answers_of_the_api_never_wait_for_a_webhook()
    {
        Receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.Hang));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Client.WebhookAsync("STATUS_UPDATE", Receiver.Url);
        await Sim.SetAsync("status_updates", "all");
        var started = Stopwatch.GetTimestamp();

        (await Client.MoneyOutAsync()).ShouldBe(200);
        (await Client.InternalAsync()).ShouldBe(200);
        await Sim.MoneyInAsync(settles: false);

        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(await Sim.DeliveriesAsync(), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task A_reset_forgets_what_was_under_way()
    {
        var answered = new TaskCompletionSource();
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(422).BeforeAnswering(_ => answered.Task));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Sim.MoneyInAsync("123.00", settles: false);
        await Receiver.WaitForAsync(1);

        (await Sim.PostAsync("reset")).ShouldBe(200);
        answered.SetResult();
        await Sim.AdvanceAsync("1h");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        Assert.That(await Sim.DeliveriesAsync(), Is.Empty);
    }
}
