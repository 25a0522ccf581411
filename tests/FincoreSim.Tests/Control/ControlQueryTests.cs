using FincoreSim.Domain.Clients;
using FincoreSim.Json;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Control;

/// <summary>
/// The query of every control call is read by what its operation declares: what is not declared, twice there, empty or of
/// another kind is 400 with what would be right, and nothing has happened.
/// </summary>
public sealed class ControlQueryTests : ApiTests
{
    private static readonly string[] Odd = ["x", "%00", "-1", "1.5", "+1", "1e3", "99999999999999999999", "1,2", "[]", "null",
        "TRUE", "1", "yes", " true", "%ff"];

    private static IEnumerable<TestCaseData> Cases => ControlOperation.Cases;

    [Test]
    public void Every_control_operation_is_found() => Assert.That(ControlOperation.All, Has.Count.GreaterThan(50));

    [TestCaseSource(nameof(Cases))]
    public async Task What_is_not_declared_is_400_with_what_is(string id)
    {
        var call = ControlOperation.Of(id);
        string[] names = [.. call.Operation.Query.Select(member => member.Name)];
        foreach (var name in (string[])["surprise", "Limit", "", "\ud83c\udfe6", new('x', 2000),
            new string('x', 63) + "\ud83c\udfe6", .. names.SelectMany(Misspelt)])
        {
            var before = await Sim.FingerprintAsync();

            var detail = (await call.CallAsync(Sim, $"?{Uri.EscapeDataString(name)}=1")).ShouldBe(400)
                .ShouldSay("error", "invalid_argument")["detail"];

            Assert.That(
                detail, names.Length == 0
                    ? Does.StartWith("This call takes no query")
                    : Does.Contain($"nown are {string.Join(", ", names)}."));
            Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_misspelt_member_is_told_what_was_meant(string id)
    {
        var call = ControlOperation.Of(id);
        foreach (var name in call.Operation.Query.Select(member => member.Name))
        {
            var answer = (await call.CallAsync(Sim, $"?{name}s=1")).ShouldBe(400);

            Assert.That(answer["detail"], Does.StartWith($"{name}s is not a query member of this call; did you mean {name}? "));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_value_of_another_kind_is_400_and_says_which(string id)
    {
        var call = ControlOperation.Of(id);
        foreach (var member in call.Operation.Query)
        {
            foreach (var wrong in Odd.Append("").Where(value => IsWrong(member, value)).Concat(OutOfBounds(member)))
            {
                var answer = (await call.CallAsync(Sim, $"?{member.Name}={wrong}")).ShouldBe(400);

                Assert.That(answer["detail"], Does.StartWith($"{member.Name} must "), wrong);
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_member_given_twice_is_400(string id)
    {
        var call = ControlOperation.Of(id);
        foreach (var member in call.Operation.Query)
        {
            var once = $"{member.Name}={Uri.EscapeDataString(Right(member))}";

            (await call.CallAsync(Sim, $"?{once}&{once}")).ShouldBe(400).ShouldSay("detail", $"{member.Name} is given twice.");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_right_value_is_taken(string id)
    {
        var call = ControlOperation.Of(id);
        foreach (var member in call.Operation.Query.Where(
            member => !call.IsStream && (id, member.Name) is not ("listRules", "after")))
        {
            var answer = await call.CallAsync(Sim, $"?{member.Name}={Uri.EscapeDataString(Right(member))}");

            if (answer.Status == 400)
            {
                Assert.That(
                    answer["detail"], Does.Not.StartWith($"{member.Name} "), "the body is missing, but the query is right");
            }
        }
    }

    [TestCase("settle=1")]
    [TestCase("settle=TRUE")]
    [TestCase("settle=")]
    [TestCase("settle")]
    [TestCase("setle=true")]
    [TestCase("settle=true&settle=true")]
    [TestCase("settle=true&x=1")]
    public async Task No_money_comes_in_by_a_call_that_was_misunderstood(string query)
    {
        var before = await Client.BalanceAsync();
        var body = new System.Text.Json.Nodes.JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" };

        (await Sim.PostAsync($"money-in?{query}", body)).ShouldBe(400);

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(before));
    }

    [TestCase("&&")]
    [TestCase("&")]
    [TestCase("")]
    public async Task An_empty_query_is_none(string query) => (await Sim.GetAsync($"ledger?{query}")).ShouldBe(200);

    [Test]
    public async Task Choices_are_taken_in_any_case()
    {
        await Sim.MoneyInAsync();

        foreach (var status in (string[])["LIQUIDATED", "liquidated", "Liquidated"])
        {
            Assert.That((await Sim.GetAsync($"transactions?status={status}")).ShouldBe(200).Count("items"), Is.Positive, status);
        }
    }

    private static IEnumerable<string> Misspelt(string name) => [$"{name}x", name.ToUpperInvariant(), $" {name}"];

    private static bool IsWrong(Member member, string value) => member.Kind switch
    {
        MemberKind.Integer => value != "1",
        MemberKind.Text => value.Length == 0 && !member.TakesEmpty,
        _ => true,
    };

    private static IEnumerable<string> OutOfBounds(Member member) => member.Kind switch
    {
        MemberKind.Integer =>
            [.. member.Least > 0 ? [$"{member.Least - 1}"] : Array.Empty<string>(),
                .. member.Most < long.MaxValue ? [$"{member.Most + 1}"] : Array.Empty<string>()],
        MemberKind.Duration => ["100000h", "10", "s", "-1s"],
        MemberKind.Uuid => ["c2d1d1e333404170980ee9269bbbc551", "{c2d1d1e3-3340-4170-980e-e9269bbbc551}"],
        _ => [],
    };

    private static string Right(Member member) => member.Kind switch
    {
        MemberKind.Integer => $"{member.Least}",
        MemberKind.Uuid => Docs.Unknown,
        MemberKind.Boolean => "true",
        MemberKind.Duration => "1ms",
        MemberKind.Choice => member.Choices[^1],
        _ => member.Example ?? "x",
    };
}
