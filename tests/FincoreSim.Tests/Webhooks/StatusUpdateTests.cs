using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

public sealed class StatusUpdateTests : WebhookTests
{
    [SetUp]
    public async Task RegisterAsync()
    {
        Receiver.AnswerEverythingWith(200);
        await Client.WebhookAsync("STATUS_UPDATE", Receiver.Url);
    }

    [Test]
    [Proves("webhook.status-update")]
    public async Task Tells_of_a_settled_payment_with_the_documented_members()
    {
        var paid = await Client.MoneyOutAsync();
        Assert.That(Receiver.LogEntries, Is.Empty);

        await Sim.AdvanceAsync("2s");

        Came().Single()
            .ShouldHaveMembers("", "id_msg", "msg_name", "msg_date", "body")
            .ShouldSay("msg_name", "STATUS_UPDATE")
            .ShouldSay("msg_date", "2026-03-02")
            .ShouldHaveMembers("body", "id", "tracking_key", "message_type", "status", "update_at")
            .ShouldSay("body.id", paid["id"])
            .ShouldSay("body.tracking_key", paid["trackingId"])
            .ShouldSay("body.message_type", "SPEI")
            .ShouldSay("body.status", "LIQUIDATED")
            .ShouldSay("body.update_at", "2026-03-02T09:00:02.000000-06:00");
    }

    [TestCase("null", null)]
    [TestCase("empty", "")]
    [Proves("webhook.status-reason")]
    public async Task Has_its_absent_reason_in_another_form_where_that_is_chosen(string form, string? reason)
    {
        DepartsFromTheDocument = form == "null";
        await Sim.SetAsync("status_reason", form);
        await Client.MoneyOutAsync();
        await Sim.AdvanceAsync("2s");

        var body = Came().Single()
            .ShouldHaveMembers(
                "body", "id", "tracking_key", "message_type", "reason", "reason_description", "status", "update_at");
        Assert.That(
            (body.At("body.reason").GetString(), body.At("body.reason_description").GetString()), Is.EqualTo((reason, reason)));
    }

    [TestCase(null, null, "CANCELLED_ACCOUNT", "Cuenta cancelada")]
    [TestCase("BLOCKED_ACCOUNT", null, "BLOCKED_ACCOUNT", "Cuenta bloqueada")]
    [TestCase("MY_REASON", "Mi texto", "MY_REASON", "Mi texto")]
    [Proves("webhook.status-update")]
    public async Task Tells_why_a_payment_was_rejected(string? reason, string? text, string code, string description)
    {
        var id = (await Client.MoneyOutAsync())["id"];
        var body = new JsonObject { ["outcome"] = "reject" };
        if (reason is not null)
        {
            body["reason"] = reason;
            body["reason_description"] = text;
        }

        (await Sim.PostAsync($"transactions/{id}/outcome", body)).ShouldBe(200);
        await Sim.AdvanceAsync("1h");

        Came().Single().ShouldSay("body.status", "REJECTED").ShouldSay("body.reason", code)
            .ShouldSay("body.reason_description", description);
    }

    [Test]
    [Proves("webhook.status-update")]
    public async Task Tells_of_a_payment_that_came_back_after_it_had_settled()
    {
        var id = (await Client.MoneyOutAsync())["id"];
        await Sim.AdvanceAsync("2s");

        (await Sim.PostAsync($"transactions/{id}/outcome",
            new JsonObject { ["outcome"] = "return", ["reason"] = "NON_EXISTENT_ACCOUNT" })).ShouldBe(200);
        await Sim.SettleAsync();

        Assert.That(Came().Select(body => body["body.status"]), Is.EqualTo(["LIQUIDATED", "REFUNDED"]));
        Came()[1].ShouldSay("body.reason", "NON_EXISTENT_ACCOUNT").ShouldSay("body.reason_description", "Cuenta inexistente");
        Assert.That(Came()[0]["id_msg"], Is.Not.EqualTo(Came()[1]["id_msg"]));
    }

    [Test]
    [Proves("webhook.status-scope")]
    public async Task Says_nothing_of_internal_transfers_refunds_penny_validations_and_deposits()
    {
        await Client.InternalAsync();
        await Client.MoneyOutAsync("1.00", Docs.Internal);
        await Client.PennyAsync();
        await Client.RefundAsync(Docs.Deposit, "9.99");
        await Sim.MoneyInAsync();

        await Sim.AdvanceAsync("1h");

        Assert.That(Receiver.LogEntries, Is.Empty);
    }

    [Test]
    public async Task Says_everything_where_that_is_chosen()
    {
        await Sim.SetAsync("status_updates", "all");
        await Client.MoneyOutAsync();
        await Client.InternalAsync();
        await Sim.SettleAsync();
        Assert.That(Came().Select(body => body["body.status"]), Is.EqualTo(["INITIALIZED", "LIQUIDATED"]));

        await Sim.AdvanceAsync("2s");
        Assert.That(Came().Select(body => body["body.status"]), Is.EqualTo(["INITIALIZED", "LIQUIDATED", "LIQUIDATED"]));
    }

    [TestCase(200, 1, "DELIVERED")]
    [TestCase(202, 1, "DELIVERED")]
    [TestCase(400, 1, "REFUSED")]
    [TestCase(401, 1, "REFUSED")]
    [TestCase(422, 1, "REFUSED")]
    [TestCase(500, 6, "UNDELIVERED")]
    [TestCase(302, 6, "UNDELIVERED")]
    public async Task A_4xx_ends_it_and_a_5xx_is_tried_again(int status, int attempts, string end)
    {
        Receiver.AnswerEverythingWith(status);
        await Client.MoneyOutAsync("5.00");

        await Sim.AdvanceAsync("7h");

        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(attempts));
        Assert.That(await StatusAsync(), Is.EqualTo(end));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_995m));
    }
}
