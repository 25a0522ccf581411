using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Requests;

/// <summary>The log of calls: what came, what was answered, what it became, and no credential.</summary>
public sealed class RequestLogTests : ApiTests
{
    private const string MoneyOut = "/v1/transactions/money_out";

    [Test]
    public async Task A_payment_is_there_with_what_it_became()
    {
        var key = Guid.NewGuid().ToString();
        var paid = (await Client.MoneyOutAsync("1.95", key: key)).ShouldBe(200);

        var item = (await ListAsync("?path=*/money_out")).Single();
        var whole = (await Sim.GetAsync($"requests/{item.GetProperty("id")}")).ShouldBe(200);

        whole.ShouldSay("request.method", "POST").ShouldSay("request.path", MoneyOut).ShouldSay("request.status", "200")
            .ShouldSay("request.client_id", Docs.Client).ShouldSay("request.idempotency_key", key).ShouldSay(
                "request.idempotency", "new")
            .ShouldSay("request.transaction_id", paid["id"]).ShouldSay("answer.body", paid.Text)
            .ShouldSay("body", Bodies.Payment().ToJsonString());
        var entries = whole.At("journal").EnumerateArray().ToArray();
        Assert.That(entries[0].GetProperty("sequence").GetInt64(), Is.EqualTo(item.GetProperty("journal_entry").GetInt64()));
        Assert.That(entries.Select(entry => entry.GetProperty("kind").GetString()), Does.Contain("transaction_created"));
    }

    [TestCase("none", 200)]
    [TestCase("new", 200)]
    [TestCase("replay", 200)]
    [TestCase("conflict", 409)]
    [TestCase("malformed", 400)]
    public async Task What_a_key_came_to_is_told(string verdict, int status)
    {
        var key = verdict switch { "none" => null, "malformed" => "no-uuid", _ => "66c0b04f-97d6-592d-8396-199819064afa" };
        if (verdict is "replay" or "conflict")
        {
            (await Client.MoneyOutAsync(verdict == "replay" ? "1.95" : "2.00", key: key)).ShouldBe(200);
        }

        (await Client.MoneyOutAsync("1.95", key: key)).ShouldBe(status);

        Assert.That((await ListAsync("?path=*/money_out")).Last().GetProperty("idempotency").GetString(), Is.EqualTo(verdict));
    }

    [Test]
    public async Task A_key_where_none_counts_is_ignored_and_a_replay_leads_to_its_payment()
    {
        var key = "66c0b04f-97d6-592d-8396-199819064afa";
        (await Client.PennyAsync(key: key)).ShouldBe(200);
        var paid = (await Client.MoneyOutAsync(key: key)).ShouldBe(200)["id"];
        (await Client.MoneyOutAsync(key: key)).ShouldBe(200);

        var items = await ListAsync($"?key={key}");

        Assert.That(
            items.Select(item => item.GetProperty("idempotency").GetString()), Is.EqualTo(new[] { "ignored", "new", "replay" }));
        Assert.That(items[2].GetProperty("transaction_id").GetString(), Is.EqualTo(paid));
    }

    [Test]
    public async Task A_refusal_has_its_rule_and_the_body_that_was_seen()
    {
        var refused = (await Client.MoneyOutAsync("99999999.00")).ShouldBe(400);

        var item = (await ListAsync("?status=4xx")).Single();
        var whole = await Sim.GetAsync($"requests/{item.GetProperty("id")}");

        whole.ShouldSay("request.refusal.rule", "insufficient_funds").ShouldSay("request.refusal.error_code", "10-E4120")
            .ShouldSay("answer.status", "400").ShouldSay("answer.body", refused.Text);
    }

    [Test]
    public async Task Credentials_are_redacted_wherever_they_stand()
    {
        await Client.SignInAsync();
        (await Client.KeyHttp.GetAsync(Client.Path("credentials"))).ShouldBe(200);
        await Client.WebhookAsync("MONEY_IN", "http://name:word-of-url@receiver.test/hook", "token-of-the-hook");

        var texts = new List<string>();
        foreach (var item in await ListAsync(""))
        {
            texts.Add((await Sim.GetAsync($"requests/{item.GetProperty("id")}")).Text);
        }

        var all = string.Join('\n', texts);
        Assert.That(texts, Has.Count.EqualTo(5));
        foreach (var secret in new[] { Client.Secret, Client.ApiKey, Client.Token, "word-of-url", "token-of-the-hook" })
        {
            Assert.That(all, Does.Not.Contain(secret));
        }

        Assert.That(all, Does.Contain("Bearer (redacted)").And.Contain("\\\"client_secret\\\":\\\"(redacted)\\\""));
    }

    [Test]
    public async Task A_rule_that_fired_stands_beside_the_call_and_so_does_what_it_did_to_the_answer()
    {
        (await Sim.App.Anybody.PostTextAsync(
            Sim.Path("rules"),
            "[{name: cuts, when: money_out, then: {fail: after_commit, how: reset}}, {name: other, when: money_out, where: "
            + "{amount: \"9.99\"}, then: hold}]"))
            .ShouldBe(201);
        Assert.ThrowsAsync<HttpRequestException>(() => Client.MoneyOutAsync());

        var item = (await ListAsync("?path=*/money_out&status=none")).Single();
        var whole = await Sim.GetAsync($"requests/{item.GetProperty("id")}");

        var rules = whole.At("rules").EnumerateArray()
            .ToDictionary(rule => rule.GetProperty("rule").GetString()!, rule => rule.GetProperty("fired").GetBoolean());
        Assert.That(rules, Is.EquivalentTo(new Dictionary<string, bool> { ["cuts"] = true, ["other"] = false }));
        Assert.That(whole["answer.note"], Does.Contain("reset"));
        Assert.That(item.TryGetProperty("status", out _), Is.False);
    }

