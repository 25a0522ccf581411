using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Control;

/// <summary>Every list of the control API is paged in the same way.</summary>
public sealed class ListTests : ListsOfControl
{
    private static IEnumerable<TestCaseData> Cases => Lists.Select(list => new TestCaseData(list.Operation));

    [Test]
    public void All_lists_are_here() => Assert.That(
        ControlOperation.All.Where(one => one.Operation.Query.Any(member => member.Name == "limit"))
            .Select(one => one.Operation.Id),
        Is.EquivalentTo(Lists.Select(list => list.Operation)));

    [Test]
    public void Nothing_that_grows_is_listed_whole() => Assert.That(
        ControlOperation.All
            .Where(one => one.Method == "GET" && one.Operation.Answer.Properties.Any(member => member.Name == "items"))
            .Where(one => one.Operation.Query.All(member => member.Name != "limit"))
            .Select(one => one.Operation.Id),
        Is.EquivalentTo(["listReservedValues", "listBehaviours"]),
        "these are of one size for ever");

    [TestCaseSource(nameof(Cases))]
    public async Task A_page_has_at_most_what_is_asked_for_and_the_next_one_goes_on(string operation)
    {
        await FillAsync();
        await using var another = await (await SimulatorApp.Shared).NewSandboxAsync();
        var (list, key) = ListOf(operation);
        var whole = await list.WalkAsync(500);

        foreach (var limit in (int[])[1, 2, 3, 7])
        {
            if (IsShared(operation))
            {
                Assert.That(Keys(await list.WalkAsync(limit), key), Is.Unique);
                continue;
            }

            // Ten pages tell as much as all: what is long is walked with pages that are not the smallest.
            var size = Math.Max(limit, whole.Count / 10);
            Assert.That(Keys(await list.WalkAsync(size), key), Is.EqualTo(Keys(whole, key)), $"by {size}");
        }

        Assert.That(whole, Has.Count.GreaterThan(2), "there is something to be paged");
    }

    [TestCaseSource(nameof(Cases))]
    public async Task The_usual_page_has_a_hundred(string operation)
    {
        var answer = await Sim.App.Anybody.GetAsync(ListOf(operation).List.Path);

        if (answer.Status != 404)
        {
            Assert.That(answer.ShouldBe(200).Count(ListOf(operation).List.Items), Is.AtMost(100));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Limits_out_of_range_say_the_range(string operation)
    {
        var path = ListOf(operation).List.Path;
        foreach (var limit in (string[])["0", "-1", "501", "x", "", "1.5", "10000000000000000000000"])
        {
            (await Sim.App.Anybody.GetAsync($"{path}?limit={limit}")).ShouldBe(400)
                .ShouldSay("detail", "limit must be a whole number from 1 to 500.");
        }
    }

    [Test]
    public async Task Rules_are_read_on_in_the_order_of_consideration_although_the_one_before_is_gone()
    {
        await FillAsync();
        var (list, key) = ListOf("listRules");
        var gone = new Queue<string>(["urgent", "z", "a"]);

        var walked = await list.WalkAsync(1, async () =>
            (await Sim.App.Anybody.DeleteAsync(Sim.Path($"rules/{gone.Dequeue()}"))).ShouldBe(200));

        Assert.That(Keys(walked, key), Is.EqualTo(new[] { "urgent", "z", "a", "last" }));
    }

    [TestCase("x")]
    [TestCase("0")]
    [TestCase("AAAA")]
    [TestCase("%20")]
    [TestCase("MSB4")]
    public async Task A_cursor_that_no_list_of_rules_gave_is_400(
        string after) => (await Sim.GetAsync($"rules?after={after}")).ShouldBe(400)
        .ShouldSay("detail", "after must be the next of an earlier page; begin without it.");

    [Test]
    public async Task The_totals_of_the_ledger_are_of_all_its_accounts()
    {
        var whole = await Sim.GetAsync("ledger");
        var page = await Sim.GetAsync("ledger?limit=1");

        page.ShouldSay("totals.debits", whole["totals.debits"]).ShouldSay("totals.credits", whole["totals.credits"]);
        Assert.That(page.Count("invariants"), Is.EqualTo(whole.Count("invariants")));
    }
}
