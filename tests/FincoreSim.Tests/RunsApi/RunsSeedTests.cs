using System.Text.Json.Nodes;
using FincoreSim.Domain.Identity;
using FincoreSim.Runs.Bundles;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.RunsApi;

/// <summary>The seeds of files that are sent: another each time where somebody remembers, the same when asked.</summary>
public sealed class RunsSeedTests
{
    /// <summary>A deposit of which an integrator from outside is told, in a sandbox as one line says.</summary>
    private const string Deposit = """
        fincoresim: 1
        name: A deposit
        SANDBOX
        given:
          webhooks: [{type: MONEY_IN, url: "${INTEGRATOR_URL}/hook", token: t}]
        steps:
          - money_in: {to: "734180000001000004", amount: "1.00"}
          - advance: until_idle
        """;

    private SimulatorApp _app = null!;
    private RunsClient _runs = null!;
    private WebhookReceiver _receiver = null!;
    private string _own = "";

    [SetUp]
    public async Task StartAsync()
    {
        _runs = new RunsClient(_app = await SimulatorApp.StartAsync());
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.AnswerEverythingWith(201);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _receiver.DisposeAsync();
        await _app.DisposeAsync();
    }

    [TestCase("sandbox: {template: docs}")]
    [TestCase("sandbox: {template: docs, seed: 5}")]
    [TestCase("sandbox: {use: default}")]
    [TestCase("sandbox: {use: own}")]
    [TestCase("sandbox: {snapshot: SNAPSHOT}")]
    public async Task An_integrator_from_outside_is_told_nothing_twice_unless_it_is_asked_for(string sandbox)
    {
        var yaml = await FileAsync(sandbox);
        var first = await _runs.RunAsync(yaml, $"?url={_receiver.Url}");
        var second = await _runs.RunAsync(yaml, $"?url={_receiver.Url}&seed=random");
        var again = await _runs.RunAsync(yaml, $"?url={_receiver.Url}&seed={first["seed"]}");

        Assert.That(new[] { first, second, again }.Select(run => run["status"]), Is.All.EqualTo("passed"), first.ToString());
        var seeds = new[] { first, second }.Select(run => run.At("seed").GetInt64());
        Assert.That(seeds, Is.Unique.And.All.InRange(SeededIds.FirstDrawnSeed, Seeds.Max));
        var told = Told();
        Assert.That(told, Has.Length.EqualTo(3));
        Assert.That(told[..2], Is.Unique);
        Assert.That(told[2], Is.EqualTo(told[0]), "the same when asked");
        Assert.That(again["results.0.seed"], Is.EqualTo(first["results.0.seed"]));
        Assert.That(second["results.0.seed"], Is.Not.EqualTo(first["results.0.seed"]));
    }

    [TestCase("sandbox: {template: docs, seed: 5}")]
    [TestCase("sandbox: {template: docs}")]
    [TestCase("sandbox: {use: default}")]
    public async Task With_seed_files_each_has_its_own_as_without_an_integrator(string sandbox)
    {
        var yaml = await FileAsync(sandbox);

        var query = $"?url={_receiver.Url}&seed=files";

        Answer[] runs = [await _runs.RunAsync(yaml, query), await _runs.RunAsync(yaml, query)];

        Assert.That(Told().Distinct().Count(), Is.EqualTo(1));
        Assert.That(runs.Select(run => run.Json.TryGetProperty("seed", out _)), Is.All.False);
    }

    [Test]
    public async Task A_sandbox_that_somebody_uses_keeps_its_credentials_and_is_as_before_afterwards()
    {
        var yaml = (await FileAsync("sandbox: {use: own}")).Replace("steps:", """
            steps:
              - call: GET ${SIMULATOR_URL}/v1/clients/CLIENT/accounts
                headers: {Authorization: "Bearer TOKEN"}
                expect: {status: 200}
            """, StringComparison.Ordinal);
        var path = $"/_sim/sandboxes/{_own}";
        var own = (await _app.Anybody.GetAsync(path)).ShouldBe(200);
        var client = await SimClient.SignInAsync(_app, own["client_id"], own["client_secret"], own["api_key"]);
        var before = (await _app.Anybody.GetAsync($"{path}/fingerprint"))["fingerprint"];

        yaml = yaml.Replace("CLIENT", client.Id, StringComparison.Ordinal)
            .Replace("TOKEN", client.Token, StringComparison.Ordinal);
        var run = await _runs.RunAsync(yaml, $"?url={_receiver.Url}");

        Assert.That(run["status"], Is.EqualTo("passed"), run.ToString());
        Assert.That((await _app.Anybody.GetAsync($"{path}/fingerprint"))["fingerprint"], Is.EqualTo(before));
        (await _app.Anybody.GetAsync(path)).ShouldSay("seed", own["seed"]);
        (await client.GetAsync("accounts")).ShouldBe(200);
    }

    [TestCase("sandbox: {template: docs, seed: 5}")]
    [TestCase("sandbox: {use: default}")]
    [TestCase("sandbox: {use: default, spei_settles_after: 7s, token_clock: world}")]
    public async Task The_bundle_of_a_run_with_another_seed_has_its_world_again(string sandbox)
    {
        var yaml = await FileAsync(sandbox) + """

              - expire_tokens
              - money_in: {to: "734180000001000004", amount: "2.00"}
              - expect: {transactions: {count: 0}}
            """;
        var run = (await _runs.RunAsync(yaml, $"?url={_receiver.Url}")).ShouldSay("status", "failed");

        using var stream = new MemoryStream((await _runs.GetAsync(run["id"], "/bundles/1")).ShouldBe(200).Bytes.ToArray());
        var replayed = BundleReplay.Run(BundleFile.Read(stream));

        Assert.That(replayed.Divergence, Is.Null);
        Assert.That(replayed.Replayed.Fingerprint, Is.EqualTo(run["results.0.fingerprint"]));
    }

    [TestCase("seed=x")]
    [TestCase("seed=RANDOM")]
    [TestCase("seed=1.5")]
    [TestCase("seed=9007199254740992")]
    public async Task What_is_no_seed_is_400_and_says_what_would_be(string query)
    {
        var refused = (await _runs.PostAsync(Scenarios.Short, $"?{query}")).ShouldBe(400);

        Assert.That(refused["detail"], Is.EqualTo("seed must be a whole number from 0 to 9007199254740991, random or files."));
    }

    /// <summary>The file, with a sandbox that is there before it, or a snapshot of that, where it wants one.</summary>
    private async Task<string> FileAsync(string sandbox)
    {
        var clock = new JsonObject { ["mode"] = "frozen", ["now"] = Docs.Start };
        var made = (await _app.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["clock"] = clock })).ShouldBe(201);
        _own = made["id"];
        var snapshot = (await _app.Anybody.PostAsync($"/_sim/sandboxes/{_own}/snapshots", null)).ShouldBe(201)["id"];
        return Deposit
            .Replace("SANDBOX", sandbox, StringComparison.Ordinal)
            .Replace("SNAPSHOT", snapshot, StringComparison.Ordinal)
            .Replace("use: own", $"use: {_own}", StringComparison.Ordinal);
    }

    /// <summary>What tells one deposit from another, of each that was told, in order.</summary>
    private string[] Told() =>
    [
        .. _receiver.LogEntries.Select(entry => Answer.OfJson(entry.RequestMessage.Body))
            .Select(message => $"{message["id_msg"]} {message["body.id"]} {message["body.tracking_key"]}"),
    ];
}
