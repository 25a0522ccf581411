using System.Text.Json.Nodes;
using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>Who may deliver webhooks, and where.</summary>
public sealed class IntegratorHookTests : IntegratorTests
{
    private static readonly (string Type, string Address, string Token)[] Hooks =
    [
        ("MONEY_IN", "hooks/money-in", "mi-token"), ("STATUS_UPDATE", "hooks/status", "status-token"), ("CEP", "hooks/cep",
            "cep-token"),
        ("REPORT", "hooks/report", "report-token"),
    ];

    [Test]
    public async Task Each_type_takes_its_own_token_and_the_common_one(
        [ValueSource(nameof(Hooks))] (string Type, string Address, string Token) hook)
    {
        var book = await OpenAsync();
        var answers = new Dictionary<string, int>();
        foreach (var token in Hooks.Select(other => other.Token).Append("conformance-token").Append("nonsense").Append(""))
        {
            answers[token] = (await book.HookAsync(hook.Address, MessageOf(hook.Type), token)).Status;
        }

        Assert.That(answers.Where(pair => pair.Value != 401).Select(pair => pair.Key),
            Is.EquivalentTo([hook.Token, "conformance-token"]));
        Assert.That(answers["conformance-token"], Is.EqualTo(hook.Type == "MONEY_IN" ? 201 : 200));
        (await book.HookAsync(hook.Address, MessageOf(hook.Type), null)).ShouldBe(401);
    }

    [Test]
    public async Task Without_an_address_of_its_own_the_message_says_what_it_is(
        [ValueSource(nameof(Hooks))] (string Type, string Address, string Token) hook)
    {
        var book = await OpenAsync();

        (await book.HookAsync("", MessageOf(hook.Type), hook.Token)).ShouldBe(hook.Type == "MONEY_IN" ? 201 : 200);
        (await book.HookAsync("", MessageOf(hook.Type), "conformance-token")).ShouldBe(hook.Type == "MONEY_IN" ? 201 : 200);
        (await book.HookAsync("", MessageOf(hook.Type), "nonsense")).ShouldBe(401);
    }

    [Test]
    public async Task Of_a_new_type_it_takes_note()
    {
        var (careful, careless) = (await OpenAsync(), await OpenAsync(Mistake.ChokesOnUnknown));

        (await careful.HookAsync("", Message("NEWS", []), "conformance-token")).ShouldBe(200);
        (await careless.HookAsync("", Message("NEWS", []), "conformance-token")).ShouldBe(500);
        (await careful.HookAsync("", new JsonObject(), "conformance-token")).ShouldBe(400);
    }

    [Test]
    public async Task Anybody_may_deliver_when_any_token_is_trusted()
    {
        var book = await OpenAsync(Mistake.TrustsAnyToken);

        (await book.HookAsync("hooks/money-in", MessageOf("MONEY_IN"), "nonsense")).ShouldBe(201);
        (await book.HookAsync("hooks/money-in", MessageOf("MONEY_IN"), null)).ShouldBe(201);
    }

    private static JsonObject MessageOf(string type) => type switch
    {
        "MONEY_IN" => Message(type, DepositBody()),
        "STATUS_UPDATE" => Message(type, new JsonObject { ["id"] = "t", ["status"] = "LIQUIDATED", ["reason"] = null }),
        "CEP" => Message(type, new JsonObject { ["id"] = "t", ["beneficiary_account"] = NewClabe, ["status"] = "PENDING" }),
        _ => new JsonObject
        {
            ["client_id"] = Docs.Client,
            ["file_type"] = "TRANSACTIONS",
            ["period"] = "DAILY",
            ["file_name"] = "transactions_daily_20260302.csv",
            ["created_at"] = "2026-03-02T10:30:15Z",
        },
    };
}
