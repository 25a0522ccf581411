using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// A webhook that is deactivated or deleted: what waited for it is cancelled at once, and the deliveries and the journal say so.
/// </summary>
public sealed class CancelledDeliveryTests : WebhookTests
{
    [TestCase("INACTIVE", "the webhook is INACTIVE")]
    [TestCase("DELETED", "the webhook was deleted")]
    public async Task What_waits_is_cancelled_at_once(string end, string why)
    {
        Receiver.AnswerEverythingWith(500);
        var hook = await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Sim.MoneyInAsync();
        Assert.That(await StatusAsync(), Is.EqualTo("PENDING"));

        await EndAsync(hook, end);

        var delivery = await DeliveryAsync();
        Assert.That((Text(delivery, "status"), Text(delivery, "cancelled_because")), Is.EqualTo(("CANCELLED", why)));
        Assert.That(delivery.TryGetProperty("next_attempt_at", out _), Is.False);
        (await Sim.GetAsync("journal?kind=webhook_cancelled")).ShouldSay("items.0.detail.why", why).ShouldSay(
            "items.0.detail.delivery", Text(delivery, "id")!);
        (await Sim.UntilIdleAsync()).ShouldSay("now", "2026-03-02T09:00:00.000000-06:00");
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(1));
    }

    [TestCase("INACTIVE")]
    [TestCase("DELETED")]
    public async Task One_that_is_being_sent_gets_its_answer_and_no_other_attempt(string end)
    {
        var answered = new TaskCompletionSource();
        await using var late = RawReceiver.Start(async _ =>
        {
            await answered.Task;
            return RawReply.Answers(503);
        });
        var hook = await Client.WebhookAsync("MONEY_IN", late.Url);
        await Sim.MoneyInAsync(settles: false);
        await late.WaitForAsync(1);

        await EndAsync(hook, end);
        Assert.That(await StatusAsync(), Is.EqualTo("IN_FLIGHT"));
        answered.SetResult();
        await Sim.AdvanceAsync("7d");

        Assert.That(await StatusAsync(), Is.EqualTo("CANCELLED"));
        Assert.That(await DecisionAsync(), Does.StartWith("failed, and is not tried again: the webhook "));
        Assert.That(late.Requests, Has.Count.EqualTo(1));
    }

    private static string? Text(JsonElement delivery, string member) => delivery.GetProperty(member).GetString();

    private async Task EndAsync(string hook, string end) => _ = end == "DELETED"
        ? (await Client.Http.DeleteAsync(Client.Path($"webhooks/{hook}"))).ShouldBe(200)
        : (await Client.PatchWebhookAsync(hook, new JsonObject { ["webhook_status"] = end })).ShouldBe(200);
}
