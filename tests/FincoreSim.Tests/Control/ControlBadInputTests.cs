using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.SampleIntegrator.Http;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Control;

/// <summary>
/// What the control API says to input that cannot be: its own error body, never a 500, and nothing has changed.
/// </summary>
public sealed class ControlBadInputTests : ApiTests
{
    private static readonly Call[] Calls =
    [
        new("sandbox", "POST", "/_sim/sandboxes",
            """{"name":"x","seed":1,"template":"empty","clock":{"mode":"frozen","now":"2026-03-02T09:00:00-06:00","scale":1},"options":{"strict":true}}"""),
        new("options", "PATCH", "options",
            """{"token_lifetime":"1h","strict":false,"cep":{"pending_after":"1s"},"retries":["0s"],"limits":{"transactions":100}}"""),
        new("clock", "POST", "clock", """{"advance":"0s"}"""),
        new("client", "POST", "clients", """{"name":"x"}"""),
        new("customer", "POST", "customers", """{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","name":"x","rfc":"ND"}"""),
        new("account", "POST", "accounts",
            """{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","type":"PRIVATE_ACCOUNT","balance":"1.00"}"""),
        new("fund", "POST", $"accounts/{Docs.Central}/fund", """{"amount":"1.00"}"""),
        new("money-in", "POST", "money-in",
            """{"clabe":"734180000001000004","amount":"1.00","payer_name":"x","payer_account":"012180001183597198","payer_rfc":"ND","payer_institution":"40012","concept":"x","numeric_reference":"1","tracking_key":"x","duplicate":true}"""),
        new("outcome", "POST", $"transactions/{Docs.Deposit}/outcome",
            """{"outcome":"liquidate","reason":"x","reason_description":"y"}"""),
        new("cep", "POST", $"transactions/{Docs.Deposit}/cep",
            """{"status":"PENDING","beneficiary_name":"x","beneficiary_rfc":"ND"}"""),
        new("webhook test", "POST", "webhooks/test", $$"""{"webhook_id":"{{Docs.Unknown}}"}"""),
    ];

    private static readonly JsonNode?[] Strange =
    [
        null, true, 0, -1, 1.5, JsonNode.Parse("1e308"), JsonNode.Parse("1e999"), JsonNode.Parse(
            "99999999999999999999"), "", " ", "\0", "x",
        new string('9', 40)
            + ".00", "999999999999999.99", "-1.00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00",
        "2026-02-30T00:00:00Z", "99999999d", "1e9s", new string('x',
            10_000), "🏦", Docs.Unknown, new JsonArray(), new JsonArray(1, null), new JsonObject(),
        new JsonObject { ["a"] = new JsonArray() },
    ];

    private static IEnumerable<TestCaseData> Cases =>
        Calls.Select((call, index) => new TestCaseData(index).SetArgDisplayNames(call.Name));

    [TestCaseSource(nameof(Cases))]
    public async Task Strange_values_are_refused_or_taken_but_break_nothing(int index)
    {
        var call = Calls[index];
        foreach (var path in Members(call.Parse()))
        {
            foreach (var strange in Strange)
            {
                var before = await Sim.FingerprintAsync();
                var body = call.Parse().With(path, strange?.DeepClone()).ToJsonString();

                var answer = await SendAsync(call, body);

                if (answer.Status >= 400)
                {
                    AssertError(answer, body);
                    Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), body);
                }
                else if (call.Name == "sandbox")
                {
                    (await Sim.App.Anybody.GetAsync($"/_sim/sandboxes/{answer["id"]}/fingerprint")).ShouldBe(200);
                    (await Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{answer["id"]}")).ShouldBe(200);
                }
            }
        }

