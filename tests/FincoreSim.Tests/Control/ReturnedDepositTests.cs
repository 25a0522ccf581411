using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>Deposits to accounts that are not active: a bank cannot refuse to be paid, so SPEI returns them.</summary>
public sealed class ReturnedDepositTests : ApiTests
{
    [TestCase("block")]
    [TestCase("suspend")]
    [Proves("deposit.inactive")]
    public async Task Spei_returns_it_and_the_call_says_so(string how)
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201");
        (await Sim.PostAsync($"accounts/{Docs.Central}/{how}")).ShouldBe(200);

        var answer = (await Sim.PostAsync("money-in?settle=true", Deposit())).ShouldBe(201);

        answer.ShouldHaveMembers("", "returned", "deliveries", "nobody_told")
            .ShouldSay("returned.reason", "BLOCKED_ACCOUNT").ShouldSay("returned.reason_description", "Cuenta bloqueada");
        Assert.That((answer.Count("deliveries"), (await Sim.DeliveriesAsync()).Length), Is.EqualTo((0, 0)));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        Assert.That((await Client.GetAsync("transactions"))["totalItems"], Is.EqualTo("2"));
        Assert.That((await Sim.ListAsync("journal")).Count(entry => entry.GetProperty("kind").GetString() == "deposit_returned"),
            Is.EqualTo(1));
        await Sim.LedgerAsync();
    }

    [TestCase("block")]
    [TestCase("suspend")]
    public async Task It_is_409_where_that_is_asked_for(string how)
    {
        (await Sim.PostAsync($"accounts/{Docs.Central}/{how}")).ShouldBe(200);

        (await Sim.PostAsync("money-in", Deposit().With("on_blocked", "refuse"))).ShouldBe(409);
        (await Sim.PostAsync("money-in", Deposit().With("on_blocked", "return"))).ShouldBe(201);
        (await Sim.PostAsync("money-in", Deposit().With("on_blocked", "keep"))).ShouldBe(400);
    }

    [Test]
    public async Task An_active_account_takes_it_whatever_is_said([Values("return", "refuse")] string said) =>
        Assert.That(
            (await Sim.PostAsync("money-in", Deposit().With("on_blocked", said))).ShouldBe(201)["transaction_id"], Is.Not.Empty);

    private static JsonObject Deposit() => new() { ["clabe"] = Docs.CentralClabe, ["amount"] = "150.00" };
}
