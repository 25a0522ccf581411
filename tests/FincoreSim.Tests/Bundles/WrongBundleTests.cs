using System.IO.Compression;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Runs.Bundles;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Bundles;

/// <summary>Files that are no bundle, or not as they were written: one clear line and the exit code.</summary>
public sealed class WrongBundleTests : ApiTests
{
    private const string Inputs = BundleFile.InputsName;
    private const string Manifest = BundleFile.ManifestName;

    [TestCase(1, Inputs, "\"3.00\"", "\"4.00\"", "what differs: money\n", TestName = "Another_amount_is_another_world")]
    [TestCase(1, Inputs, "\"1.00\"", "\"1,00\"", "first difference: ", TestName = "A_refused_command_is_the_first_difference")]
    [TestCase(1, Manifest, "\"seed\":7", "\"seed\":8", "registrations", TestName = "Another_seed_is_another_world")]
    [TestCase(0, Manifest, "\"program\":\"", "\"program\":\"99.", "warning: it was made by version 99.",
        TestName = "Another_version_is_a_warning")]
    [TestCase(2, Inputs, "\"currency\"", "\"money\"", "commands.jsonl:2: ",
        TestName = "An_unknown_member_is_named_with_its_line")]
    [TestCase(2, Inputs, "{\"at\"", "{{\"at\"", "commands.jsonl:1: ", TestName = "What_is_no_JSON_is_named_with_its_line")]
    [TestCase(2, Inputs, "\"command\":\"money_out\"", "\"command\":\"dance\"", "dance", TestName = "An_unknown_command_is_named")]
    [TestCase(2, Inputs, "{\"at\"", "{\"restore\":\"x\"}\n{\"at\"", "no snapshot 'x'",
        TestName = "A_restore_of_nothing_is_named")]
    [TestCase(2, Manifest, "\"format\":1", "\"format\":2", "format 2", TestName = "Another_format_is_named")]
    [TestCase(2, Manifest, "\"format\":1", "\"formal\":1", "does not say its format", TestName = "No_format_is_named")]
    [TestCase(2, Manifest, "\"strict\":false", "\"strict\":\"no\"", "bundle.json: ", TestName = "A_wrong_switch_is_named")]
    [TestCase(0, Manifest, "\"strict\":false,", "", "  the same\n", TestName = "A_missing_switch_has_its_default")]
    [TestCase(0, Manifest, "\"cep_on_money_out\":true,", "", "  the same\n",
        TestName = "A_missing_switch_that_is_on_by_default_is_on")]
    [TestCase(2, Manifest, "\"strict\":", "\"strikt\":", "'world.options.strikt' is a member that this program does not know",
        TestName = "An_unknown_switch_is_named")]
    [TestCase(2, Manifest, "\"transactions\":", "\"payments\":", "'world.options.limits.payments' is a member",
        TestName = "An_unknown_limit_is_named")]
    [TestCase(2, Manifest, "\"seed\":7,", "", "bundle.json: 'world.seed' is missing", TestName = "A_missing_seed_is_named")]
    [TestCase(2, Inputs, "\"money_out\",\"caller\"", "\"money_out\",\"client\"",
        "commands.jsonl:2: 'payment.command.client' is a member", TestName = "A_member_of_another_name_is_named")]
    [TestCase(2, Manifest, "\"template\":\"docs\"", "\"template\":\"snapshot\"", "no template 'snapshot'",
        TestName = "An_unknown_template_is_named")]
    [TestCase(2, Manifest, "\"not_replayable\":null", "\"not_replayable\":\"it was lost\"", "cannot be replayed: it was lost",
        TestName = "What_cannot_be_replayed_says_why")]
    [TestCase(2, Manifest, "\"inputs\":", "\"inputs\":1", "the bundle says 1", TestName = "Another_number_of_inputs_is_named")]
    public async Task Changed(int code, string member, string from, string to, string says)
    {
        using var file = await RunAsync();
        file.Change(
            member,
            text => text.Contains(from, StringComparison.Ordinal)
                ? text.Replace(from, to, StringComparison.Ordinal)
                : throw new ArgumentException(text));

        var (actual, output, errors) = file.Replay();

        Assert.That(actual, Is.EqualTo(code), output + errors);
        Assert.That(
            output + errors, Does.Contain(says).And.Not.Contain("   at ").And.Not.Contain("FincoreSim.").And.Not.Contain(".NET"));
        Assert.That(errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), "one line");
    }

    [Test]
    public async Task What_a_bundle_of_another_version_has_not_is_told_with_both_versions()
    {
        using var file = await RunAsync();
        file.Change(Manifest, text => text.Replace("\"program\":\"", "\"program\":\"99.", StringComparison.Ordinal));
        file.Change(Inputs, text => text.Replace("\"currency\"", "\"money\"", StringComparison.Ordinal));

        var (code, _, errors) = file.Replay();

        Assert.That(code, Is.EqualTo(2), errors);
        Assert.That(errors, Does.Contain("version 99.").And.Contain($"and this is version {Product.Version}"));
    }

    [Test]
    public async Task A_member_that_is_not_there_is_named()
    {
        using var file = await RunAsync();
        file.Change(Inputs, _ => null);

        Assert.That(() => BundleFile.Read(file.Path), Throws.TypeOf<BundleException>().With.Message.Contains(Inputs));
    }

    [Test]
    public async Task A_zip_that_grows_without_end_is_refused()
    {
        using var file = await RunAsync();
        file.Change(BundleFile.ResultName, _ => null);
        using (var zip = ZipFile.Open(file.Path, ZipArchiveMode.Update))
        {
            using var bomb = zip.CreateEntry(BundleFile.ResultName).Open();
            var zeros = new byte[1024 * 1024];
            for (var count = 0; count < 20; count++)
            {
                bomb.Write(zeros);
            }
        }

        Assert.That(() => BundleFile.Read(file.Path), Throws.TypeOf<BundleException>().With.Message.Contains("more than"));
    }

    [Test]
    public async Task A_zip_of_many_members_is_refused()
    {
        using var file = await RunAsync();
        using (var zip = ZipFile.Open(file.Path, ZipArchiveMode.Update))
        {
            for (var count = 0; count < 20; count++)
            {
                zip.CreateEntry($"{count}");
            }
        }

        Assert.That(() => BundleFile.Read(file.Path), Throws.TypeOf<BundleException>().With.Message.Contains("members"));
    }

    [Test]
    public async Task Damaged_bytes_are_refused_or_make_no_difference()
    {
        using var file = await RunAsync();
        var bytes = await File.ReadAllBytesAsync(file.Path);
        var random = new Random(42);
        for (var count = 0; count < 500; count++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            using var stream = new MemoryStream(damaged);
            try
            {
                BundleReplay.Run(BundleFile.Read(stream));
            }
            catch (BundleException problem)
            {
                Assert.That(problem.Message, Is.Not.Empty);
            }
        }
    }

    [Test]
    public async Task What_is_no_zip_or_not_there_is_exit_code_2()
    {
        await using var other = SimulatorProcess.Start("replay", Path.Combine(AppContext.BaseDirectory, "fincoresim.dll"));
        await using var missing = SimulatorProcess.Start("replay", "/nowhere/at-all.run.zip");
        await using var none = SimulatorProcess.Start("replay");

        Assert.That(
            (await other.ExitCodeAsync(), await missing.ExitCodeAsync(), await none.ExitCodeAsync()), Is.EqualTo((2, 2, 2)));
        Assert.That(other.Errors, Does.Contain("not a zip file"));
        Assert.That(missing.Errors, Does.Contain("there is no /nowhere/at-all.run.zip"));
    }

    [Test]
    public async Task What_cannot_be_read_is_exit_code_3_and_the_worst_of_several_counts()
    {
        using var good = await RunAsync();
        await using var child = SimulatorProcess.Start("replay", good.Path, AppContext.BaseDirectory, "/nowhere/at-all.run.zip");

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(3), child.Errors);
        Assert.That(child.Output, Does.Contain("the same"));
    }

    private async Task<BundleOnDisk> RunAsync()
    {
        var sandbox = Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!;
        var recorder = new CommandRecorder();
        sandbox.Reset();
        sandbox.Observe(recorder);
        await Client.MoneyOutAsync("1.00", key: "66c0b04f-97d6-592d-8396-199819064afa");
        await Client.MoneyOutAsync("3.00");
        await Sim.AdvanceAsync("1m");
        return new BundleOnDisk(RunBundle.Of(sandbox, recorder, new ScenarioOfRun("two payments", null, "")));
    }
}
