using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Bundles;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Tests.Bundles;

/// <summary>A run over real HTTP with real receivers, had again from its bundle by the program itself.</summary>
public sealed class RunBundleTests : ApiTests
{
    private const string Chaos = """
        - {name: doubled, when: webhook, then: {duplicate: 1}, chance: 0.5}
        - {name: late, when: webhook, then: {delay: {between: [1s, 40s]}}}
        - {name: rejected, when: money_out, where: {amount: "66.60"}, then: {reject: CANCELLED_ACCOUNT, after: 30s}}
        - {name: lost, when: money_out, where: {amount: "77.70"}, then: {fail: after_commit, how: status 503}, times: 1}
        - {name: busy, when: request, then: {fail: before_commit, how: status 503}, skip: 30, times: 2}
        """;

    private readonly CommandRecorder _recorder = new();

    [Test]
    public async Task The_program_has_the_world_of_a_run_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var sandbox = Record();
        await LiveAsync(receiver);
        using var file = new BundleOnDisk(RunBundle.Of(sandbox, _recorder, Scenario, "passed", "the end"));

        var (code, output, errors) = await file.ReplayAsync();

        Assert.That(code, Is.Zero, output + errors);
        Assert.That(
            output, Does.Contain("lost-answer").And.Contain("seed        7").And.Contain(await Sim.FingerprintAsync()).And
                .Contain("the same"));
        Assert.That(output, Does.Not.Contain("difference"));
        Assert.That(errors, Is.Empty);
        var kinds = _recorder.Read().Inputs.OfType<RecordedCommand>().Select(input => input.Command.Name).ToHashSet();
        Assert.That(
            kinds,
            Is.SupersetOf(
                new[] { "arm_rules", "money_in", "webhook_answer", "take_deliveries", "change_options", "register_webhook", "request" }));
    }

    [Test]
    public async Task A_run_that_went_back_to_a_snapshot_is_had_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201));
        var sandbox = Record();
        await Client.WebhookAsync("STATUS_UPDATE", receiver.Url);
        await Client.MoneyOutAsync("5.00");
        await Sim.UntilIdleAsync();
        var kept = sandbox.TakeSnapshot("kept", () => _recorder.Snapshotted("before")).Value;
        for (var way = 1; way <= 2; way++)
        {
            await Client.MoneyOutAsync($"{way}.00");
            await Sim.UntilIdleAsync();
            _recorder.Restored("before");
            sandbox.Restore(kept);
        }

        await Client.MoneyOutAsync("9.00");
        await Sim.UntilIdleAsync();
        var bundle = RunBundle.Of(sandbox, _recorder, Scenario);

        Assert.That(bundle.NotReplayable, Is.Null);
        var comparison = BundleReplay.Run(Again(bundle));
        Assert.That((comparison.IsSame, comparison.Divergence), Is.EqualTo((true, (Divergence?)null)));
    }

    [Test]
    public async Task A_running_clock_is_no_hindrance()
    {
        await using var running =
            await Sim.App.NewSandboxAsync(new SandboxSetup { IsRunning = true, Scale = 1000, Template = "busy" });
        var sandbox = Record(running);
        for (var count = 0; count < 20; count++)
        {
            await running.MoneyInAsync("3.00", await ClabeAsync(running), settles: false);
        }

        var comparison = BundleReplay.Run(Again(RunBundle.Of(sandbox, _recorder, Scenario)));

        Assert.That((comparison.IsSame, comparison.Divergence), Is.EqualTo((true, (Divergence?)null)));
    }

    [Test]
    public async Task A_world_that_broke_and_does_not_break_again_is_another()
    {
        var sandbox = Record();
        await Client.MoneyOutAsync();
        var bundle = RunBundle.Of(sandbox, _recorder, Scenario);
        var broken =
            bundle with { End = bundle.End with { Fingerprint = null, Parts = [], Broken = "money_is_conserved: it is not" } };

        Assert.That(BundleReplay.Run(Again(broken)).IsSame, Is.False, "it broke there, and does not here");
        Assert.That(BundleReplay.Run(Again(bundle)).IsSame, Is.True);
    }

    [Test]
    public async Task Equal_bundles_are_equal_bytes()
    {
        var sandbox = Record();
        await Client.MoneyOutAsync();
        var bundle = RunBundle.Of(sandbox, _recorder, Scenario, "failed", "the end");

        var first = Bytes(bundle);

        Assert.That(Bytes(bundle), Is.EqualTo(first));
        Assert.That(Bytes(Again(bundle)), Is.EqualTo(first), "and it is read as it was written");
    }

    [Test]
    public async Task What_cannot_be_had_again_says_why()
    {
        var sandbox = Record();
        sandbox.Reset();
        Assert.That(RunBundle.Of(sandbox, _recorder, Scenario).NotReplayable, Does.Contain("reset"));

        var left = new CommandRecorder();
        sandbox.Gate.Observe(left);
        sandbox.Reset();
        Assert.That(RunBundle.Of(sandbox, left, Scenario).NotReplayable, Does.Contain("reset"));

        var few = new CommandRecorder(inputsMax: 2);
        sandbox.Gate.Observe(few);
        await Client.MoneyOutAsync();
        await Client.MoneyOutAsync();
        Assert.That(RunBundle.Of(sandbox, few, Scenario).NotReplayable, Does.Contain("first 2").And.Contain("1 more"));

        using var copy = new Sandbox(
            sandbox.Settings with { Template = WorldTemplate.From(sandbox.TakeSnapshot("kept").Value) },
            TimeProvider.System, Sim.App.Service<FincoreSim.Worlds.Webhooks.WebhookSender>(), Sim.App.Service<StandingRules>());
        var recorder = new CommandRecorder();
        copy.Gate.Observe(recorder);
        var bundle = RunBundle.Of(copy, recorder, Scenario);
        Assert.That(bundle.NotReplayable, Does.Contain("snapshot"));
        Assert.That(() => BundleReplay.Run(bundle), Throws.TypeOf<BundleException>().With.Message.Contains("snapshot"));
    }

    private static ScenarioOfRun Scenario { get; } =
        new("lost-answer", "scenarios/lost-answer.yaml", "name: lost-answer\nsteps: [wait: 1s] # ñ\n", "bank=bbva", 11);

    private static byte[] Bytes(RunBundle bundle)
    {
        using var stream = new MemoryStream();
        BundleFile.Write(stream, bundle);
        return stream.ToArray();
    }

    private static RunBundle Again(RunBundle bundle)
    {
        using var stream = new MemoryStream(Bytes(bundle));
        return BundleFile.Read(stream);
    }

    private static async Task<string> ClabeAsync(SimSandbox sandbox) =>
        (await sandbox.GetAsync("accounts")).ShouldBe(200)["items.0.clabe"];

    /// <summary>The sandbox back at its beginning, where signing in has not happened yet, with the recorder listening.</summary>
    private Sandbox Record(SimSandbox? of = null)
    {
        var sandbox = Sim.App.Service<SandboxRegistry>().Find((of ?? Sim).Id)!;
        sandbox.Reset();
        sandbox.Observe(_recorder);
        return sandbox;
    }

    private async Task LiveAsync(WebhookReceiver receiver)
    {
        const string key = "66c0b04f-97d6-592d-8396-199819064afa";
        receiver.Given(Request.Create().WithPath("/in")).RespondWithSequence(
            Response.Create().WithStatusCode(500),
            Response.Create().WithStatusCode(422).WithBody("""{"refundReason": "No such customer"}"""),
            Response.Create().WithStatusCode(201));
        receiver.Given(Request.Create().WithPath("/status"))
            .RespondWith(Response.Create().WithStatusCode(201).WithBody("taken ñ"));
        await Client.WebhookAsync("MONEY_IN", $"{receiver.Url}/in");
        await Client.WebhookAsync("STATUS_UPDATE", $"{receiver.Url}/status");
        await Client.WebhookAsync("CEP", "http://127.0.0.1:9/nobody");
        (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), Chaos)).ShouldBe(201);
        await Client.MoneyOutAsync("120.50", key: key);
        await Client.MoneyOutAsync("120.50", key: key);
        await Client.MoneyOutAsync("121.50", key: key);
        await Client.Http.PostTextAsync("/v1/transactions/money_out", "{nonsense", "7c0c2ab1-97d6-592d-8396-199819064afa");
        await Client.MoneyOutAsync("66.60");
        await Client.MoneyOutAsync("77.70", key: "8c0c2ab1-97d6-592d-8396-199819064afa");
        await Client.MoneyOutAsync("77.70", key: "8c0c2ab1-97d6-592d-8396-199819064afa");
        await Client.PennyAsync();
        await Sim.MoneyInAsync("33.00", settles: false);
        await Sim.MoneyInAsync("34.00");
        await Sim.AdvanceAsync("70s");
        await Sim.SetAsync("spei_settles_after", "5m");
        await Task.WhenAll(Enumerable.Range(1, 24).Select(number => Client.MoneyOutAsync($"{number}.00")));
        await Sim.PostAsync("clients", new JsonObject { ["name"] = "one more" });
        await Sim.UntilIdleAsync();
        await Client.MoneyOutAsync("1.00");
    }
}
