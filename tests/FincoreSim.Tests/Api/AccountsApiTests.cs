using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class AccountsApiTests : ApiTests
{
    private static readonly string[] Members =
    [
        "id", "bankId", "clientId", "clientBankAdapterId", "accountId", "instrumentId", "ownerId", "ownerType", "accountNumber",
        "clabeNumber", "availableBalance", "accountType", "accountStatus", "audit", "bankAdapter",
    ];

    [Test]
    [Proves("accounts.list")]
    public async Task Lists_the_clients_accounts_with_the_centralizing_one_first()
    {
        var answer = (await Client.GetAsync("accounts")).ShouldBe(200)
            .ShouldHaveMembers("", "currentPage", "perPage", "totalItem", "data")
            .ShouldSay("currentPage", "1")
            .ShouldSay("perPage", "50")
            .ShouldSay("totalItem", "3")
            .ShouldHaveMembers("data.0", Members)
            .ShouldHaveMembers("data.0.audit", "createdAt", "updatedAt", "deletedAt", "blockedAt", "activatedAt", "suspendedAt")
            .ShouldSay("data.0.id", Docs.Central)
            .ShouldSay("data.0.accountType", "CENTRALIZING_ACCOUNT")
            .ShouldSay("data.0.instrumentId", Docs.CentralInstrument)
            .ShouldSay("data.0.clabeNumber", Docs.CentralClabe)
            .ShouldSay("data.0.accountNumber", "000001000004")
            .ShouldSay("data.0.availableBalance", "1000000.00")
            .ShouldSay("data.0.clientBankAdapterId", Docs.BankAdapter)
            .ShouldSay("data.0.bankAdapter", "SIES")
            .ShouldSay("data.0.ownerType", "CLIENT")
            .ShouldSay("data.0.accountStatus", "ACTIVE")
            .ShouldSay("data.0.audit.blockedAt", "None")
            .ShouldSay("data.1.ownerType", "CUSTOMER")
            .ShouldSay("data.1.ownerId", Docs.Customer);

        Assert.That(answer.Count("data"), Is.EqualTo(3));
    }

    [Test]
    public async Task Pages()
    {
        var second = (await Client.GetAsync("accounts?page=2&per_page=2")).ShouldBe(200).ShouldSay("currentPage", "2")
            .ShouldSay("perPage", "2");
        Assert.That(second.Count("data"), Is.EqualTo(1));
        Assert.That((await Client.GetAsync("accounts?page=9&per_page=2")).ShouldBe(200).Count("data"), Is.Zero);
        (await Client.GetAsync("accounts?per_page=zero")).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [Test]
    [Proves("accounts.one")]
    public async Task Reads_one()
    {
        (await Client.GetAsync($"accounts/{Docs.Central}")).ShouldBe(200).ShouldHaveMembers("", Members)
            .ShouldSay("id", Docs.Central);
        (await Client.GetAsync($"accounts/{Docs.Unknown}")).ShouldBeError(404, "NOT_FOUND", "Account not found.");
        (await Client.GetAsync("accounts/nonsense")).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [Test]
    [Proves("accounts.balance")]
    public async Task The_available_balance_falls_with_the_payment_and_not_with_its_end()
    {
        (await Client.MoneyOutAsync("0.95")).ShouldBe(200);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_999.05m));

        await Sim.AdvanceAsync("2s");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_999.05m));
    }

    [Test]
    public async Task A_blocked_account_says_since_when()
    {
        await Sim.AdvanceAsync("1m");
        (await Sim.PostAsync($"accounts/{Docs.Central}/block")).ShouldBe(200);

        (await Client.GetAsync($"accounts/{Docs.Central}")).ShouldBe(200)
            .ShouldSay("accountStatus", "BLOCKED")
            .ShouldSay("audit.blockedAt", "2026-03-02 09:01:00.000000-06:00")
            .ShouldSay("audit.suspendedAt", "None");
    }
}
