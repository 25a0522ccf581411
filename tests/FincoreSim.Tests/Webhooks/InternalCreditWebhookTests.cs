using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>INT_CREDIT: only between different owners; and its answer never moves money.</summary>
public sealed class InternalCreditWebhookTests : WebhookTests
{
    [SetUp]
    public async Task RegisterAsync()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url + "/ours");
        await Sim.Other.WebhookAsync("MONEY_IN", Receiver.Url + "/theirs");
    }

    [TestCase("internal_transaction")]
    [TestCase("money_out")]
    [Proves("webhook.money-in")]
    public async Task Another_owner_under_the_same_client_is_told_with_the_documented_members(string operation)
    {
        var debit =
            (await Client.Http.PostAsync($"/v1/transactions/{operation}", Bodies.Payment("1.00", Docs.Internal))).ShouldBe(200);
        await Sim.SettleAsync();

        var came = Came("/ours").Single()
            .ShouldSay("msg_name", "MONEY_IN")
            .ShouldHaveMembers(
                "body", "id", "beneficiary_account", "beneficiary_name", "beneficiary_rfc", "payer_account", "payer_name",
                "payer_rfc",
                "payer_institution", "amount", "transaction_date", "tracking_key", "payment_concept", "numeric_reference",
                "sub_category",
                "registered_at", "owner_id")
            .ShouldSay("body.sub_category", "INT_CREDIT")
            .ShouldSay("body.payer_institution", "90734")
            .ShouldSay("body.payer_account", Docs.CentralClabe)
            .ShouldSay("body.payer_name", "Finch Principal")
            .ShouldSay("body.payer_rfc", "XXXA010101000")
            .ShouldSay("body.beneficiary_account", Docs.InternalClabe)
            .ShouldSay("body.beneficiary_name", "Customer Test-1 Legal")
            .ShouldSay("body.amount", "1.00")
            .ShouldSay("body.payment_concept", "lorem ipsum dolor sit amet")
            .ShouldSay("body.numeric_reference", "1234567")
            .ShouldSay("body.tracking_key", debit["trackingId"])
            .ShouldSay("body.owner_id", Docs.Customer);
        Assert.That(came["body.id"], Is.Not.EqualTo(debit["id"]));
        (await Client.TransactionAsync(came["body.id"])).ShouldBe(200).ShouldSay("subCategory", "INT_CREDIT");
        Assert.That(Came("/theirs"), Is.Empty);
    }

    [Test]
    [Proves("webhook.money-in-scope")]
    public async Task Another_client_is_told_and_the_payer_is_not()
    {
        var registered = await Client.ClabeAsync(Docs.OtherClabe, Docs.FincoPay);

        await Client.MoneyOutAsync("1.00", registered);
        await Sim.SettleAsync();

        Came("/theirs").Single().ShouldSay("body.sub_category", "INT_CREDIT").ShouldSay("body.owner_id", Docs.OtherClient);
        Assert.That(Came("/ours"), Is.Empty);
    }

    [Test]
    [Proves("webhook.money-in-scope")]
    public async Task A_client_that_has_not_registered_is_not_told_and_nobody_else_is()
    {
        var theirs = (await Sim.Other.GetAsync("webhooks")).ShouldBe(200)["data.0.id"];
        (await Sim.Other.Http.DeleteAsync(Sim.Other.Path($"webhooks/{theirs}"))).ShouldBe(200);

        (await Client.MoneyOutAsync("1.00", await Client.ClabeAsync(Docs.OtherClabe, Docs.FincoPay))).ShouldBe(200);
        await Sim.SettleAsync();

        Assert.That(Receiver.LogEntries, Is.Empty);
        Assert.That(await Sim.DeliveriesAsync(), Is.Empty);
    }

    [Test]
    [Proves("webhook.same-owner")]
    [Proves("webhook.resend")]
    public async Task Within_one_owner_there_is_no_event_and_nothing_to_resend()
    {
        var mine =
            (await Client.Http.PostAsync(Client.Path("private_accounts"), Bodies.PrivateAccount())).ShouldBe(200)["instrumentId"];

        (await Client.InternalAsync("1.00", mine)).ShouldBe(200);
        (await Client.MoneyOutAsync("1.00", mine)).ShouldBe(200).ShouldSay("subCategory", "INT_DEBIT");
        await Sim.AdvanceAsync("1h");

        Assert.That(Receiver.LogEntries, Is.Empty);
        Assert.That(await Sim.DeliveriesAsync(), Is.Empty);
    }

    [TestCase(422, "REFUSED", 1)]
    [TestCase(201, "DELIVERED", 1)]
    [TestCase(200, "DELIVERED", 1)]
    [TestCase(500, "UNDELIVERED", 6)]
    [Proves("webhook.internal")]
    public async Task No_answer_moves_money(int status, string end, int attempts)
    {
        Receiver.AnswerEverythingWith(status);

        await Client.InternalAsync("1.00");
        await Sim.AdvanceAsync("7h");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_999m));
        Assert.That(await StatusAsync(), Is.EqualTo(end));
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(attempts));
    }
}
