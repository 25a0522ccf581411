using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Bounds;

/// <summary>Limits that cannot be: told to whoever asks for them, with both numbers, and not to the next payment.</summary>
public sealed class LimitOptionTests : ApiTests
{
    [TestCase("docs", "transactions", 1, "2 transactions")]
    [TestCase("docs", "registrations", 1, "2 clients")]
    [TestCase("docs", "registrations", 3, "4 accounts")]
    [TestCase("busy", "registrations", 1, "5 customers")]
    [TestCase("busy", "registrations", 30, "40 instruments")]
    [TestCase("busy", "transactions", 10, "transactions")]
    public async Task Below_what_a_template_has(string template, string limit, int value, string has)
    {
        var refused = await CreateAsync(template, new JsonObject { [limit] = value });

        refused.ShouldBe(400);
        Assert.That(refused["detail"],
            Does.Contain($"limits.{limit} is {value}").And.Contain($"the template {template} has").And.Contain(has));
    }

    [TestCase("empty", "registrations", 1)]
    [TestCase("empty", "transactions", 1)]
    [TestCase("docs", "transactions", 2)]
    [TestCase("busy", "registrations", 40)]
    public async Task Just_enough_for_a_template(string template, string limit, int value)
    {
        var made = (await CreateAsync(template, new JsonObject { [limit] = value })).ShouldBe(201);

        (await Sim.App.Anybody.PostAsync($"/_sim/sandboxes/{made["id"]}/reset", null)).ShouldBe(200);
        (await Sim.App.Anybody.GetAsync($"/_sim/sandboxes/{made["id"]}/options")).ShouldSay($"limits.{limit}", $"{value}");
        await Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{made["id"]}");
    }

    [TestCase("""{"journal_entries": 5}""", "limits.journal_entries is 5, and must be at least 100.")]
    [TestCase("""{"journal_bytes": 1000}""", "limits.journal_bytes is 1000, and must be at least 262144.")]
    [TestCase("""{"transactions": 0}""", "limits.transactions is 0, and must be at least 1.")]
    [TestCase("""{"deliveries": -3}""", "limits.deliveries is -3, and must be at least 1.")]
    [TestCase("""{"transactions": 100000001}""", "limits.transactions is 100000001, and must be at most 100000000.")]
    [TestCase("""{"transactions": 1.5}""", "limits.transactions must be a whole number from 1 to 100000000.")]
    [TestCase("""{"transactions": "5"}""", "limits.transactions must be a whole number from 1 to 100000000.")]
    [TestCase("""{"transactions": 99999999999999999999}""", "limits.transactions must be a whole number from 1 to 100000000.")]
    [TestCase("""{"accounts": 1}""", "limits.accounts is not a limit; known are journal_entries, ")]
    [TestCase("""[1]""", "limits must be an object of whole numbers: journal_entries, ")]
    [TestCase("5", "limits must be an object of whole numbers: journal_entries, ")]
    public async Task What_no_limit_can_be(string limits, string told)
    {
        var refused = await CreateAsync("docs", JsonNode.Parse(limits)!);
        var patched =
            await Sim.App.Anybody.PatchAsync(Sim.Path("options"), new JsonObject { ["limits"] = JsonNode.Parse(limits) });

        Assert.That(refused.ShouldBe(400)["detail"], Does.StartWith($"options.{told}"));
        patched.ShouldBe(400).ShouldSay("detail", refused["detail"]);
    }

    [Test]
    public async Task Below_what_a_sandbox_has_of_what_is_never_dropped()
    {
        await Sim.MoneyInAsync();

        var refused = await Sim.App.Anybody.PatchAsync(
            Sim.Path("options"), new JsonObject { ["limits"] = new JsonObject { ["transactions"] = 2 } });

        refused.ShouldBe(400).ShouldSay("detail", "options.limits.transactions is 2, but the sandbox has 3 transactions.");
        await Sim.SetAsync("limits", new JsonObject { ["transactions"] = 3, ["deliveries"] = 1, ["idempotency_records"] = 1 });
    }

    [Test]
    public async Task A_switch_beside_them_can_change_where_a_limit_was_passed_already()
    {
        await Sim.SetAsync("limits", new JsonObject { ["waiting_deliveries"] = 1 });

        await Sim.SetAsync("strict", true);
    }

    private Task<Answer> CreateAsync(
        string template, JsonNode limits) => Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject
        {
            ["template"] = template,
            ["clock"] = new JsonObject { ["mode"] = "frozen", ["now"] = Docs.Start },
            ["options"] = new JsonObject { ["limits"] = limits },
        });
}
