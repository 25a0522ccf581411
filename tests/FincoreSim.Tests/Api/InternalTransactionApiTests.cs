using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class InternalTransactionApiTests : ApiTests
{
    [Test]
    [Proves("internal.answer")]
    public async Task Answers_the_debit_leg_as_documented()
    {
        var answer = (await Client.InternalAsync("1.90")).ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "bankId", "clientId", "externalReference", "trackingId", "description", "amount",
                "currency", "category",
                "subCategory", "transactionStatus", "audit")
            .ShouldSay("amount", "1.90")
            .ShouldSay("category", "INTER_TRANS")
            .ShouldSay("subCategory", "INT_DEBIT")
            .ShouldSay("transactionStatus", "LIQUIDATED")
            .ShouldMatch("trackingId", Formats.TrackingKey)
            .ShouldHaveMembers("audit", "createdAt", "updatedAt", "deletedAt", "blockedAt")
            .ShouldSay("audit.deletedAt", "None");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_998.10m));
        (await Client.TransactionAsync(answer["id"])).ShouldBe(200).ShouldSay("destinationInstrument.id", Docs.Internal);
    }

    [Test]
    [Proves("internal.legs")]
    public async Task The_credit_leg_is_the_receivers_with_the_same_tracking_key()
    {
        var registered = await Client.ClabeAsync(Docs.OtherClabe, Docs.FincoPay);
        var debit = (await Client.InternalAsync("7.00", registered)).ShouldBe(200);

        var credit = (await Sim.Other.GetAsync("transactions?transaction_category=INTER_TRANS")).ShouldBe(200)
            .ShouldSay("totalItems", "1")
            .ShouldSay("data.0.subCategory", "INT_CREDIT")
            .ShouldSay("data.0.category", "INTER_TRANS")
            .ShouldSay("data.0.transactionStatus", "LIQUIDATED")
            .ShouldSay("data.0.amount", "7.00")
            .ShouldSay("data.0.clientId", Docs.OtherClient)
            .ShouldSay("data.0.trackingId", debit["trackingId"]);

        Assert.That(credit["data.0.id"], Is.Not.EqualTo(debit["id"]));
        (await Client.TransactionAsync(credit["data.0.id"])).ShouldBeError(404, "NOT_FOUND");
        (await Sim.Other.TransactionAsync(debit["id"])).ShouldBeError(404, "NOT_FOUND");
    }

    [TestCase("internal_transaction")]
    [TestCase("money_out")]
    [Proves("internal.no-cep")]
    public async Task Has_no_cep_not_even_of_one_centavo(string operation)
    {
        await Client.WebhookAsync("CEP", "http://127.0.0.1:1/cep");

        var moved =
            (await Client.Http.PostAsync($"/v1/transactions/{operation}", Bodies.Payment("0.01", Docs.Internal))).ShouldBe(200);
        await Sim.AdvanceAsync("1h");

        Assert.That((await Client.TransactionAsync(moved["id"])).ShouldBe(200).Text, Does.Not.Contain("dataCep"));
        Assert.That(await Sim.DeliveriesAsync(), Is.Empty);
    }

    [Test]
    [Proves("internal.discouraged")]
    public async Task Does_what_money_out_does_which_the_page_prefers()
    {
        string[] own = ["id", "trackingId", "audit"];
        var discouraged = JsonNode.Parse((await Client.InternalAsync("1.90")).ShouldBe(200).Text)!.AsObject();
        var preferred = JsonNode.Parse((await Client.MoneyOutAsync("1.90", Docs.Internal)).ShouldBe(200).Text)!.AsObject();
        foreach (var name in own)
        {
            Assert.That(discouraged.Remove(name) && preferred.Remove(name), name);
        }

        Assert.That(preferred.ToJsonString(), Is.EqualTo(discouraged.ToJsonString()));
    }

    [Test]
    public async Task A_customers_account_can_pay_back()
    {
        await Client.InternalAsync("10.00");

        (await Client.InternalAsync("4.00", Docs.CentralInstrument, source: Docs.Internal)).ShouldBe(200);

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_994m));
        await Sim.LedgerAsync();
    }

    [Test]
    [Proves("error.destination-not-found")]
    [Proves("error.external-transfer")]
    public async Task Refuses_what_is_not_internal()
    {
        var nobodys = await Client.ClabeAsync("734180000009999994", Docs.FincoPay);

        (await Client.InternalAsync(destination: Docs.External)).ShouldBeError(409, "external_transfer_not_allowed");
        (await Client.InternalAsync(destination: await Client.CardAsync())).ShouldBeError(409, "external_transfer_not_allowed");
        (await Client.InternalAsync(destination: nobodys)).ShouldBeError(404, "destination_not_found");
        (await Client.InternalAsync(destination: Docs.Unknown)).ShouldBeError(404, "destination_not_found");
        (await Client.InternalAsync(source: Docs.Unknown)).ShouldBeError(404, "source_not_found");
    }

    [Test]
    [Proves("error.same-instrument")]
    public async Task Refuses_the_same_instrument_or_the_same_account_on_both_sides()
    {
        const string text = "Source and destination instruments must be different.";
        var alias = await Client.ClabeAsync(Docs.CentralClabe, Docs.FincoPay);

        (await Client.InternalAsync(destination: Docs.CentralInstrument)).ShouldBeError(400, "FAILED_PRECONDITION", text);
        (await Client.InternalAsync(destination: alias)).ShouldBeError(400, "FAILED_PRECONDITION", text);
        (await Client.MoneyOutAsync(destination: Docs.CentralInstrument)).ShouldBeError(400, "FAILED_PRECONDITION", text);
    }

    [Test]
    public async Task Refuses_a_source_that_is_only_somebodys_clabe() =>
        (await Client.InternalAsync(source: Docs.External)).ShouldBeError(400, "FAILED_PRECONDITION");
}