    [TestCase("?path=/v1/banks", 1)]
    [TestCase("?path=/v1/*", 3)]
    [TestCase("?path=/v1/*/accounts", 1)]
    [TestCase("?path=/V1/banks", 0)]
    [TestCase("?method=post", 1)]
    [TestCase("?status=200", 2)]
    [TestCase("?status=4XX", 1)]
    [TestCase("?status=none", 0)]
    [TestCase("?since=2026-03-02T09:00:01-06:00", 1)]
    [TestCase("?since=2026-03-02T15:00:01Z", 1)]
    public async Task Filters(string query, int count)
    {
        var before = (await Sim.GetAsync("requests")).At("newest").GetInt64();
        (await Client.Http.GetAsync("/v1/banks")).ShouldBe(200);
        (await Client.GetAsync("accounts")).ShouldBe(200);
        await Sim.AdvanceAsync("1s");
        (await Client.MoneyOutAsync("0.00")).ShouldBe(400);

        Assert.That(await ListAsync($"{query}&after={before}"), Has.Length.EqualTo(count));
    }

    [TestCase("?status=99", "status must be")]
    [TestCase("?status=2x0", "status must be")]
    [TestCase("?since=yesterday", "since must be an instant such as")]
    [TestCase("?path=", "path must not be empty")]
    [TestCase("?pth=x", "did you mean path?")]
    public async Task Queries_that_cannot_be_are_refused(string query, string why) =>
        Assert.That((await Sim.GetAsync($"requests{query}")).ShouldBe(400)["detail"], Does.Contain(why));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("x")]
    [TestCase("99999999999999999999")]
    public async Task An_unknown_number_is_404(string number) => (await Sim.GetAsync($"requests/{number}")).ShouldBe(404);

    [Test]
    public async Task Calls_of_nobody_are_the_process_s()
    {
        var path = $"/v1/nothing/{Guid.NewGuid():N}";
        (await Sim.App.Anybody.GetAsync(path)).ShouldBe(404);
        (await Sim.App.Caller(("Authorization", "Bearer wrong.wrong.wrong")).PostAsync(MoneyOut, Bodies.Payment())).ShouldBe(401);

        var unknown = (await Sim.App.Anybody.GetAsync($"/_sim/requests?path={path}")).ShouldBe(200)
            .ShouldSay("items.0.refusal.rule", "route_not_found");
        var last = (await Sim.App.Anybody.GetAsync($"/_sim/requests?path={MoneyOut}&status=401")).ShouldBe(200);

        Assert.That(unknown.Count("items"), Is.EqualTo(1));
        var number = last[$"items.{last.Count("items") - 1}.id"];
        (await Sim.App.Anybody.GetAsync($"/_sim/requests/{number}")).ShouldBe(200)
            .ShouldSay("request.refusal.rule", "unauthenticated");
        Assert.That(await ListAsync("?path=*/money_out"), Is.Empty);
    }

    [Test]
    public async Task Is_bounded_and_says_what_was_dropped_and_can_be_switched_off()
    {
        await Sim.SetAsync("limits", new JsonObject { ["requests"] = 3 });
        for (var time = 0; time < 5; time++)
        {
            (await Client.Http.GetAsync("/v1/banks")).ShouldBe(200);
        }

        var list = (await Sim.GetAsync("requests")).ShouldBe(200).ShouldSay("dropped", "4");
        Assert.That(list.Count("items"), Is.EqualTo(3));
        (await Sim.GetAsync("")).ShouldSay("kept.requests.count", "3").ShouldSay("kept.requests.dropped", "4")
            .ShouldSay("kept.requests.limit", "3");

        await Sim.SetAsync("limits", new JsonObject { ["requests"] = 0 });
        (await Client.Http.GetAsync("/v1/banks")).ShouldBe(200);
        (await Sim.GetAsync("requests")).ShouldSay("newest", list["newest"]);
    }

    [Test]
    public async Task Large_bodies_are_cut_and_a_reset_clears_it()
    {
        var body = Bodies.Payment().With("transaction_request.description", new string('x', 20_000));
        (await Client.Http.PostAsync(MoneyOut, body)).ShouldBe(400);

        var item = (await ListAsync("?path=*/money_out")).Single();
        var whole = await Sim.GetAsync($"requests/{item.GetProperty("id")}");
        Assert.That(whole["body"], Has.Length.EqualTo(16 * 1024));
        whole.ShouldSay("body_bytes", $"{body.ToJsonString().Length}").ShouldSay("body_note", "the first 16384 bytes are kept");

        (await Sim.PostAsync("reset")).ShouldBe(200);
        Assert.That(await ListAsync(""), Is.Empty);
    }

    private async Task<JsonElement[]> ListAsync(string query) =>
        [.. (await Sim.GetAsync($"requests{query.Replace("?&", "?", StringComparison.Ordinal)}")).ShouldBe(200).At("items")
            .EnumerateArray()];
}
