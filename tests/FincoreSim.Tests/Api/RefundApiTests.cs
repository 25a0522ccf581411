using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class RefundApiTests : ApiTests
{
    [Test]
    [Proves("refund.rules")]
    public async Task Gives_a_deposit_back_with_a_new_transaction()
    {
        var refund = (await Client.RefundAsync(Docs.Deposit, "9.99")).ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "bankId", "clientId", "externalReference", "trackingId", "description", "amount",
                "currency", "category",
                "subCategory", "transactionStatus", "audit", "originalTransactionId")
            .ShouldSay("originalTransactionId", Docs.Deposit)
            .ShouldSay("bankId", Docs.Bbva)
            .ShouldSay("amount", "9.99")
            .ShouldSay("description", "Lorem ipsum")
            .ShouldSay("category", "DEBIT_TRANS")
            .ShouldSay("subCategory", "SPEI_DEBIT")
            .ShouldSay("transactionStatus", "LIQUIDATED")
            .ShouldMatch("trackingId", Formats.TrackingKey)
            .ShouldMatch("externalReference", "^260302[0-9]$");

        Assert.That(refund["id"], Is.Not.EqualTo(Docs.Deposit));
        Assert.That(await Client.StatusOfAsync(Docs.Deposit), Is.EqualTo("REFUNDED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_990.01m));
        await Sim.LedgerAsync();
    }

    [Test]
    [Proves("refund.errors")]
    public async Task Refuses_a_second_one()
    {
        await Client.RefundAsync(Docs.Deposit, "9.99");

        (await Client.RefundAsync(Docs.Deposit, "9.99")).ShouldBeError(
            400, "FAILED_PRECONDITION", "The transaction has already been refunded.");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_990.01m));
    }

    [TestCase("9.98", "FAILED_PRECONDITION")]
    [TestCase("10.00", "FAILED_PRECONDITION")]
    [TestCase("0.00", "DATA_ERROR")]
    [TestCase("-9.99", "DATA_ERROR")]
    [TestCase("9.990", "DATA_ERROR")]
    [TestCase("9,99", "DATA_ERROR")]
    public async Task Refuses_any_other_amount(string amount, string reason) =>
        (await Client.RefundAsync(Docs.Deposit, amount)).ShouldBeError(400, reason);

    [Test]
    [Proves("refund.errors")]
    [Proves("refund.rules")]
    public async Task Refuses_what_is_no_spei_deposit()
    {
        var sent = (await Client.MoneyOutAsync("3.00"))["id"];
        var moved = (await Client.InternalAsync("3.00"))["id"];
        var credited = (await Client.GetAsync("transactions?transaction_category=INTER_TRANS&per_page=10")).At(
            "data").EnumerateArray()
            .Single(item => item.GetProperty("subCategory").GetString() == "INT_CREDIT").GetProperty("id").GetString()!;
        var refunded = (await Client.RefundAsync(Docs.Deposit, "9.99"))["id"];

        (await Client.RefundAsync(sent, "3.00")).ShouldBeError(
            400, "FAILED_PRECONDITION", "Only incoming SPEI transactions can be refunded.");
        (await Client.RefundAsync(moved, "3.00")).ShouldBeError(400, "FAILED_PRECONDITION");
        (await Client.RefundAsync(refunded, "9.99")).ShouldBeError(400, "FAILED_PRECONDITION");
        (await Client.RefundAsync(credited, "3.00")).ShouldBeError(
            400, "FAILED_PRECONDITION",
            "Internal credits cannot be refunded; create an internal transaction in the opposite direction.");
        (await Client.RefundAsync(Docs.Unknown, "3.00")).ShouldBeError(404, "NOT_FOUND", "Transaction not found.");
    }

    [Test]
    public async Task Refuses_when_the_money_has_left()
    {
        await Client.MoneyOutAsync("1000000.00");

        (await Client.RefundAsync(Docs.Deposit, "9.99")).ShouldBeError(
            400, "FAILED_PRECONDITION", "The account does not have sufficient funds.");
    }

    [Test]
    [Proves("refund.initialized")]
    public async Task Can_settle_as_spei_does()
    {
        await Sim.SetAsync("refund_settles", "like_spei");
        var refund = (await Client.RefundAsync(Docs.Deposit, "9.99")).ShouldBe(200).ShouldSay("transactionStatus", "INITIALIZED");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_990.01m));

        await Sim.AdvanceAsync("2s");

        Assert.That(await Client.StatusOfAsync(refund["id"]), Is.EqualTo("LIQUIDATED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_990.01m));
        await Sim.LedgerAsync();
    }

    [Test]
    public async Task The_description_is_optional_and_shorter_than_forty()
    {
        var path = Client.Path($"transactions/{Docs.Deposit}/refund");

        (await Client.RefundAsync(Docs.Deposit, "9.99", new string('x', 40))).ShouldBeError(400, "DATA_ERROR");
        (await Client.Http.PostAsync(path, Bodies.Refund().Without("description"))).ShouldBe(200);
    }

    [Test]
    public async Task Twenty_at_once_refund_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.RefundAsync(Docs.Deposit, "9.99")));

        Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_990.01m));
    }
}
