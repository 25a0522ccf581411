using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Runs;

/// <summary>What the integrator is told, and what is seen of its calls.</summary>
public sealed class CallsTests
{
    /// <summary>A payout whose first answer is lost, so that the integrator asks again.</summary>
    private const string AskedTwice = Bench.World + """
        rules: [{name: lost, when: money_out, then: {fail: after_commit, how: reset}, times: 1}]
        steps:
          - call: POST ${INTEGRATOR_URL}/payouts
            body: {reference: order-1, clabe: "072180001183597196", amount: "120.50"}

        """;

    private static IEnumerable<TestCaseData> All =>
    [
        Cases.Green("same key, same body",
            "expect: {calls: {to: POST /v1/transactions/money_out, count: 2, same_key: true, same_body: true}}"),
        Cases.Green("members of body and headers", """
            expect:
              calls:
                - {to: /v1/transactions/money_out, body: {transaction_request: {amount: "120.50"}}, headers: {Idempotency-Key: {exists: true}}, count: 2}
                - {to: POST /v1/transactions/money_out, body.transaction_request.currency: MXN, status: 200, count: 1}
            """),
        Cases.Green("order", "expect: {calls: {order: [POST /v1/transactions/money_out, /v1/transactions/money_out]}}"),
        Cases.Red("another order", "expect: {calls: {order: [POST /v1/transactions/money_out, GET /v1/nowhere]}}",
            "/v1/nowhere did not come after them"),
        Cases.Red("not at all", "expect: {calls: {order: [GET /v1/nowhere]}}", "/v1/nowhere did not come at all"),
        Cases.Red("another count", "expect: {calls: {to: POST /v1/transactions/money_out, count: 1}}", "expected 1 call"),
        Cases.Red(
            "never called",
            "never: [{calls: {to: POST /v1/transactions/money_out, body: {transaction_request: {amount: \"120.50\"}}}}]",
            "this must never be called, and it was: POST /v1/transactions/money_out"),
    ];

    [TestCaseSource(nameof(All))]
    public Task Are_seen(string yaml, string why) => Cases.RunAsync(AskedTwice + yaml, why);

    [TestCase("same_key: true", "new-key-on-retry", "expected 2 calls with the same key, found 2 different")]
    [TestCase("same_body: true", "changed-body-on-retry", "calls with the same body, found ")]
    public async Task Another_key_or_body_fails(string wanted, string mistake, string why)
    {
        Assert.That(Mistakes.TryParse(mistake, out var mistakes));

        await Cases.RunAsync(AskedTwice + $"expect: {{calls: {{to: POST /v1/transactions/money_out, {wanted}}}}}", why,
            new RunSettings { Mistakes = mistakes });
    }

    [Test]
    public async Task Its_own_calls_are_not_the_integrators() => await Cases.RunAsync(Bench.World + """
        steps: [{money_out: {from: treasury, to: supplier, amount: "10.00"}}, {call: "GET ${SIMULATOR_URL}/v1/clients/${treasury.client_id}/transactions"}]
        expect: {calls: {count: 0}}
        """, "");

    [Test]
    public async Task A_call_tells_the_integrator_the_way_to_its_sandbox()
    {
        await using var integrator = await WebhookReceiver.StartAsync();
        integrator.AnswerEverythingWith(Response.Create().WithBodyAsJson(new { fine = true }));

        await Cases.RunAsync(Bench.World + """
            steps:
              - call: POST ${INTEGRATOR_URL}/pay?n=1
                headers: {X-Own: "${treasury.id}", Content-Type: application/json}
                body: {to: "${supplier.clabe}", list: [1, "1", true, null]}
                expect: {status: 200, json: {fine: true}}
              - call: GET ${INTEGRATOR_URL}/book
                headers: {X-Fincore-Sim-Client-Id: another}
            """, "", new RunSettings { IntegratorUrl = integrator.Url });

        var (first, second) = (integrator.LogEntries[0].RequestMessage, integrator.LogEntries[1].RequestMessage);
        string Header(string name) => first.Headers[name].Single();
        Assert.That(first.Body, Is.EqualTo("""{"to":"072180001183597196","list":[1,"1",true,null]}"""));
        Assert.That(first.Query["n"], Is.EqualTo(["1"]));
        Assert.That(Header("X-Fincore-Sim-Base-Url"), Does.StartWith("http://127.0.0.1:"));
        Assert.That(Header("X-Fincore-Sim-Account-Id"), Is.EqualTo(Header("X-Own")), "the first account of given");
        Assert.That(
            new[] { "Client-Id", "Client-Secret", "Api-Key", "Instrument-Id" }.Select(name => Header($"X-Fincore-Sim-{name}")),
            Is.All.Not.Empty);
        Assert.That(second.Headers["X-Fincore-Sim-Client-Id"], Is.EqualTo(["another"]), "a header that the step gives itself");
    }

    [Test]
    public async Task Webhooks_go_to_the_integrator_with_the_token_of_the_command_line()
    {
        await using var integrator = await WebhookReceiver.StartAsync();
        integrator.AnswerEverythingWith(201);

        await Cases.RunAsync(Bench.World + """
              webhooks: [{type: MONEY_IN, url: "${INTEGRATOR_URL}/in", token: "${WEBHOOK_TOKEN}"}]
            steps: [{money_in: {to: wallet, amount: "1.00"}}, settle]
            """, "", new RunSettings { IntegratorUrl = integrator.Url, WebhookToken = "from-the-command-line" });

        Assert.That(integrator.LogEntries.Single().RequestMessage.Headers["Authorization"].Single(),
            Does.Contain("from-the-command-line"));
    }
}
