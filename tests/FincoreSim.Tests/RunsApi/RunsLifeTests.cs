using System.Text;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Runs.Bundles;
using FincoreSim.Runs.Posted;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.RunsApi;

/// <summary>
/// The life of runs in the background: beside each other, in a list, broken off; what they leave behind is nothing.
/// </summary>
public sealed class RunsLifeTests
{
    private SimulatorApp _app = null!;
    private RunsClient _runs = null!;

    [SetUp]
    public async Task StartAsync() => _runs = new RunsClient(_app = await SimulatorApp.StartAsync());

    [TearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task While_it_runs_it_says_so()
    {
        var id = await _runs.StartAsync(Scenarios.Endless);

        (await _runs.GetAsync(id)).ShouldBe(200).ShouldSay("status", "running").ShouldSay("total", "1").ShouldSay("passed", "0");
        (await _runs.GetAsync(id, "?wait=50ms")).ShouldBe(200).ShouldSay("status", "running");
        foreach (var report in (string[])["/junit", "/report", "/junit?wait=20ms"])
        {
            var refused = (await _runs.GetAsync(id, report)).ShouldBe(409).ShouldSay("error", "state_not_allowed")
                .ShouldSay("current", "running").ShouldSay("allowed.0", "passed");
            Assert.That(refused["call"], Does.Contain($"{RunsClient.Path}/{id}?wait="));
        }
    }

    [Test]
    public async Task Deleting_breaks_it_off_and_leaves_nothing()
    {
        var id = await _runs.StartAsync(Scenarios.Endless, "?repeat=3&parallel=2");
        await Eventually.IsSoAsync(async () => await _runs.SandboxesAsync() == 3);

        (await _runs.DeleteAsync(id)).ShouldBe(200).ShouldSay("status", "stopped");

        Assert.That(await _runs.SandboxesAsync(), Is.EqualTo(1));
        (await _runs.GetAsync(id)).ShouldBe(404);
        (await _runs.DeleteAsync(id)).ShouldBe(404);
    }

    [Test]
    public async Task Whoever_waits_for_a_run_that_is_deleted_learns_that_it_was_stopped()
    {
        var id = await _runs.StartAsync(Scenarios.Endless);
        var registry = _app.Service<RunRegistry>();
        var run = registry.Find(id)!;
        var waiting = registry.WaitAsync(run, Eventually.Patience, CancellationToken.None);

        (await _runs.DeleteAsync(id)).ShouldBe(200).ShouldSay("status", "stopped");
        await waiting;

        Assert.That(run.Read().State, Is.EqualTo(PostedRunState.Stopped));
    }

    [Test]
    public async Task However_readers_and_deletions_meet_a_reader_finds_a_run_that_was_stopped_or_none()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await _runs.StartAsync(Scenarios.Endless);
            string[] below = ["?wait=60s", "/junit?wait=60s", "?wait=60s", "/report?wait=60s"];

            var readers = below.Select(path => _runs.GetAsync(id, path)).ToArray();
            var deletions = await Task.WhenAll(_runs.DeleteAsync(id), _runs.DeleteAsync(id));
            var read = await Task.WhenAll(readers);

            Assert.That(deletions.Select(answer => answer.Status).Order(), Is.EqualTo([200, 404]));
            Assert.That(read.Select(answer => answer.Status), Is.All.EqualTo(200).Or.EqualTo(404));
            Assert.That(new[] { read[0], read[2] }.Where(answer => answer.Status == 200).Select(answer => answer["status"]),
                Is.All.EqualTo("stopped"));
            (await _runs.GetAsync(id)).ShouldBe(404);
        }
    }

    [TestCase("  - repeat: 20000\n    do: [{money_out: {from: treasury, to: treasury, amount: \"1.00\"}, expect: {status: 400}}]",
        TestName = "Deleting_breaks_off_rounds")]
    [TestCase("  - parallel: 200\n    do: [{wait_for: {transaction: {kind: money_out, from: treasury}}, within: 100s}]",
        TestName = "Deleting_breaks_off_rounds_at_once")]
    [TestCase(
        "  - repeat: 20000\n    every: 1h\n    do: [{money_out: {from: treasury, to: treasury, amount: \"1.00\"}, expect: "
        + "{status: 400}}]", TestName = "Deleting_breaks_off_time_that_passes")]
    public async Task Deleting_breaks_off(string steps)
    {
        var id = await _runs.StartAsync($"{Scenarios.Endless.Split("steps:")[0]}steps:\n{steps}\n");
        await Eventually.IsSoAsync(async () => await _runs.SandboxesAsync() == 2);

        (await _runs.DeleteAsync(id)).ShouldBe(200).ShouldSay("status", "stopped");

        Assert.That(await _runs.SandboxesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Ten_files_at_once_do_not_disturb_each_other_or_other_sandboxes()
    {
        await using var sandbox = await _app.NewSandboxAsync();
        var before = await sandbox.FingerprintAsync();

        var all = Enumerable.Range(0, 10)
            .Select(number => _runs.RunAsync(number % 2 == 0 ? Scenarios.Passing : Scenarios.Failing)).ToArray();
        await sandbox.MoneyInAsync("12.00");
        await sandbox.UntilIdleAsync();
        var ended = await Task.WhenAll(all);

        Assert.That(ended.Select(answer => answer["status"]),
            Is.EqualTo(Enumerable.Repeat((string[])["passed", "failed"], 5).SelectMany(both => both)));
        Assert.That(ended.Select(answer => answer["results.0.fingerprint"]).Distinct().Count(), Is.EqualTo(1),
            "equal steps make equal worlds");
        Assert.That(await sandbox.FingerprintAsync(), Is.Not.EqualTo(before));
        await sandbox.LedgerAsync();
        Assert.That(await _runs.SandboxesAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Those_that_use_the_default_sandbox_take_turns_and_leave_it_as_a_reset_does()
    {
        var untouched = Fresh();

        var ended = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _runs.RunAsync(Scenarios.UsesDefault)));

        Assert.That(ended.Select(answer => answer["status"]), Has.All.EqualTo("passed"), ended[0].ToString());
        Assert.That(Fresh(), Is.EqualTo(untouched));
        Assert.That(Default.Traffic, Is.Null);
    }

    [Test]
    public async Task The_bundle_of_a_run_in_the_default_sandbox_has_its_world_again()
    {
        var ended = await _runs.RunAsync(Scenarios.UsesDefault.Replace("count: 1", "count: 2", StringComparison.Ordinal));

        var file = (await _runs.GetAsync(ended.ShouldSay("status", "failed")["id"], "/bundles/1")).ShouldBe(200);

        using var stream = new MemoryStream(file.Bytes.ToArray());
        Assert.That(BundleReplay.Run(BundleFile.Read(stream)).IsSame, Is.True);
    }

    [Test]
    public async Task A_run_of_the_default_sandbox_that_is_broken_off_leaves_it_as_a_reset_does()
    {
        var untouched = Fresh();
        var id = await _runs.StartAsync(Scenarios.Endless
            .Replace("given:\n  accounts:\n    - {as: treasury, balance: \"500.00\"}\n", "sandbox: {use: default}\n",
                StringComparison.Ordinal)
            .Replace("steps:", "steps:\n  - money_in: {to: \"734180000001000004\", amount: \"77.77\"}", StringComparison.Ordinal)
            .Replace(", from: treasury", ", amount: \"1.23\"", StringComparison.Ordinal));
        await Eventually.IsSoAsync(() => Fresh() != untouched);

        (await _runs.DeleteAsync(id)).ShouldBe(200);

        Assert.That(Fresh(), Is.EqualTo(untouched));
        Assert.That(Default.Traffic, Is.Null);
    }

    [Test]
    public async Task The_list_is_newest_first_and_bounded()
    {
        for (var batch = 0; batch < 7; batch++)
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _runs.StartAsync(Scenarios.Short)));
            await Task.WhenAll(ids.Select(_runs.EndAsync));
        }

        var last = await _runs.StartAsync(Scenarios.Failing);
        await _runs.EndAsync(last);

        var list = (await _app.Anybody.GetAsync($"{RunsClient.Path}?limit=500")).ShouldBe(200).ShouldSay("dropped", "11")
            .ShouldSay("items.0.id", last).ShouldSay("items.0.status", "failed");
        Assert.That(list.Count("items"), Is.EqualTo(200));
        Assert.That(list.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()),
            Is.Ordered.Descending.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(list.At("items").EnumerateArray().Any(item => item.TryGetProperty("results", out _)), Is.False);
        (await _runs.GetAsync("run000001")).ShouldBe(404);
    }

    [Test]
    public async Task More_than_can_wait_are_refused_until_there_is_room()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => _runs.StartAsync(Scenarios.Endless)));
        await Eventually.IsSoAsync(async () => await _runs.SandboxesAsync() == 5);

        var refused = (await _runs.PostAsync(Scenarios.Short)).ShouldBe(429).ShouldSay("error", "limit_reached");
        Assert.That(refused["detail"], Is.EqualTo("The limit of scenario files under way (64) is reached."));

        await Task.WhenAll(ids.Select(_runs.DeleteAsync));
        (await _runs.RunAsync(Scenarios.Short)).ShouldSay("status", "passed");
        Assert.That(await _runs.SandboxesAsync(), Is.EqualTo(1));
    }

    [TestCase("http://0.0.0.0:0")]
    [TestCase("http://[::]:0")]
    [TestCase("http://*:0")]
    public async Task A_simulator_that_listens_everywhere_reaches_itself(string urls)
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = urls });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{app.Port}") };
        using var file = new StringContent(Scenarios.Passing, Encoding.UTF8, "application/yaml");

        using var posted = await http.PostAsync(RunsClient.Path, file);
        var ended = await Answer.ReadAsync(await http.GetAsync($"{posted.Headers.Location}?wait=60s"));

        ended.ShouldBe(200).ShouldSay("status", "passed");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task The_process_stops_whatever_runs()
    {
        await using var child = SimulatorProcess.Start("serve", "--urls", "http://127.0.0.1:0");
        using var http = new HttpClient { BaseAddress = new Uri(await child.UrlAsync()) };
        using var file = new StringContent(Scenarios.Endless, Encoding.UTF8, "application/yaml");
        using var posted = await http.PostAsync($"{RunsClient.Path}?repeat=20&parallel=4", file);
        var waiting = http.GetAsync($"{posted.Headers.Location}?wait=60s");
        await Eventually.IsSoAsync(async () => (await Answer.ReadAsync(await http.GetAsync("/_sim/health")))["sandboxes"] == "5");

        await child.SignalAsync("TERM");

        Assert.That(await child.ExitCodeAsync(), Is.Zero, child.Errors);
        Assert.That(child.Errors, Is.Empty);
        Assert.That((await Answer.ReadAsync(await waiting)).Status, Is.EqualTo(200), "whoever waits is answered");
    }

    private Sandbox Default => _app.Service<SandboxRegistry>().Default;

    /// <summary>What the default sandbox holds, whatever its clock shows.</summary>
    private string Fresh() =>
        Default.Read(
            world => string.Join(' ', world.State.Journal.NextSequence, world.State.Transactions.OldestFirst().Count(),
                world.State.Rules.All.Length));
}
