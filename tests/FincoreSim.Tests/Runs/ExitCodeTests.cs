using System.Net;
using System.Net.Sockets;
using FincoreSim.Testing.JUnit;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Runs;

/// <summary>What <c>fincoresim run</c> says by its exit code, and prints with it.</summary>
public sealed class ExitCodeTests
{
    /// <summary>Longer than a start, for a machine that is busy with other tests.</summary>

    private const string Green = """
        fincoresim: 1
        name: A good one
        tags: [good]
        given: {accounts: [{as: wallet, balance: "0.00"}]}
        steps:
          - money_in: {to: wallet, amount: "1.00"}
        expect:
          balance: {of: wallet, is: "1.00"}
        """;

    private const string Asking = """
        fincoresim: 1
        name: Asks the integrator
        steps:
          - call: GET ${INTEGRATOR_URL}/book
        """;

    private const string Long = """
        fincoresim: 1
        name: Waits for long
        given: {accounts: [{as: wallet, balance: "0.00"}]}
        steps:
          - wait_for: {transaction: {to: wallet}}
            within: 100s
        """;

    private static readonly string Red = Green.Replace("A good one", "A bad one", StringComparison.Ordinal)
        .Replace("is: \"1.00\"", "is: \"2.00\"", StringComparison.Ordinal);
    private static readonly string Wrong = Green.Replace("expect:", "expct:", StringComparison.Ordinal);

