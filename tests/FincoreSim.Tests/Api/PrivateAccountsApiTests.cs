using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class PrivateAccountsApiTests : ApiTests
{
    [Test]
    [Proves("accounts.private")]
    public async Task Creates_an_account_with_an_instrument_and_a_clabe_as_documented()
    {
        var answer = (await CreateAsync()).ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "bankId", "clientId", "clientBankAdapterId", "accountId", "instrumentId", "ownerId", "ownerType",
                "accountNumber", "clabeNumber", "availableBalance", "accountType", "accountStatus", "audit", "bankAdapter")
            .ShouldMatch("id", Formats.Uuid)
            .ShouldSay("bankId", Docs.FincoPay)
            .ShouldSay("clientId", Docs.Client)
            .ShouldSay("clientBankAdapterId", Docs.BankAdapter)
            .ShouldSay("accountId", Docs.Central)
            .ShouldMatch("instrumentId", Formats.Uuid)
            .ShouldSay("ownerId", Docs.Client)
            .ShouldSay("ownerType", "CLIENT")
            .ShouldMatch("clabeNumber", "^734180[0-9]{12}$")
            .ShouldSay("availableBalance", "0.00")
            .ShouldSay("accountType", "PRIVATE_ACCOUNT")
            .ShouldSay("accountStatus", "ACTIVE")
            .ShouldSay("bankAdapter", "SIES");

        answer.ShouldSay("accountNumber", answer["clabeNumber"][6..])
            .ShouldMatch("audit.createdAt", Formats.RestDate)
            .ShouldSay("audit.deletedAt", "None").ShouldSay("audit.blockedAt", "None")
            .ShouldSay("audit.activatedAt", "None").ShouldSay("audit.suspendedAt", "None");
        (await Client.GetAsync($"accounts/{answer["id"]}")).ShouldBe(200).ShouldEqualJson(answer.Text);
        (await Client.GetAsync($"instruments/{answer["instrumentId"]}")).ShouldBe(200)
            .ShouldSay("type", "SENDER_RECEIVER")
            .ShouldSay("instrumentDetail.clabeNumber", answer["clabeNumber"]);
    }

    [Test]
    [Proves("accounts.clabe")]
    public async Task A_customers_account_has_the_other_plaza()
    {
        (await CreateAsync(Docs.Customer)).ShouldBe(200)
            .ShouldSay("ownerId", Docs.Customer)
            .ShouldSay("ownerType", "CUSTOMER")
            .ShouldMatch("clabeNumber", "^734185[0-9]{12}$");
    }

    [Test]
    public async Task The_new_clabe_can_be_paid_at_once()
    {
        var clabe = (await CreateAsync())["clabeNumber"];

        await Sim.MoneyInAsync("20.00", clabe);

        var accounts = (await Client.GetAsync("accounts")).ShouldBe(200);
        Assert.That(
            accounts.At("data").EnumerateArray().Single(item => item.GetProperty("clabeNumber").GetString() == clabe)
                .GetProperty("availableBalance").GetString(),
            Is.EqualTo("20.00"));
    }

    [Test]
    [Proves("accounts.private")]
    public async Task The_older_pages_201_can_be_chosen()
    {
        await Sim.SetAsync("create_status", 201);

        (await CreateAsync()).ShouldBe(201);
    }

    [TestCase("bank_id", Docs.Bbva)]
    [TestCase("bank_id", Docs.Unknown)]
    [TestCase("owner_id", Docs.Unknown)]
    [TestCase("owner_id", Docs.OtherClient)]
    [TestCase("account_id", Docs.Unknown)]
    [TestCase("account_id", "nonsense")]
    public async Task Refuses_ids_that_do_not_fit(string member, string id)
    {
        var before = await Sim.FingerprintAsync();
        var body = Bodies.PrivateAccount().With(member, id);

        var answer = (await Client.Http.PostAsync(Client.Path("private_accounts"), body)).ShouldBeError(400, "INVALID_ARGUMENT");

        Assert.That(answer.Detail, Does.Contain(member));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    private Task<Answer> CreateAsync(string owner = Docs.Client) =>
        Client.Http.PostAsync(Client.Path("private_accounts"), Bodies.PrivateAccount(owner));
}
