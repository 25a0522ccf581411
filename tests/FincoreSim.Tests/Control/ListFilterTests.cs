using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Json;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>
/// The filters of the lists, as their operations declare them: each gives what has its value, whatever else there is.
/// </summary>
public sealed class ListFilterTests : ListsOfControl
{
    // Filters whose member of the item is called otherwise.
    private static readonly Dictionary<(string Operation, string Filter), string> Elsewhere = new()
    {
        [("listAllTransactions", "type")] = "sub_category",
        [("listAccounts", "customer_id")] = "owner_id",
        [("listAllInstruments", "customer_id")] = "owner_id",
        [("getJournal", "transaction")] = "transaction_id",
        [("listRequests", "key")] = "idempotency_key",
    };

    // Those that have tests of their own. The calls of nobody are filtered by what filters those of a sandbox.
    private static readonly (string, string)[] Others =
    [
        ("listAllTransactions", "transaction_id"), ("explainRule", "transaction"), ("listScenarioRuns", "status"),
        ("listRequests", "path"), ("listRequests", "since"),
    ];

    private static IEnumerable<TestCaseData> Filtered =>
        from list in Lists
        from filter in ControlOperation.Of(list.Operation).Operation.Query.Select(member => member.Name)
        where list.Operation != "listProcessRequests" && filter is not ("limit" or "after")
            && !Others.Contains((list.Operation, filter))
        select new TestCaseData(list.Operation, filter, Elsewhere.GetValueOrDefault((list.Operation, filter), filter));

    [TestCaseSource(nameof(Filtered))]
    public async Task A_filter_gives_what_has_its_value_and_nothing_else(string operation, string filter, string member)
    {
        await FillAsync();
        var (list, key) = ListOf(operation);
        var whole = await list.WalkAsync(500);
        string[] values = [.. whole.Select(item => TextOf(item, member)).OfType<string>().Distinct()];

        Assert.That(values, Is.Not.Empty, "there is something to be found");
        foreach (var value in values)
        {
            var expected = Keys(whole.Where(item => TextOf(item, member) == value), key);
            foreach (var written in (string[])[value, value.ToLowerInvariant(), value.ToUpperInvariant()])
            {
                var filtered = await (list with { Path = $"{list.Path}?{filter}={written}" }).WalkAsync(3);
                Assert.That(Keys(filtered, key), Is.EqualTo(expected), $"{filter}={written}");
            }
        }

        if (ControlOperation.Of(operation).Operation.Query.Single(known => known.Name == filter).Kind == MemberKind.Uuid)
        {
            Assert.That(await (list with { Path = $"{list.Path}?{filter}={Docs.Unknown}" }).WalkAsync(3), Is.Empty);
        }
    }

    [Test]
    public async Task A_transaction_is_found_with_what_it_led_to()
    {
        var deposit = await Sim.MoneyInAsync("7.00");
        await Sim.MoneyInAsync("7.00");
        var refund = (await Client.RefundAsync(deposit, "7.00")).ShouldBe(200)["id"];

        var found = await new PagedList(Sim.App, Sim.Path($"transactions?transaction_id={deposit}")).WalkAsync(1);

        Assert.That(Keys(found, "transaction_id"), Is.EqualTo(new[] { refund, deposit }));
    }

    [Test]
    public async Task Runs_are_found_by_their_status()
    {
        var id =
            (await Sim.App.Anybody.SendAsync(HttpMethod.Post, "/_sim/scenarios", RunsApi.Scenarios.Short)).ShouldBe(202)["id"];
        (await Sim.App.Anybody.GetAsync($"/_sim/scenarios/{id}?wait=25s")).ShouldBe(200).ShouldSay("status", "passed");

        var passed = await new PagedList(Sim.App, "/_sim/scenarios?status=PASSED").WalkAsync(500);
        var failed = await new PagedList(Sim.App, "/_sim/scenarios?status=failed").WalkAsync(500);

        Assert.That(Keys(passed, "id"), Does.Contain(id));
        Assert.That(Keys(failed, "id"), Does.Not.Contain(id));
        Assert.That(passed.Select(run => TextOf(run, "status")), Has.All.EqualTo("passed"));
    }
}
