using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Language.Model;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

public sealed class SandboxTests : ApiTests
{
    [Test]
    public async Task An_empty_one_has_one_client_and_no_money()
    {
        await using var empty = await Sim.App.NewSandboxAsync(new SandboxSetup { Template = "empty" });

        var accounts = (await empty.Client.GetAsync("accounts")).ShouldBe(200)
            .ShouldSay("totalItem", "1").ShouldSay("data.0.availableBalance", "0.00")
            .ShouldSay("data.0.accountType", "CENTRALIZING_ACCOUNT");
        Assert.That(accounts["data.0.id"], Is.Not.EqualTo(Docs.Central));
        (await empty.Client.GetAsync("transactions")).ShouldSay("totalItems", "0");
        (await empty.PostAsync($"accounts/{accounts["data.0.id"]}/fund", new JsonObject { ["amount"] = "10.00" })).ShouldBe(200);
        Assert.That(await empty.Client.BalanceAsync(accounts["data.0.id"]), Is.EqualTo(10m));
    }

    [Test]
    public async Task A_busy_one_has_a_month_behind_it_that_adds_up()
    {
        await using var busy = await Sim.App.NewSandboxAsync(new SandboxSetup { Template = "busy" });

        (await busy.Client.GetAsync("accounts")).ShouldSay("totalItem", "6");
        (await busy.Client.GetAsync("instruments")).ShouldSay("totalItems", "40");
        var transactions = (await busy.Client.GetAsync("transactions?per_page=500")).ShouldBe(200);
        Assert.That(transactions.Count("data"), Is.GreaterThan(100));
        Assert.That(
            transactions.At("data").EnumerateArray()
                .Select(item => item.GetProperty("audit").GetProperty("createdAt").GetString()),
            Is.All.LessThanOrEqualTo("2026-03-02 09:00:00.000000-06:00").Using((IComparer<string>)StringComparer.Ordinal));
        (await busy.GetAsync("clock")).ShouldSay("now", "2026-03-02T09:00:00.000000-06:00");
        await busy.LedgerAsync();
    }

    [TestCase("docs")]
    [TestCase("busy")]
    [TestCase("empty")]
    public async Task Equal_seeds_make_equal_worlds_and_others_do_not(string template)
    {
        await using var first = await Sim.App.NewSandboxAsync(new SandboxSetup { Template = template, Seed = 5 });
        await using var second = await Sim.App.NewSandboxAsync(new SandboxSetup { Template = template, Seed = 5 });
        await using var other = await Sim.App.NewSandboxAsync(new SandboxSetup { Template = template, Seed = 6 });

        Assert.That(await second.FingerprintAsync(), Is.EqualTo(await first.FingerprintAsync()));
        Assert.That(await other.FingerprintAsync(), Is.Not.EqualTo(await first.FingerprintAsync()));
    }

    [Test]
    public async Task Is_listed_until_it_is_ended()
    {
        var other = await Sim.App.NewSandboxAsync();
        Assert.That((await Sim.App.Anybody.GetAsync("/_sim/sandboxes")).ShouldBe(200).Text, Does.Contain(other.Id));

        await other.DisposeAsync();

        Assert.That((await Sim.App.Anybody.GetAsync("/_sim/sandboxes")).Text, Does.Not.Contain(other.Id));
    }

    [Test]
    public async Task Accounts_and_instruments_go_through_their_states()
    {
        foreach (var (move, status) in ((string, string)[])[("block", "BLOCKED"), ("suspend", "SUSPENDED"), ("block", "BLOCKED"),
            ("unblock", "ACTIVE"), ("suspend", "SUSPENDED"), ("activate", "ACTIVE")])
        {
            (await Sim.PostAsync($"accounts/{Docs.Central}/{move}")).ShouldBe(200).ShouldSay("status", status);
        }

        (await Sim.PostAsync($"accounts/{Docs.Central}/activate")).ShouldBe(409).ShouldSay("current", "ACTIVE");
        (await Sim.PostAsync($"instruments/{Docs.External}/block")).ShouldBe(200).ShouldSay("status", "BLOCKED");
        (await Client.MoneyOutAsync()).ShouldBeError(400, "FAILED_PRECONDITION");
        (await Sim.PostAsync($"instruments/{Docs.External}/unblock")).ShouldBe(200);
        (await Client.MoneyOutAsync()).ShouldBe(200);
    }

    [Test]
    public async Task A_customer_with_an_account_can_pay_and_be_paid()
    {
        var customer = (await Sim.PostAsync(
            "customers", new JsonObject { ["name"] = "Ana", ["rfc"] = "XAXX010101000" })).ShouldBe(201)["customer_id"];
        var account = (await Sim.PostAsync(
            "accounts", new JsonObject { ["customer_id"] = customer, ["balance"] = "50.00" })).ShouldBe(201)
            .ShouldSay("owner_id", customer).ShouldSay("available", "50.00");

        (await Client.MoneyOutAsync("20.00", source: account["instrument_id"])).ShouldBe(200);
        await Sim.MoneyInAsync("5.00", account["clabe"]);

        Assert.That(await Client.BalanceAsync(account["account_id"]), Is.EqualTo(35m));
    }

    [Test]
    public async Task The_journal_tells_what_caused_what()
    {
        var id = (await Client.MoneyOutAsync())["id"];
        await Sim.AdvanceAsync("2s");

        var entries = (await Sim.GetAsync($"journal?transaction={id}")).ShouldBe(200).At("items").EnumerateArray().ToArray();

        Assert.That(entries.Select(entry => entry.GetProperty("sequence").GetInt64()), Is.Ordered.And.Unique);
        Assert.That(entries.Select(entry => entry.GetProperty("transaction_id").GetString()), Is.All.EqualTo(id));
        Assert.That(entries[0].GetProperty("caused_by").GetInt64(), Is.LessThan(entries[0].GetProperty("sequence").GetInt64()));
    }
}
