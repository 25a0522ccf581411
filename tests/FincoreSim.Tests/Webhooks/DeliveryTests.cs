using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>Order, resending, several receivers, and receivers that hang.</summary>
public sealed class DeliveryTests : WebhookTests
{
    [Test]
    [Proves("webhook.order")]
    public async Task Each_webhook_gets_its_events_in_order_one_at_a_time()
    {
        var open = 0;
        var most = 0;
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).BeforeAnswering(async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            await Client.BalanceAsync();
            Interlocked.Decrement(ref open);
        }));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        var ids = new List<string>();
        for (var index = 1; index <= 20; index++)
        {
            ids.Add(await Sim.MoneyInAsync($"{index}.00", settles: false));
        }

        await Sim.SettleAsync();

        Assert.That(Came().Select(body => body["body.id"]), Is.EqualTo(ids));
        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    [Proves("webhook.order")]
    public async Task One_that_waits_for_its_next_attempt_lets_later_ones_pass()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.Given(Request.Create().WithJson(body => body.GetProperty("body").GetProperty("amount").GetString() == "1.00"))
            .RespondWithSequence(Response.Create().WithStatusCode(500), Response.Create().WithStatusCode(201));

        await Sim.MoneyInAsync("1.00");
        await Sim.MoneyInAsync("2.00");
        await Sim.AdvanceAsync("10s");

        Assert.That(Came().Select(body => body["body.amount"]), Is.EqualTo(["1.00", "2.00", "1.00"]));
    }

    [Test]
    public async Task Two_urls_both_receive_the_same_message()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/one", "tokenOne");
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/two", "tokenTwo");

        await Sim.MoneyInAsync();

        Assert.That(Came("/one").Single().Text, Is.EqualTo(Came("/two").Single().Text));
        Assert.That(
            Receiver.LogEntries.Select(entry => entry.RequestMessage.Headers["Authorization"].Single()),
            Is.EquivalentTo(["Bearer tokenOne", "Bearer tokenTwo"]));
        Assert.That(await Sim.DeliveriesAsync(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Two_that_refuse_refund_once()
    {
        Receiver.AnswerEverythingWith(422);
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/one");
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/two");

        await Sim.MoneyInAsync("123.00");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        await Sim.LedgerAsync();
    }

    [Test]
    [Proves("webhook.resend")]
    public async Task A_delivered_event_can_be_sent_again_the_same_bytes()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Sim.MoneyInAsync();
        var id = (await DeliveryAsync()).GetProperty("id").GetString();
        await Sim.AdvanceAsync("2h");

        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(200);
        await Sim.SettleAsync();

        Assert.That(Came().Select(body => body.Text).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(2));
        var delivery = (await Sim.GetAsync($"deliveries/{id}")).ShouldBe(200).ShouldSay("status", "DELIVERED");
        delivery.ShouldSay("attempts.0.is_resend", "False").ShouldSay("attempts.1.is_resend", "True")
            .ShouldSay("attempts.1.sent", "2026-03-02T11:00:00.000000-06:00");
    }

    [TestCase(null, "noted, and no money moves", 123)]
    [TestCase("refunds", "refused by 422: refunded by ", 0)]
    [Proves("webhook.late-refusal")]
    public async Task A_422_to_the_resend_of_what_was_accepted(string? option, string decision, int added)
    {
        if (option is not null)
        {
            await Sim.SetAsync("late_refusal", option);
        }

        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(201);
        var deposit = await Sim.MoneyInAsync("123.00");
        var id = (await DeliveryAsync()).GetProperty("id").GetString();
        Receiver.AnswerEverythingWith(422);

        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(200);
        await Sim.SettleAsync();

        Assert.That(await DecisionAsync(), Does.Contain(decision));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m + added));
        Assert.That(await Client.StatusOfAsync(deposit), Is.EqualTo(option is null ? "LIQUIDATED" : "REFUNDED"));
    }

    [Test]
    public async Task A_resend_is_tried_once_and_moves_no_money_twice()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(422);
        await Sim.MoneyInAsync("123.00");
        var id = (await DeliveryAsync()).GetProperty("id").GetString();

        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(200);
        await Sim.SettleAsync();
        Assert.That(await DecisionAsync(), Is.EqualTo("refused by 422, but not refunded: ALREADY_REFUNDED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));

        Receiver.AnswerEverythingWith(500);
        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(200);
        await Sim.AdvanceAsync("7d");
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(3));
        Assert.That(await StatusAsync(), Is.EqualTo("UNDELIVERED"));
    }

    [Test]
    public async Task Only_what_is_finished_and_still_wanted_can_be_sent_again()
    {
        var hook = await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(500);
        await Sim.MoneyInAsync();
        var id = (await DeliveryAsync()).GetProperty("id").GetString();

        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(409).ShouldSay("current", "PENDING");
        (await Sim.PostAsync($"deliveries/{Docs.Unknown}/resend")).ShouldBe(404);
        await Sim.AdvanceAsync("6h");
        await Client.PatchWebhookAsync(hook, new JsonObject { ["webhook_status"] = "INACTIVE" });
        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(409).ShouldSay("current", "INACTIVE");
        await Client.PatchWebhookAsync(hook, new JsonObject { ["webhook_status"] = "ACTIVE" });
        (await Sim.PostAsync($"deliveries/{id}/resend")).ShouldBe(200);
    }

    [Test]
    public async Task An_inactive_webhook_hears_nothing_and_later_nothing_of_then()
    {
        var hook = await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Client.PatchWebhookAsync(hook, new JsonObject { ["webhook_status"] = "INACTIVE" });
        await Sim.MoneyInAsync("1.00");
        await Client.PatchWebhookAsync(hook, new JsonObject { ["webhook_status"] = "ACTIVE" });
        await Sim.MoneyInAsync("2.00");

        Assert.That(Came().Select(body => body["body.amount"]), Is.EqualTo(["2.00"]));
    }

    [Test]
    public async Task A_running_world_sends_and_retries_by_itself()
    {
        await using var running = await Sim.App.NewSandboxAsync(new SandboxSetup { IsRunning = true, Scale = 100 });
        Receiver.Given(WebhookReceiver.Anything)
            .RespondWithSequence(Response.Create().WithStatusCode(500), Response.Create().WithStatusCode(201));
        await running.Client.WebhookAsync("MONEY_IN", Receiver.Url);

        await running.MoneyInAsync(settles: false);

        var entries = await Receiver.WaitForAsync(2);
        Assert.That(entries[0].RequestMessage.Body, Is.EqualTo(entries[1].RequestMessage.Body));
    }

    [Test]
    public async Task The_token_in_the_record_is_redacted()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url, "verySecret");
        await Sim.MoneyInAsync();

        Assert.That((await Sim.GetAsync("deliveries")).Text, Does.Not.Contain("verySecret"));
    }

    [Test]
    public async Task A_receiver_can_be_tried_without_any_event()
    {
        var hook = await Client.WebhookAsync("STATUS_UPDATE", Receiver.Url + "/try");
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(418).WithBody("teapot"));
        var before = await Sim.FingerprintAsync();

        (await Sim.PostAsync("webhooks/test", new JsonObject { ["webhook_id"] = hook })).ShouldBe(200)
            .ShouldSay("status", "418").ShouldSay("body", "teapot").ShouldSay("message.msg_name", "STATUS_UPDATE");

        Assert.That(Came("/try").Single()["msg_name"], Is.EqualTo("STATUS_UPDATE"));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        (await Sim.PostAsync("webhooks/test", new JsonObject { ["webhook_id"] = Docs.Unknown })).ShouldBe(404);
    }
}
