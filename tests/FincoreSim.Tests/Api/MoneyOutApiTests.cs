using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class MoneyOutApiTests : ApiTests
{
    [Test]
    [Proves("money-out.answer")]
    public async Task Answers_the_documented_body_member_by_member()
    {
        var answer = await Client.MoneyOutAsync("1.95");

        answer.ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "bankId", "clientId", "externalReference", "trackingId", "description", "amount",
                "currency", "category",
                "subCategory", "transactionStatus", "audit")
            .ShouldMatch("id", Formats.Uuid)
            .ShouldSay("bankId", Docs.FincoPay)
            .ShouldSay("clientId", Docs.Client)
            .ShouldSay("externalReference", "1234567")
            .ShouldMatch("trackingId", Formats.TrackingKey)
            .ShouldSay("description", "lorem ipsum dolor sit amet")
            .ShouldSay("amount", "1.95")
            .ShouldSay("currency", "MXN")
            .ShouldSay("category", "DEBIT_TRANS")
            .ShouldSay("subCategory", "SPEI_DEBIT")
            .ShouldSay("transactionStatus", "INITIALIZED")
            .ShouldHaveMembers("audit", "createdAt", "updatedAt", "deletedAt", "blockedAt")
            .ShouldSay("audit.createdAt", "2026-03-02 09:00:00.000000-06:00")
            .ShouldMatch("audit.updatedAt", Formats.RestDate)
            .ShouldSay("audit.deletedAt", "None")
            .ShouldSay("audit.blockedAt", "None");
        Assert.That(answer["trackingId"], Does.StartWith("20260302FINCH"));
        Assert.That(answer.Header("Content-Type"), Is.EqualTo("application/json"));
    }

    [Test]
    [Proves("money-out.hold")]
    public async Task Settles_after_two_seconds_and_not_before()
    {
        var id = (await Client.MoneyOutAsync())["id"];

        await Sim.AdvanceAsync("1s999ms");
        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("INITIALIZED"));

        await Sim.AdvanceAsync("1ms");
        (await Client.TransactionAsync(id)).ShouldSay("transactionStatus", "LIQUIDATED")
            .ShouldSay("audit.createdAt", "2026-03-02 09:00:00.000000-06:00")
            .ShouldSay("audit.updatedAt", "2026-03-02 09:00:02.000000-06:00");
    }

    [Test]
    public async Task Settles_only_when_told_with_manual()
    {
        await Sim.SetAsync("spei_settles_after", "manual");
        var id = (await Client.MoneyOutAsync())["id"];
        await Sim.AdvanceAsync("7d");
        await Client.SignInAsync();
        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("INITIALIZED"));

        (await Sim.PostAsync($"transactions/{id}/outcome", new JsonObject { ["outcome"] = "liquidate" })).ShouldBe(200);
        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("LIQUIDATED"));
    }

    [TestCase("reject", "REJECTED")]
    [TestCase("return", "REFUNDED")]
    [Proves("money-out.returned")]
    public async Task Money_that_does_not_arrive_is_available_again(string outcome, string status)
    {
        var id = (await Client.MoneyOutAsync("100.00"))["id"];
        if (outcome == "return")
        {
            await Sim.AdvanceAsync("2s");
        }

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_900m));
        (await Sim.PostAsync($"transactions/{id}/outcome", new JsonObject { ["outcome"] = outcome })).ShouldBe(200);

        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo(status));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        await Sim.LedgerAsync();
    }

    [Test]
    [Proves("money-out.routing")]
    public async Task Goes_book_to_book_to_an_account_of_finco_pay()
    {
        (await Client.MoneyOutAsync("2.50", Docs.Internal)).ShouldBe(200)
            .ShouldSay("category", "INTER_TRANS")
            .ShouldSay("subCategory", "INT_DEBIT")
            .ShouldSay("transactionStatus", "LIQUIDATED");

        Assert.That(await AvailableOfAsync(Docs.InternalClabe), Is.EqualTo("2.50"));
    }

    [Test]
    public async Task Goes_book_to_book_to_a_registered_clabe_of_another_client()
    {
        var registered = await Client.ClabeAsync(Docs.OtherClabe, Docs.FincoPay);

        (await Client.MoneyOutAsync("2.50", registered)).ShouldBe(200).ShouldSay("subCategory", "INT_DEBIT");

        Assert.That(await AvailableOfAsync(Docs.OtherClabe), Is.EqualTo("50002.50"));
    }

    [Test]
    [Proves("money-out.own-prefix")]
    public async Task A_clabe_of_ours_that_no_account_has_is_rejected_later()
    {
        var nobodys = await Client.ClabeAsync("734180000009999994", Docs.FincoPay);
        var id = (await Client.MoneyOutAsync(destination: nobodys)).ShouldBe(200)
            .ShouldSay("transactionStatus", "INITIALIZED")["id"];

        await Sim.AdvanceAsync("2s");

        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("REJECTED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
    }

    [Test]
    public async Task Pays_a_card() => (await Client.MoneyOutAsync(destination: await Client.CardAsync())).ShouldBe(200);

    [Test]
    public async Task Spends_the_balance_to_the_last_centavo_and_no_further()
    {
        (await Client.MoneyOutAsync("1000000.01")).ShouldBeError(
            400, "FAILED_PRECONDITION", "The account does not have sufficient funds.");
        (await Client.MoneyOutAsync("1000000.00")).ShouldBe(200);
        (await Client.MoneyOutAsync("0.01")).ShouldBeError(
            400, "FAILED_PRECONDITION", "The account does not have sufficient funds.");
        Assert.That(await Client.BalanceAsync(), Is.Zero);
    }

    [TestCase("2026-03-02T17:59:59-06:00", "20260302")]
    [TestCase("2026-03-02T18:00:00-06:00", "20260303")]
    [TestCase("2026-03-02T23:59:59-06:00", "20260303")]
    [Proves("operating-day")]
    public async Task The_tracking_key_carries_the_operating_day(string at, string day)
    {
        (await Sim.PostAsync("clock", new JsonObject { ["to"] = at })).ShouldBe(200);

        Assert.That((await Client.MoneyOutAsync())["trackingId"], Does.StartWith($"{day}FINCH"));
    }

    private async Task<string?> AvailableOfAsync(string clabe) =>
        (await Sim.GetAsync("accounts")).ShouldBe(200).At("items").EnumerateArray()
            .Single(account => account.GetProperty("clabe").GetString() == clabe).GetProperty("available").GetString();
}
