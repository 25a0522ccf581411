using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class BanksApiTests : ApiTests
{
    [Test]
    [Proves("banks.catalogue")]
    [Proves("banks.item")]
    public async Task Answers_the_first_fifty_in_snake_case()
    {
        var answer = (await BanksAsync("")).ShouldBe(200)
            .ShouldHaveMembers("", "total_banks", "page", "page_size", "banks")
            .ShouldSay("page", "1")
            .ShouldSay("page_size", "50")
            .ShouldHaveMembers("banks.0", "id", "name", "token", "BIM", "code", "bank_status");

        Assert.That(answer.Count("banks"), Is.EqualTo(50));
        Assert.That(answer.At("total_banks").GetInt32(), Is.GreaterThan(50));
    }

    [TestCase(Docs.FincoPay, "FINCO_PAY", "734", "90734")]
    [TestCase(Docs.FincoPayTwin, "GEM-FINCO_PAY", "977", "97734")]
    [TestCase(Docs.Banamex, "BANAMEX", "002", "40002")]
    [TestCase(Docs.Bbva, "BBVA", "012", "40012")]
    [Proves("banks.members")]
    public async Task Has_the_documented_banks(string id, string name, string prefix, string code)
    {
        var all = (await BanksAsync("?page=1&page_size=500")).ShouldBe(200);
        var bank = all.At("banks").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);

        Assert.Multiple(() =>
        {
            Assert.That(bank.GetProperty("name").GetString(), Does.StartWith(name));
            Assert.That(bank.GetProperty("BIM").GetString(), Is.EqualTo(prefix));
            Assert.That(bank.GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(bank.GetProperty("bank_status").GetString(), Is.EqualTo("ACTIVE"));
        });
    }

    [TestCase("805")]
    [TestCase("820")]
    [TestCase("853")]
    [TestCase("993")]
    [TestCase("994")]
    [TestCase("995")]
    [TestCase("997")]
    [TestCase("998")]
    [TestCase("999")]
    public async Task Has_the_participants_of_the_test_network(string prefix) => Assert.That(
        (await BanksAsync("?page=1&page_size=500")).ShouldBe(200).At("banks").EnumerateArray()
            .Count(bank => bank.GetProperty("BIM").GetString() == prefix),
        Is.EqualTo(1));

    [Test]
    public async Task A_client_that_takes_the_bank_from_the_clabe_can_register_every_reserved_one([Values] bool isStrict)
    {
        await Sim.SetAsync("strict", isStrict);
        var banks = (await BanksAsync("?page=1&page_size=500")).At("banks").EnumerateArray()
            .DistinctBy(bank => bank.GetProperty("BIM").GetString())
            .ToDictionary(bank => bank.GetProperty("BIM").GetString()!, bank => bank.GetProperty("id").GetString()!);
        foreach (var value in (await Sim.App.Anybody.GetAsync("/_sim/reserved-values")).ShouldBe(200).At("items")
            .EnumerateArray())
        {
            var clabe = value.GetProperty("clabe").GetString()!;
            await Client.ClabeAsync(clabe, banks[clabe[..3]]);
        }
    }

    [TestCase(400, 400)]
    [TestCase(501, 500)]
    [TestCase(1_000_000, 500)]
    [Proves("paging")]
    [Proves("banks.paging")]
    public async Task Large_pages_work_and_are_capped(int asked, int given)
    {
        var answer = (await BanksAsync($"?page=1&page_size={asked}")).ShouldBe(200);

        Assert.That(answer.At("page_size").GetInt32(), Is.EqualTo(given));
        Assert.That(answer.Count("banks"), Is.EqualTo(answer.At("total_banks").GetInt32()));
    }

    [Test]
    public async Task Paging_until_nothing_comes_gives_each_bank_once()
    {
        var ids = new List<string>();
        for (var page = 1; ; page++)
        {
            var answer = (await BanksAsync($"?page={page}&page_size=17")).ShouldBe(200);
            if (answer.Count("banks") == 0)
            {
                Assert.That(ids, Has.Count.EqualTo(answer.At("total_banks").GetInt32()).And.Unique);
                return;
            }

            ids.AddRange(answer.At("banks").EnumerateArray().Select(bank => bank.GetProperty("id").GetString()!));
        }
    }

    [TestCase("page=0")]
    [TestCase("page=-1")]
    [TestCase("page=x")]
    [TestCase("page=")]
    [TestCase("page=1.0")]
    [TestCase("page=99999999999999999999")]
    [TestCase("page_size=0")]
    [TestCase("page_size=-5")]
    [TestCase("page_size=many")]
    public async Task Refuses_pages_that_are_no_whole_number_above_zero(string query) =>
        (await BanksAsync($"?{query}")).ShouldBeError(400, "INVALID_ARGUMENT");

    [Test]
    public async Task The_last_page_that_can_be_named_is_empty() =>
        Assert.That((await BanksAsync("?page=2147483647&page_size=500")).ShouldBe(200).Count("banks"), Is.Zero);

    private Task<Answer> BanksAsync(string query) => Client.Http.GetAsync($"/v1/banks{query}");
}