        await Sim.LedgerAsync();
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Bodies_that_are_no_object_are_400(int index)
    {
        foreach (var body in (string[])["[]", "null", "\"x\"", "{", "{\"surprise\":1}", "{\"a\":1,\"a\":2}", """{"\ud800":1}""",
            new string('[', 200), "\0"])
        {
            var before = await Sim.FingerprintAsync();
            AssertError((await SendAsync(Calls[index], body)).ShouldBe(400), body);
            Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), body);
        }
    }

    [TestCase("GET", "/_sim/nothing", 404)]
    [TestCase("GET", "/_sim/sandboxes/nobody", 404)]
    [TestCase("DELETE", "/_sim/sandboxes/nobody", 404)]
    [TestCase("POST", "/_sim/sandboxes/nobody/reset", 404)]
    [TestCase("GET", "/_sim/sandboxes/nobody/ledger", 404)]
    [TestCase("GET", "/_sim/sandboxes/nobody/journal/stream", 404)]
    [TestCase("DELETE", "/_sim/sandboxes/default", 409)]
    [TestCase("PUT", "/_sim/sandboxes", 405)]
    [TestCase("GET", "/_sim/sandboxes/default/deliveries?status=OPEN", 400)]
    [TestCase("GET", "/_sim/sandboxes/default/deliveries?type=x", 400)]
    [TestCase("GET", "/_sim/sandboxes/default/deliveries/nonsense", 404)]
    [TestCase("GET", "/_sim/sandboxes/default/journal?after=x", 400)]
    [TestCase("GET", "/_sim/sandboxes/default/journal?limit=-1", 400)]
    [TestCase("GET", "/_sim/sandboxes/default/journal?transaction=x", 400)]
    [TestCase("GET", "/_sim/sandboxes/default/idempotency/nonsense", 404)]
    [TestCase("POST", "/_sim/sandboxes/default/accounts/nonsense/block", 404)]
    [TestCase("POST", "/_sim/sandboxes/default/accounts/" + Docs.Unknown + "/block", 404)]
    [TestCase("POST", "/_sim/sandboxes/default/accounts/" + Docs.Central + "/unblock", 409)]
    [TestCase("POST", "/_sim/sandboxes/default/instruments/" + Docs.Unknown + "/block", 404)]
    [TestCase("POST", "/_sim/sandboxes/default/instruments/" + Docs.External + "/unblock", 409)]
    public async Task Paths_and_queries_that_cannot_be(string method, string path, int status) =>
        AssertError((await Sim.App.Anybody.SendAsync(new HttpMethod(method), path)).ShouldBe(status), path);

    [Test]
    public async Task A_conflict_names_the_state_those_that_would_do_and_the_way_there()
    {
        await Sim.PostAsync($"accounts/{Docs.Central}/block");

        var deposit = new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00", ["on_blocked"] = "refuse" };
        var answer = (await Sim.PostAsync("money-in", deposit)).ShouldBe(409)
            .ShouldHaveMembers("", "error", "detail", "current", "allowed", "call")
            .ShouldSay("current", "BLOCKED").ShouldSay("allowed.0", "ACTIVE");

        Assert.That(answer["call"], Does.Contain("unblock"));
    }

    private Task<Answer> SendAsync(Call call, string body) => Sim.App.Anybody.SendAsync(
        new HttpMethod(call.Method), call.Path.StartsWith('/') ? call.Path : Sim.Path(call.Path),
        new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", "application/json" } } });

    private static void AssertError(Answer answer, string about)
    {
        Assert.That(answer.Status, Is.AnyOf(400, 404, 405, 409, 429), $"{about}: {answer}");
        Assert.That(answer.Header("Content-Type"), Is.EqualTo("application/json"), about);
        Assert.That(answer.Json.EnumerateObject().Select(member => member.Name), Is.SupersetOf(["error", "detail"]), answer.Text);
        Assert.That(answer.Text, Does.Not.Contain("FincoreSim.").And.Not.Contain("System.").And.Not.Contain("   at "), about);
    }

    private static IEnumerable<string> Members(JsonObject body, string before = "") => body.SelectMany(member =>
        (string[])[before + member.Key, .. member.Value is JsonObject inner ? Members(inner, $"{before}{member.Key}.") : []]);

    private sealed record Call(string Name, string Method, string Path, string Body)
    {
        public JsonObject Parse() => JsonNode.Parse(Body)!.AsObject();
    }
}
