using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Cli;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Lives;

/// <summary>The life of a payment, as JSON and as text: everything that happened to it, in its order, and what is due.</summary>
public sealed class LifeTests : ApiTests
{
    private const string Key = "66c0b04f-97d6-592d-8396-199819064afa";

    [Test]
    public async Task A_payment_with_its_calls_entries_and_states()
    {
        var id = (await Client.MoneyOutAsync("1.95", key: Key)).ShouldBe(200)["id"];
        (await Client.MoneyOutAsync("1.95", key: Key)).ShouldBe(200);
        (await Client.MoneyOutAsync("2.00", key: Key)).ShouldBe(409);
        (await Client.MoneyOutAsync("5.00")).ShouldBe(200);

        var before = await RowsAsync(id);
        await Sim.UntilIdleAsync();
        var after = await RowsAsync(id);

        Assert.That(Kinds(before).Where(kind => kind is not "untold"), Is.EqualTo(new[]
        {
            "call", "state", "entry", "order", "answer", "replay", "answer", "conflict", "answer", "due",
        }));
        Assert.That(before.Where(row => Text(row, "kind") is "state").Select(row => Text(row, "title")),
            Is.EqualTo(new[] { "INITIALIZED" }));
        Assert.That(before.Where(row => Text(row, "kind") is "answer").Select(row => row.GetProperty("status").GetInt32()),
            Is.EqualTo(new[] { 200, 200, 409 }));
        Assert.That(after.Where(row => Text(row, "kind") is "state").Select(row => Text(row, "title")),
            Is.EqualTo(new[] { "INITIALIZED", "LIQUIDATED" }));
        Assert.That(after.Where(row => Text(row, "kind") is "entry").Select(row => Text(row, "title")),
            Is.EqualTo(new[] { "HOLD_PLACED", "HOLD_POSTED" }));
        Assert.That(after.Any(row => Text(row, "kind") == "call" && Text(row, "from") == "bank"), "the other bank settles it");
        Assert.That(Kinds(after), Does.Not.Contain("due"));
    }

    [Test]
    public async Task Attempts_that_fail_and_are_asked_for_by_hand_and_what_is_due()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/503");
        var id = await Sim.MoneyInAsync();
        var waiting = await RowsAsync(id);
        await Sim.UntilIdleAsync();
        var delivery = (await Sim.DeliveriesAsync()).Single().GetProperty("id").GetString();
        (await Sim.PostAsync($"deliveries/{delivery}/resend")).ShouldBe(200);
        await Sim.SettleAsync();

        var rows = await RowsAsync(id);

