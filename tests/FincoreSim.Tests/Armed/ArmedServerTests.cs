using FincoreSim.Domain.Rules;
using FincoreSim.Runs.Runner;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using static FincoreSim.Tests.Armed.ScenariosFolder;

namespace FincoreSim.Tests.Armed;

/// <summary>A folder of rules while an integrator is at work: what it sees, and what the control API shows.</summary>
public sealed class ArmedServerTests
{
    private readonly ScenariosFolder _folder = new();
    private SimulatorApp _app = null!;

    [SetUp]
    public void WriteFirstFile() => _folder.Rules("first.yaml", Refusing("FIRST"));

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Every_sandbox_has_the_rules_from_its_first_call_on_and_after_a_reset()
    {
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();
        var inDefault = await SimClient.SignInAsync(_app, Docs.Client, Docs.Secret, Docs.ApiKey);

        (await inDefault.MoneyOutAsync()).ShouldBeError(400, "FIRST", "Not today.");
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "FIRST", "Not today.");
        (await sandbox.PostAsync("reset")).ShouldBe(200);
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "FIRST", "Not today.");
        (await sandbox.GetAsync("rules")).ShouldBe(200).ShouldSay("items.0.source", "first.yaml")
            .ShouldSay("items.0.name", "first.yaml: first #1");
    }

    [Test]
    public async Task A_change_counts_from_the_next_call_on_without_a_restart()
    {
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();

        _folder.Rules("first.yaml", Refusing("CHANGED"));
        await Eventually.IsSoAsync(
            async () => (await sandbox.Client.MoneyOutAsync()).ShouldBe(400)["details.0.reason"] == "CHANGED");
        _folder.Delete("first.yaml");
        await Eventually.IsSoAsync(async () => (await sandbox.Client.MoneyOutAsync()).Status == 200);
        _folder.Rules("below/second.yaml", Refusing("SECOND"));
        await Eventually.IsSoAsync(async () => (await sandbox.Client.MoneyOutAsync()).Status == 400);
        _folder.Move("below/second.yaml", "third.yaml");
        await Eventually.IsSoAsync(async () => await NamesAsync(sandbox) is ["third.yaml: third #1"]);
    }

    [Test]
    public async Task Only_the_file_that_changed_counts_anew()
    {
        _folder.Rules("first.yaml", Refusing("FIRST", "times: 1"));
        _folder.Rules("second.yaml", Refusing("SECOND", "times: 1"));
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "FIRST");
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "SECOND");

        _folder.Rules("first.yaml", Refusing("AGAIN", "times: 1"));
        await Eventually.IsSoAsync(async () => (await sandbox.Client.MoneyOutAsync()).Status == 400);

        (await sandbox.Client.MoneyOutAsync()).ShouldBe(200);
        Assert.That(
            (await sandbox.GetAsync("rules")).At("items").EnumerateArray().Select(rule => rule.GetProperty("fired").GetInt64()),
            Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task Rules_armed_by_hand_go_first_and_stay_and_put_replaces_all_until_a_file_changes()
    {
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();
        (await _app.Anybody.PostTextAsync(sandbox.Path("rules"), Refusing("HAND", "times: 1, name: hand"))).ShouldBe(201)
            .ShouldSay("items.0.name", "hand").ShouldSay("items.1.source", "first.yaml");
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "HAND");
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "FIRST");

        (await _app.Anybody.SendAsync(HttpMethod.Put, sandbox.Path("rules"), "{name: put, when: cep, then: DELAYED}")).ShouldBe(
            200);
        _folder.Rules("second.yaml", Refusing("SECOND"));
        await Eventually.IsSoAsync(async () => (await sandbox.Client.MoneyOutAsync()).Status == 400);
        Assert.That(await NamesAsync(sandbox), Is.EqualTo(new[] { "put", "second.yaml: second #1" }));

        _folder.Rules("first.yaml", Refusing("CHANGED"));
        await Eventually.IsSoAsync(async () => (await NamesAsync(sandbox)).Length == 3);
        (await sandbox.PostAsync("reset")).ShouldBe(200);
        Assert.That(await NamesAsync(sandbox), Is.EqualTo(new[] { "first.yaml: first #1", "second.yaml: second #1" }));
    }

    [Test]
    public async Task A_snapshot_brings_counters_back_but_not_what_a_file_had_before()
    {
        _folder.Rules("first.yaml", Refusing("FIRST", "times: 1"));
        _folder.Rules("second.yaml", Refusing("SECOND", "times: 1"));
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "FIRST");
        var snapshot = (await sandbox.PostAsync("snapshots")).ShouldBe(201)["id"];
        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "SECOND");
        _folder.Rules("second.yaml", Refusing("CHANGED", "times: 1"));
        await Eventually.IsSoAsync(async () => (await sandbox.Client.MoneyOutAsync()).Status == 400);

        (await sandbox.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(200);

        (await sandbox.Client.MoneyOutAsync()).ShouldBeError(400, "CHANGED");
        (await sandbox.Client.MoneyOutAsync()).ShouldBe(200);
    }

    [Test]
    public async Task A_rule_of_a_file_in_a_folder_is_explained_and_disarmed_by_its_name()
    {
        _folder.Rules("below/a.yaml", "{name: big ones, when: money_out, where: {amount: {gte: \"100.00\"}}, then: hold}");
        _folder.Delete("first.yaml");
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();
        (await sandbox.Client.MoneyOutAsync("1.95")).ShouldBe(200);
        var path = $"rules/{Uri.EscapeDataString("below/a.yaml: big ones")}";

        (await sandbox.GetAsync($"{path}/explain")).ShouldBe(200).ShouldSay("items.0.why", "amount gte 100.00: it is 1.95");
        (await _app.Anybody.DeleteAsync(sandbox.Path(path))).ShouldBe(200).ShouldSay("source", "below/a.yaml");
        (await _app.Anybody.DeleteAsync(sandbox.Path(path))).ShouldBe(404);
    }

    [TestCase("")]
    [TestCase("sandbox: {use: default}\n")]
    public async Task A_scenario_that_is_run_has_its_own_rules_only(string sandbox)
    {
        await StartAsync();
        var file = $"fincoresim: 1\n{sandbox}given: {{accounts: [{{as: treasury, balance: \"10.00\"}}], "
            + "instruments: [{as: supplier, type: RECEIVER, clabe: \"072180001183597196\"}]}\n"
            + "steps: [{money_out: {from: treasury, to: supplier, amount: \"1.00\"}, expect: {status: 200}}]\n";

        var set = ScenarioSet.Of([("run.yaml", System.Text.Encoding.UTF8.GetBytes(file))], []);
        var results = await _app.Service<ScenarioRunner>()
            .RunAsync(set.Runs, new RunSettings(), _ => { }, CancellationToken.None);

        Assert.That(results.Single().Verdict, Is.EqualTo(RunVerdict.Passed), results.Single().Failure?.ToString());
        var afterwards = await SimClient.SignInAsync(_app, Docs.Client, Docs.Secret, Docs.ApiKey);
        (await afterwards.MoneyOutAsync()).ShouldBeError(400, "FIRST", "Not today.");
    }

    [Test]
    public async Task No_request_and_no_new_sandbox_sees_half_a_file_or_none()
    {
        const int rules = 25;
        const int versions = 4;
        string[] Version(int version) =>
            [.. Enumerable.Range(0, rules)
                .Select(
                    number =>
                        Refusing($"V{version}", $"name: v{version} {number}, where: {{amount: {{gte: \"0.{number:00}\"}}}}"))];
        _folder.Rules("first.yaml", Version(0));
        await StartAsync();
        await using var sandbox = await _app.NewSandboxAsync();
        using var done = new CancellationTokenSource();
        var pays = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.That((await sandbox.Client.MoneyOutAsync()).ShouldBe(400)["details.0.reason"], Does.Match("^V[0-9]$"));
                await using var other = await _app.NewSandboxAsync();
                (await other.PostAsync("reset")).ShouldBe(200);
                (await other.Client.MoneyOutAsync()).ShouldBe(400);
            }
        });
        var reads = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var names = await NamesAsync(sandbox);
                Assert.That(names, Has.Length.EqualTo(rules));
                Assert.That(names.Select(name => name.Split(' ')[1]).Distinct().Count(), Is.EqualTo(1), string.Join(", ", names));
            }
        });

        for (var version = 1; version <= versions; version++)
        {
            _folder.Rules("first.yaml", Version(version));
            await Eventually.IsSoAsync(
                async () => (await sandbox.Client.MoneyOutAsync()).ShouldBe(400)["details.0.reason"] == $"V{version}");
        }

        await done.CancelAsync();
        await Task.WhenAll(pays, reads);
    }

    private async Task StartAsync() => _app = await SimulatorApp.StartAsync(_folder.Path);

    private static async Task<string[]> NamesAsync(SimSandbox sandbox) =>
        [.. (await sandbox.GetAsync("rules")).ShouldBe(200).At("items").EnumerateArray()
            .Select(rule => rule.GetProperty("name").GetString()!)];
}
