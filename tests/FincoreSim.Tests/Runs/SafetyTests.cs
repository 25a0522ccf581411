using FincoreSim.Runs.Runner;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Runs;

/// <summary>A scenario can do harm only to its own sandbox, and comes to an end.</summary>
public sealed class SafetyTests
{
    [Test]
    public async Task A_call_to_another_host_is_refused()
    {
        await using var other = await OtherAsync();

        var result = await Bench.RunAsync($"{Bench.World}steps: [{{call: GET {other.Url}/x}}]");

        Bench.AssertFailed(
            result,
            $"{other.Url}/x may not be called: a scenario calls the integrator, the simulator, and the hosts of "
            + $"sandbox.allow_hosts");
        Assert.That(other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task Nobodys_password_is_told_with_it()
    {
        var result = await Bench.RunAsync($"{Bench.World}steps: [{{call: \"GET http://ana:s3cret@hooks.example.com/x\"}}]");

        Bench.AssertFailed(result, "http://***@hooks.example.com/x may not be called");
        Assert.That(Bench.TextOf(result), Does.Not.Contain("s3cret"));
    }

    [Test]
    public async Task So_is_a_question_in_expect()
    {
        await using var other = await OtherAsync();

        var result = await Bench.RunAsync($"{Bench.World}expect: {{call: {{get: \"{other.Url}/x\", status: 200}}}}");

        Bench.AssertFailed(result, "may not be called");
        Assert.That(other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task So_is_an_address_that_an_answer_tells()
    {
        await using var other = await OtherAsync();
        await using var integrator = await OtherAsync();
        integrator.Given(Request.Create().WithPath("/where"))
            .RespondWith(Response.Create().WithBodyAsJson(new { url = other.Url }));

        var result = await Bench.RunAsync(
            Bench.World + """
            steps:
              - call: GET ${INTEGRATOR_URL}/where
                as: answer
              - call: GET ${answer.json.url}/x
            """,
            new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "may not be called");
        Assert.That(other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await OtherAsync();
        await using var integrator = await OtherAsync();
        integrator.AnswerEverythingWith(Response.Create().WithRedirect($"{other.Url}/x"));

        var result = await Bench.RunAsync(
            Bench.World + "steps: [{call: \"GET ${INTEGRATOR_URL}/a\", expect: {status: 302}}]",
            new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertPassed(result);
        Assert.That(other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task A_webhook_to_another_host_is_refused()
    {
        await using var other = await OtherAsync();

        var result = await Bench.RunAsync(
            $"{Bench.World}  webhooks: [{{type: MONEY_IN, url: \"{other.Url}/x\", token: t}}]\nsteps: [settle]");

        Bench.AssertFailed(result, "may not be called");
        Assert.That(other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task A_webhook_that_is_registered_by_the_API_is_not_sent_to_another_host()
    {
        await using var other = await OtherAsync();

        var result = await Bench.RunAsync(Bench.World + Registering(other.Url) + """
              - expect:
                  webhooks: {type: MONEY_IN, delivered: 0, count: 1}
                  answers: {type: MONEY_IN, count: 0}
            """);

        Bench.AssertPassed(result);
        Assert.That(other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task The_attempt_tells_why_it_was_not_sent()
    {
        await using var other = await OtherAsync();

        var result = await Bench.RunAsync(
            Bench.World + Registering(other.Url) + "  - expect: {webhooks: {type: MONEY_IN, delivered: 1}}\n");

        Bench.AssertFailed(result, "host_not_allowed");
    }

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:{port}")]
    public async Task What_allow_hosts_names_may_be_called(string host)
    {
        await using var other = await OtherAsync();
        var allowed =
            Bench.World.Replace(
                "mode: frozen",
                $"mode: frozen, allow_hosts: [\"{host.Replace("{port}", $"{other.Port}", StringComparison.Ordinal)}\"]",
                StringComparison.Ordinal);

        var result =
            await Bench.RunAsync(
                allowed + $"steps:\n  - call: GET {other.Url}/x\n" + Registering(other.Url)["steps:\n".Length..]
                + "  - expect: {webhooks: {type: MONEY_IN, delivered: 1}}\n");

        Bench.AssertPassed(result);
        Assert.That(other.LogEntries.Select(entry => entry.RequestMessage.Path), Is.EqualTo(["/x", "/hook"]));
    }

    [TestCase("${SIMULATOR_URL}/_sim/sandboxes")]
    [TestCase("${SIMULATOR_URL}/_sim/sandboxes/default/reset")]
    [TestCase("${SIMULATOR_URL}/_SIM/sandboxes/default/reset")]
    [TestCase("${SIMULATOR_URL}/v1/../_sim/sandboxes/default/reset")]
    [TestCase("${SIMULATOR_URL}/%5Fsim/sandboxes/default/reset")]
    [TestCase("${SIMULATOR_URL}/_sim/answer/../sandboxes/default/reset")]
    [TestCase("${SIMULATOR_URL}/_sim/answer/%2e%2e/sandboxes/default/reset")]
    [TestCase("${SIMULATOR_URL}/_sim/scenarios")]
    [TestCase("${SIMULATOR_URL}/")]
    public async Task The_control_of_sandboxes_is_out_of_reach(string url)
    {
        var call = await Bench.RunAsync($"{Bench.World}steps: [{{call: \"POST {url}\", expect: {{status: {{gte: 0}}}}}}]");
        var webhook =
            await Bench.RunAsync($"{Bench.World}  webhooks: [{{type: MONEY_IN, url: \"{url}\", token: t}}]\nsteps: [settle]");

        Bench.AssertFailed(call, "the simulator's control API is out of reach of scenarios");
        Bench.AssertFailed(webhook, "the simulator's control API is out of reach of scenarios");
    }

    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://127.0.0.1/x")]
    [TestCase("/etc/passwd")]
    public void What_is_no_http_address_is_an_error_of_the_file(string url)
    {
        Assert.That(Files.ProblemsOf($"{Bench.World}steps: [{{call: GET {url}}}]"), Is.Not.Empty);
        Assert.That(Files.ProblemsOf($"{Bench.World}  webhooks: [{{type: CEP, url: \"{url}\"}}]\nsteps: [settle]"), Is.Not.Empty);
    }

    [Test]
    public async Task An_address_of_a_file_in_an_answer_is_refused()
    {
        await using var integrator = await OtherAsync();
        integrator.AnswerEverythingWith(Response.Create().WithBodyAsJson(new { url = "file:///etc/passwd" }));

        var result = await Bench.RunAsync(Bench.World + """
            steps:
              - call: GET ${INTEGRATOR_URL}/where
                as: answer
              - call: GET ${answer.json.url}
            """, new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "file:///etc/passwd may not be called: it is not an http URL");
    }

    [TestCase("Authorization: 'Bearer <YOUR_JWT_HERE>'", "/v1/banks")]
    [TestCase("x-api-key: YOUR_API_KEY_HERE", "/v1/clients/c2d1d1e3-3340-4170-980e-e9269bbbc551/credentials")]
    public async Task The_documented_credentials_do_not_reach_the_default_sandbox(string header, string path)
    {
        var result =
            await Bench.RunAsync(
                $"{Bench.World}steps: [{{call: \"GET ${{SIMULATOR_URL}}{path}\", headers: {{{header}}}, expect: {{status: 401, "
                + $"message: {{contains: another sandbox}}}}}}]");

        Bench.AssertPassed(result);
    }

    [Test]
    public async Task The_runners_own_headers_cannot_be_sent()
    {
        var result = await Bench.RunAsync(
            $"{Bench.World}steps: [{{call: \"GET ${{SIMULATOR_URL}}/v1/banks\", headers: {{x-fincore-sim-step: default/1}}}}]");

        Bench.AssertFailed(result, "the header x-fincore-sim-step is the runner's own");
    }

    [Test]
    public async Task Two_scenarios_at_once_never_see_each_other()
    {
        var yaml = Bench.World.Replace("seed: 3", "seed: \"${matrix.seed}\"", StringComparison.Ordinal)
            .Replace("given:", "matrix: {seed: [1, 2, 3, 4, 5, 6]}\ngiven:", StringComparison.Ordinal) + """
            rules: [{name: mine, when: money_in, where: {amount: {gt: "50.00"}}, then: {refuse: Too much}, times: 1}]
            steps:
              - repeat: 5
                do:
                  - money_in: {to: wallet, amount: "10.00"}
                  - money_out: {from: treasury, to: supplier, amount: "1.00", key: "pay-${n}"}
              - money_in: {to: wallet, amount: "60.00"}
              - advance: until_idle
            expect:
              transactions: [{kind: money_in, count: 6}, {kind: money_out, count: 5}, {status: REFUNDED, count: 1}]
              balance: [{of: wallet, is: "50.00"}, {of: treasury, is: "995.00"}]
              idempotency: {key: "pay-1", requests: 1}
            """;

        var results = await Bench.RunAllAsync(yaml, new RunSettings { Parallel = 6, Repeat = 3 });

        Assert.That(results, Has.Length.EqualTo(18));
        foreach (var result in results)
        {
            Bench.AssertPassed(result);
        }

        Assert.That(
            results.GroupBy(result => result.Seed).Select(group => group.Select(result => result.Fingerprint).Distinct().Count()),
            Is.All.EqualTo(1));
    }

    /// <summary>Registers a webhook by the API, and lets money come in.</summary>
    private static string Registering(string url) => $$"""
        steps:
          - call: POST ${SIMULATOR_URL}/v1/clients/${treasury.client_id}/webhooks
            body: {{Bodies.Webhook("MONEY_IN", url + "/hook", client: "${treasury.client_id}").ToJsonString()}}
          - money_in: {to: wallet, amount: "1.00"}
          - settle

        """;

    private static async Task<WebhookReceiver> OtherAsync()
    {
        var other = await WebhookReceiver.StartAsync();
        other.AnswerEverythingWith(201);
        return other;
    }
}