        Assert.That(
            waiting.Where(row => Text(row, "kind") == "due").Select(row => Text(row, "to")), Is.EqualTo(new[] { "receiver" }));
        var attempts = rows.Where(row => Text(row, "kind") == "attempt").ToArray();
        Assert.That(attempts, Has.Length.GreaterThan(2));
        Assert.That(attempts.Select(row => row.GetProperty("status").GetInt32()), Is.All.EqualTo(503));
        Assert.That(attempts.Select(row => row.GetProperty("by_hand").GetBoolean()),
            Is.EqualTo(attempts.Select((_, place) => place == attempts.Length - 1)));
        Assert.That(attempts.Select(row => Text(row, "delivery_id")), Is.All.EqualTo(delivery));
        Assert.That(rows[0].GetProperty("by_hand").GetBoolean(), Is.True);
        Assert.That(Text(rows[0], "from"), Is.EqualTo("bank"));
    }

    [Test]
    public async Task An_attempt_that_nobody_has_answered_yet_is_under_way()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await Client.WebhookAsync("MONEY_IN", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/");
        var id = await Sim.MoneyInAsync(settles: false);
        using var taken = await silent.AcceptTcpClientAsync();

        var last = (await RowsAsync(id))[^1];

        Assert.That((Text(last, "kind"), Text(last, "detail"), last.GetProperty("attempt").GetInt32()),
            Is.EqualTo(("attempt", "under way", 1)));
        Assert.That(last.TryGetProperty("status", out _), Is.False);
    }

    [Test]
    public async Task A_refund_that_a_receiver_s_422_asks_for_ties_two_lives()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/422");
        var deposit = await Sim.MoneyInAsync();

        var rows = await RowsAsync(deposit);

        var refund = Text(rows.Single(row => Text(row, "kind") == "refund"), "transaction_id");
        Assert.That(rows.Any(row => Text(row, "kind") == "call" && Text(row, "from") == "receiver"), Is.True);
        var back = (await RowsAsync(refund!)).Single(row => Text(row, "kind") == "refund");
        Assert.That(Text(back, "transaction_id"), Is.EqualTo(deposit));
    }

    [Test]
    public async Task Rules_stand_in_it_with_why()
    {
        (await Sim.App.Anybody.PostTextAsync(
            Sim.Path("rules"),
            "[{name: rejects, when: money_out, then: {reject: CANCELLED_ACCOUNT}}, {name: other, when: money_out, where: "
            + "{amount: \"9.99\"}, then: hold}]"))
            .ShouldBe(201);
        var id = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];
        await Sim.UntilIdleAsync();

        var rows = await RowsAsync(id);

        var rules = rows.Where(row => Text(row, "kind") == "rule")
            .ToDictionary(row => Text(row, "title")!, row => Text(row, "detail")!);
        Assert.That(rules["rejects"], Does.StartWith("fired"));
        Assert.That(rules["other"], Does.StartWith("did not fire"));
        Assert.That(Text(rows.Last(row => Text(row, "kind") == "state"), "detail"), Does.StartWith("CANCELLED_ACCOUNT"));
    }

    [Test]
    public async Task An_api_call_that_the_log_no_longer_has_is_told_by_the_journal()
    {
        await Sim.SetAsync("limits", new JsonObject { ["requests"] = 0 });
        var id = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];

        var first = (await RowsAsync(id))[0];

        Assert.That(
            (Text(first, "kind"), Text(first, "from"), Text(first, "title")), Is.EqualTo(("call", "integrator", "money_out")));
    }

    [Test]
    public async Task The_other_party_is_named([Values] bool comesIn)
    {
        var id = comesIn ? await Sim.MoneyInAsync() : (await Client.MoneyOutAsync()).ShouldBe(200)["id"];

        var life = (await Sim.GetAsync($"transactions/{id}/life")).ShouldBe(200);
        var listed = (await Sim.ListAsync("transactions")).Single(item => Text(item, "transaction_id") == id)
            .GetProperty("counterparty");

        life.ShouldMatch("transaction.counterparty.account", "^[0-9]{16,18}$").ShouldMatch("transaction.counterparty.name", ".");
        Assert.That(Text(listed, "account"), Is.EqualTo(life["transaction.counterparty.account"]));
    }

    [TestCase("00000000-0000-0000-0000-0000000000ff")]
    [TestCase("nothing")]
    public async Task An_unknown_one_is_404(string id) => (await Sim.GetAsync($"transactions/{id}/life")).ShouldBe(404);

    [Test]
    public async Task Explain_prints_it()
    {
        var body = Bodies.Payment().With("transaction_request.description", "Factura 4567");
        var id = (await Client.Http.PostAsync("/v1/transactions/money_out", body)).ShouldBe(200)["id"];
        await Sim.UntilIdleAsync();

        var (code, said, errors) = await ExplainAsync(Sim.App.Url, Guid.Parse(id));

        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(
            said, Does.Contain($"SPEI_DEBIT 1.95 MXN  LIQUIDATED  {id}").And.Contain("Factura 4567").And.Contain("HOLD_POSTED"));
        Assert.That(said, Does.Match(@"integrator -> simulator   POST /v1/transactions/money_out"));
    }

    [Test]
    public async Task Explain_says_what_is_not_there()
    {
        var (code, said, errors) = await ExplainAsync(Sim.App.Url, Guid.Empty);
        var (nowhere, _, why) = await ExplainAsync("http://127.0.0.1:1", Guid.Empty);

        Assert.That((code, said), Is.EqualTo((2, "")));
        Assert.That(errors, Does.Contain("says 404"));
        Assert.That(nowhere, Is.EqualTo(3));
        Assert.That(why, Does.Contain("does not answer"));
    }

    private async Task<(int Code, string Said, string Errors)> ExplainAsync(string url, Guid id)
    {
        using var said = new StringWriter();
        using var errors = new StringWriter();
        var code =
            await new ExplainCommand(said, errors, Eventually.Patience).RunAsync(url, Sim.Id, id, null, CancellationToken.None);
        return (code, said.ToString(), errors.ToString());
    }

    private async Task<JsonElement[]> RowsAsync(string id) =>
        [.. (await Sim.GetAsync($"transactions/{id}/life")).ShouldBe(200).At("rows").EnumerateArray()];

    private static IEnumerable<string?> Kinds(IEnumerable<JsonElement> rows) => rows.Select(row => Text(row, "kind"));

    private static string? Text(JsonElement row, string member) =>
        row.TryGetProperty(member, out var found) ? found.GetString() : null;
}