    [Test]
    public async Task Nothing_wrong_is_0()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);

        var ran = await RunAsync(folder);

        Assert.That(ran.Code, Is.Zero, ran.Errors);
        Assert.That(ran.Output, Does.Match(@"\Aok +A good one  \(.*a\.yaml, [0-9]+ ms\)\n1 passed, 0 failed in [0-9.]+ s\n\z"));
        Assert.That(ran.Errors, Is.Empty);
        Assert.That(Directory.GetFiles(folder.Path, "*.run.zip"), Is.Empty, "bundles of runs that passed");
    }

    [Test]
    public async Task A_scenario_that_takes_more_than_it_may_is_1_and_says_which_option_lets_it()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Long);

        var time = await RunAsync(folder, "--max-time", "100ms");

        Assert.That(time.Code, Is.EqualTo(1), time.Errors);
        Assert.That(time.Output, Does.Contain("a scenario may take at most 100ms of real time here (run --max-time)"));
    }

    [TestCase("--max-steps", "0", "--max-steps must be 1 to 10000000.")]
    [TestCase("--max-steps", "10000001", "--max-steps must be 1 to 10000000.")]
    [TestCase("--max-time", "0s", "--max-time must be a duration such as 10m, above 0 and at most 24h.")]
    [TestCase("--max-time", "25h", "--max-time must be a duration such as 10m, above 0 and at most 24h.")]
    [TestCase("--max-time", "soon", "--max-time must be a duration such as 10m, above 0 and at most 24h.")]
    public async Task A_bound_that_cannot_be_is_2(string option, string value, string problem)
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);

        var ran = await RunAsync(folder, option, value);

        Assert.That(ran.Code, Is.EqualTo(2));
        Assert.That(ran.Errors, Does.Contain(problem));
    }

    [Test]
    public async Task An_expectation_that_fails_is_1_and_leaves_a_bundle_that_replays()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);
        folder.Write("b.yaml", Red);

        var ran = await RunAsync(folder, "--junit", folder.At("out.xml"));

        Assert.That(ran.Code, Is.EqualTo(1));
        Assert.That(
            ran.Output,
            Does.Contain("1 passed, 1 failed in ").And
                .Match(@"FAILED +A bad one .*\n.*b\.yaml:8:12: balance of wallet: is: expected 2\.00, found 1\.00\n"));
        var bundle = Directory.GetFiles(folder.Path, "*.run.zip").Single();
        Assert.That(ran.Output, Does.Contain($"bundle: {bundle}"));
        var failed = JUnitChecker.Read(await File.ReadAllBytesAsync(folder.At("out.xml"))).Cases
            .Single(one => one.Outcome == "failure");
        Assert.That(failed.Message, Does.Contain("expected 2.00, found 1.00"));
        Assert.That(failed.Text, Does.Contain("b.yaml:8:12").And.Contain(bundle));
        Assert.That(failed.Output, Does.Contain("deposit").Or.Contain("transaction"), "the end of the journal");
        await using var replay = SimulatorProcess.Start("replay", bundle);
        Assert.That(await replay.ExitCodeAsync(), Is.Zero, replay.Output + replay.Errors);
    }

    [Test]
    public async Task A_wrong_file_is_2_and_the_others_run_all_the_same()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);
        folder.Write("b.yaml", Wrong);
        folder.Write("c.yaml", Red);

        var ran = await RunAsync(folder, "--junit", folder.At("out.xml"));

        Assert.That(ran.Code, Is.EqualTo(2));
        Assert.That(
            ran.Output, Does.Contain("A good one").And.Contain("A bad one").And.Contain("1 passed, 1 failed, 1 wrong file"));
        Assert.That(ran.Output, Does.Match(@"b\.yaml:7:1: error: unknown key 'expct'; did you mean 'expect'\?"));
        var report = JUnitChecker.Read(await File.ReadAllBytesAsync(folder.At("out.xml")));
        Assert.That(report.Cases.Select(one => one.Outcome), Is.EquivalentTo(["passed", "error", "failure"]));
    }

    [TestCase("there is no ", "nowhere.yaml")]
    [TestCase("with the tags ", "a.yaml", "--tag", "unheard-of")]
    [TestCase("there is no scenario to run", "empty")]
    [TestCase("--parallel must be 1 to ", "a.yaml", "--parallel", "0")]
    [TestCase("--repeat must be 1 to ", "a.yaml", "--repeat", "0")]
    [TestCase("--seed must be a whole number such as 42, or random, or files.", "a.yaml", "--seed", "x")]
    [TestCase("--url must be ", "a.yaml", "--url", "file:///etc")]
    [TestCase("--mistakes must be ", "a.yaml", "--mistakes", "none-such")]
    public async Task A_wrong_command_line_is_2_in_one_clear_line(string says, string path, params string[] others)
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);
        Directory.CreateDirectory(folder.At("empty"));

        await using var child = SimulatorProcess.Start(["run", folder.At(path), .. others]);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2), child.Output);
        Assert.That(child.Errors, Does.StartWith("fincoresim: ").And.Contain(says).And.Not.Contain("   at "));
    }

    [Test]
    public async Task An_integrator_that_is_not_there_is_3_with_a_line_for_each_scenario()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Asking);
        folder.Write("b.yaml", Asking);
        var url = ClosedPort();

        var ran = await RunAsync(folder, "--url", url, "--junit", folder.At("out.xml"));

        Assert.That(ran.Code, Is.EqualTo(3));
        var told = ran.Output.Split('\n').Where(line => line.Contains(".yaml:1:1: ", StringComparison.Ordinal)).ToArray();
        Assert.That(told, Has.Length.EqualTo(2), ran.Output);
        Assert.That(told, Is.All.Contains("nobody listens at").And.All.Contains(url));
        Assert.That(ran.Output, Does.Contain("0 passed, 0 failed, 2 could not run"));
        Assert.That(ran.Output, Does.Not.Contain("needs an 'expect'").And.Not.Contain("   at "));
        Assert.That(JUnitChecker.Read(await File.ReadAllBytesAsync(folder.At("out.xml"))).Cases.Select(one => one.Outcome),
            Is.All.EqualTo("error"));
    }

    [Test]
    public async Task A_port_in_use_is_3_in_one_clear_line()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();

        var ran = await RunAsync(folder, "--listen", $"http://127.0.0.1:{((IPEndPoint)holder.LocalEndpoint).Port}");

        Assert.That(ran.Code, Is.EqualTo(3));
        Assert.That(ran.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), ran.Errors);
        Assert.That(ran.Errors, Does.Contain("is in use by another program; choose another with --listen"));
    }

    [Test]
    public async Task A_report_that_cannot_be_written_is_3()
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);

        var ran = await RunAsync(folder, "--junit", folder.Path);

        Assert.That(ran.Code, Is.EqualTo(3));
        Assert.That(ran.Errors, Does.Contain("the report cannot be written").And.Not.Contain("   at "));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    [Platform(Exclude = "Win")]
    public async Task A_signal_stops_a_long_run_with_3(string signal)
    {
        using var folder = new TempFolder();
        folder.Write("a.yaml", Green);
        folder.Write("b.yaml", Long);
        await using var child = SimulatorProcess.Start("run", folder.Path, "--parallel", "1");
        await child.UntilOutputAsync("A good one");

        await child.SignalAsync(signal);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(3), child.Errors);
        Assert.That(child.Errors, Is.EqualTo("fincoresim: broken off; 1 of 2 scenarios did not end\n"));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(TempFolder folder, params string[] others)
    {
        await using var child =
            SimulatorProcess.Start(["run", folder.Path, "--bundles", folder.Path, "--parallel", "1", .. others]);
        var code = await child.ExitCodeAsync();
        return (code, child.Output, child.Errors);
    }

    /// <summary>The address of a port at which nobody listens any more.</summary>
    private static string ClosedPort()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        return $"http://127.0.0.1:{((IPEndPoint)holder.LocalEndpoint).Port}";
    }
}
