using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Outbound;
using FincoreSim.Runs.Armed;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Shipping;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;
using FincoreSim.Worlds.Webhooks;
using static FincoreSim.Tests.Armed.ScenariosFolder;

namespace FincoreSim.Tests.Armed;

/// <summary>What each change of a file arms, disarms and says; looked at by hand instead of in the course of time.</summary>
public sealed class ArmedFolderTests : IDisposable
{
    private static readonly ClockSettings Frozen = new(ClockMode.Frozen, null, 1);

    private readonly ScenariosFolder _folder = new();
    private readonly WebhookSender _sender = new(TimeProvider.System, OutboundPolicy.WithoutServer());
    private readonly List<string> _told = [];
    private readonly List<string> _complaints = [];
    private readonly StandingRules _standing;
    private readonly SandboxRegistry _sandboxes;
    private readonly ArmedFolder _armed;
    private readonly ArmedReport _report;

    public ArmedFolderTests()
    {
        _standing = new StandingRules(_complaints.Add);
        _sandboxes =
            new SandboxRegistry(new RegistrySettings(null, WorldTemplate.Docs, IsGuarded: false), TimeProvider.System,
                _sender, _standing);
        _armed = new ArmedFolder(_folder.Path, _sandboxes, _standing, TimeProvider.System);
        _report =
            new ArmedReport(_folder.Path, line => _told.Add(line.Replace(_folder.Path, "dir", StringComparison.Ordinal)),
                line => _complaints.Add(line.Replace(_folder.Path, "dir", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _sandboxes.Dispose();
        _sender.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_summary_counts_what_is_armed_what_is_for_runs_and_what_is_broken()
    {
        _folder.Rules("a.yaml", Refusing("A"), Refusing("B", "times: 1"));
        _folder.Rules("sub/b.yml", Refusing("C"));
        _folder.Write("run.yaml", $"rules: [{Refusing("D")}]\nsteps: [{{advance: 1h}}]\n");
        _folder.Write("broken.yaml", "rules: [{when: never}]\n");
        _folder.Write("notes.txt", "nothing");
        _folder.Write(".git/hidden.yaml", "rules: [{when: never}]\n");

        _report.TellFirst(_armed.Take(FolderLook.At(_folder.Path)));

        Assert.That(ArmedReport.Summary(_armed.Files.Values),
            Is.EqualTo("2 files armed (3 rules), 1 file has steps and is for `fincoresim run`, 1 file has errors"));
        Assert.That(_told, Is.Empty);
        Assert.That(_complaints, Has.Some.Match(@"^dir.broken\.yaml:2:\d+: error: "));
        Assert.That(_complaints, Has.None.Contains("hidden"));
        Assert.That(Names(), Is.EqualTo(new[] { "a.yaml: a #1", "a.yaml: a #2", "sub/b.yml: b #1" }));
    }

    [Test]
    public void Each_change_is_told_once()
    {
        _folder.Rules("late.yaml", Refusing("A"));
        Look("armed dir/late.yaml: 1 rule in 1 sandbox");
        _sandboxes.Create("shop", null, WorldTemplate.Docs, Frozen, new WorldOptions());
        _folder.Rules("late.yaml", Refusing("A", "times: 1"), Refusing("B"));
        Look("armed dir/late.yaml: 2 rules in 2 sandboxes");
        Look();
        _folder.Move("late.yaml", "later.yaml");
        Look("disarmed dir/late.yaml: the file is gone", "armed dir/later.yaml: 2 rules in 2 sandboxes");
        _folder.Write("later.yaml", "rules: []\nsteps: [{advance: 1h}]\n");
        Look("disarmed dir/later.yaml: it has steps now and is for `fincoresim run`");
        _folder.Delete("later.yaml");
        Look("dir/later.yaml is gone; nothing of it was armed");
        Assert.That(_complaints, Is.Empty);
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public void A_file_with_errors_keeps_the_rules_it_had_and_says_so_once_per_change()
    {
        _folder.Rules("a.yaml", Refusing("A"));
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
        _folder.Write("a.yaml", "rules: [{when: moneyout, then: hold}]\n");
        Look();
        Look();

        Assert.That(_complaints, Has.Count.EqualTo(2));
        Assert.That(_complaints[0], Does.Match(@"^dir.a\.yaml:2:\d+: error: .*money_out"));
        Assert.That(_complaints[1], Is.EqualTo("dir/a.yaml has errors: what it had stays armed (1 rule)"));
        Assert.That(Names(), Is.EqualTo(new[] { "a.yaml: a #1" }));

        _folder.Rules("a.yaml", Refusing("A"));
        Look("dir/a.yaml is again as it was armed: 1 rule, counters and all");
        _folder.Write("new.yaml", "rules: [{when: moneyout, then: hold}]\n");
        Look();
        Assert.That(_complaints[^1], Is.EqualTo("dir/new.yaml has errors: nothing of it is armed"));
    }

    [Test]
    public void A_file_that_is_written_again_with_the_same_content_is_not_armed_again()
    {
        _folder.Rules("a.yaml", Refusing("A"));
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
        File.SetLastWriteTimeUtc(_folder.At("a.yaml"), File.GetLastWriteTimeUtc(_folder.At("a.yaml")).AddHours(-1));

        Assert.That(_armed.Differs(FolderLook.At(_folder.Path)), Is.True);
        Look();
        Assert.That(_armed.Differs(FolderLook.At(_folder.Path)), Is.False);
    }

    [Test]
    public void A_change_of_equal_size_in_the_same_tick_of_the_file_system_is_seen()
    {
        _folder.Rules("a.yaml", Refusing("A"));
        var written = File.GetLastWriteTimeUtc(_folder.At("a.yaml"));
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
        _folder.Rules("a.yaml", Refusing("B"));
        File.SetLastWriteTimeUtc(_folder.At("a.yaml"), written);

        Assert.That(_armed.Differs(FolderLook.At(_folder.Path)), Is.False);
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
    }

    [Test]
    public void Rules_of_equal_names_in_two_files_and_in_two_combinations_differ()
    {
        _folder.Rules("a.yaml", "{name: same, when: money_out, then: hold}");
        _folder.Rules("b.yaml", "{name: same, when: money_out, then: hold}");
        _folder.Write("c.yaml", "name: C\nmatrix: {amount: [\"1.00\", \"2.00\"]}\nrules:\n"
            + "  - {name: same, when: money_out, where: {amount: \"${matrix.amount}\"}, then: hold}\n  - {when: cep, then: "
            + "DELAYED}\n");

        Look("armed dir/a.yaml: 1 rule in 1 sandbox", "armed dir/b.yaml: 1 rule in 1 sandbox",
            "armed dir/c.yaml: 4 rules in 1 sandbox");

        Assert.That(Names(), Is.EqualTo(new[]
        {
            "a.yaml: same", "b.yaml: same",
            "c.yaml: same [amount=1.00]", "c.yaml: C [amount=1.00] #2", "c.yaml: same [amount=2.00]",
            "c.yaml: C [amount=2.00] #2",
            }));
    }

    [Test]
    public void A_file_for_one_sandbox_is_armed_there_only()
    {
        _folder.Write("shop.yaml", $"sandbox: {{use: shop}}\nrules: [{Refusing("A")}]\n");
        Look("armed dir/shop.yaml: 1 rule in 0 sandboxes; waits for a sandbox 'shop', not there yet");
        var shop = _sandboxes.Create("shop", null, WorldTemplate.Docs, Frozen, new WorldOptions()).Value;
        var other = _sandboxes.Create("other", null, WorldTemplate.Docs, Frozen, new WorldOptions()).Value;

        Assert.That(Names(shop), Is.EqualTo(new[] { "shop.yaml: shop #1" }));
        Assert.That(Names(other), Is.Empty);
        Assert.That(Names(), Is.Empty);

        _folder.Write("shop.yaml", $"sandbox: {{use: default}}\nrules: [{Refusing("A")}]\n");
        Look("armed dir/shop.yaml: 1 rule in 1 sandbox");
        Assert.That(Names(shop), Is.Empty);
        Assert.That(Names(), Is.EqualTo(new[] { "shop.yaml: shop #1" }));
    }

    [Test]
    public void The_sandboxes_of_runs_have_none_of_it()
    {
        var run = _sandboxes.Create("run", null, WorldTemplate.Docs, Frozen, new WorldOptions(), hasStandingRules: false).Value;
        _folder.Rules("a.yaml", Refusing("A"));
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
        Assert.That(Names(run), Is.Empty);

        run.Reset();
        Assert.That(Names(run), Is.Empty);

        run.HasStandingRules = true;
        run.Reset();
        Assert.That(Names(run), Is.EqualTo(new[] { "a.yaml: a #1" }));
    }

    [Test]
    public void What_only_a_run_looks_at_is_told_and_a_name_is_an_error()
    {
        _folder.Write(
            "a.yaml",
            $"sandbox: {{magic_values: true, use: default}}\ngiven: {{accounts: [{{as: treasury}}]}}\nrules: [{Refusing("A")}]\n");
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
        Assert.That(_complaints, Has.Count.EqualTo(2));
        Assert.That(
            _complaints,
            Has.Some.Match(@"^dir.a\.yaml:2:11: warning: 'magic_values' is ignored").And.Some
                .Match(@"^dir.a\.yaml:3:1: warning: 'given' is ignored"));

        _folder.Write(
            "a.yaml", "given: {accounts: [{as: treasury}]}\nrules: [{when: money_out, where: {from: treasury}, then: hold}]\n");
        Look();
        Assert.That(_complaints[^1], Does.Contain("has errors"));
        Assert.That(_complaints, Has.Some.Contains("error: 'treasury' has no meaning where rules are armed without a run"));
    }

    [Test]
    public void More_rules_than_there_is_room_for_are_told_and_the_others_stay()
    {
        string[] many = [
            .. Enumerable.Range(0, 600)
                .Select(
                    number =>
                        $"{{when: refund, where: {{amount: \"{number}.00\"}}, then: {{refuse: {{status: 400, reason: A, detail: "
                        + $"B}}}}}}")];
        _folder.Rules("a.yaml", many);
        Look("armed dir/a.yaml: 600 rules in 1 sandbox");
        _folder.Rules("b.yaml", many);
        Look("armed dir/b.yaml: 600 rules in 0 sandboxes");

        Assert.That(_complaints,
            Is.EqualTo(new[] { "dir/b.yaml is not armed in 1 sandbox (default): more than 1000 rules would be armed" }));
        Assert.That(Names(), Has.Length.EqualTo(600));
        _sandboxes.Default.Reset();
        Assert.That(_complaints[^1], Is.EqualTo("b.yaml is not armed in sandbox default: more than 1000 rules would be armed"));
        _folder.Delete("a.yaml");
        Look("disarmed dir/a.yaml: the file is gone");
        Assert.That(Names(), Has.Length.EqualTo(600), "b.yaml has its turn");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_change_behind_a_link_is_seen()
    {
        _folder.Rules(".1/a.yaml", Refusing("A"));
        _folder.Rules(".2/a.yaml", Refusing("B"));
        Directory.CreateSymbolicLink(_folder.At(".data"), _folder.At(".1"));
        File.CreateSymbolicLink(_folder.At("a.yaml"), ".data/a.yaml");
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");

        Directory.Delete(_folder.At(".data"));
        Directory.CreateSymbolicLink(_folder.At(".data"), _folder.At(".2"));

        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Links_in_circles_and_to_nowhere_arm_nothing_twice_and_change_nothing()
    {
        _folder.Rules("deep/er/a.YAML", Refusing("A"));
        Directory.CreateSymbolicLink(_folder.At("deep/er/top"), _folder.Path);
        File.CreateSymbolicLink(_folder.At("b.yaml"), "nowhere");
        File.CreateSymbolicLink(_folder.At("c.yaml"), "c.yaml");
        File.CreateSymbolicLink(_folder.At("d.yaml"), "deep/er/a.YAML");

        Look("armed dir/deep/er/a.YAML: 1 rule in 1 sandbox");

        Assert.That(_armed.Differs(FolderLook.At(_folder.Path)), Is.False);
        Assert.That(_complaints, Is.Empty);
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task A_pipe_is_told_of_once_and_holds_nothing_up()
    {
        await Script.BashAsync(["-c", "mkfifo \"$0\"", _folder.At("a.yaml")]);
        _folder.Rules("b.yaml", Refusing("B"));

        Look("armed dir/b.yaml: 1 rule in 1 sandbox");
        Look();

        Assert.That(_complaints[0], Does.StartWith("dir/a.yaml:1:1: error: the file cannot be read: nothing came from it"));
        Assert.That(_complaints[1], Is.EqualTo("dir/a.yaml has errors: nothing of it is armed"));
        Assert.That(_complaints, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_folder_that_disappears_is_told_once_and_again_when_it_is_back()
    {
        var elsewhere = _folder.Path + "-elsewhere";
        Directory.Move(_folder.Path, elsewhere);
        var lost = Assert.Catch<IOException>(() => FolderLook.At(_folder.Path));
        _report.TellLost(lost!.Message);
        _report.TellLost(lost.Message);
        Directory.Move(elsewhere, _folder.Path);
        _report.TellFound();
        _report.TellFound();

        Assert.That(_complaints.Single(), Does.StartWith("dir cannot be read, and what is armed stays armed: "));
        Assert.That(_told, Is.EqualTo(new[] { "dir can be read again" }));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_told_once_and_armed_when_it_can()
    {
        _folder.Rules("a.yaml", Refusing("A"));
        using (new FileStream(_folder.At("a.yaml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Look();
            Look();
        }

        Assert.That(_complaints, Has.Count.EqualTo(2));
        Assert.That(_complaints[0], Does.StartWith("dir/a.yaml:1:1: error: the file cannot be read: "));
        Look("armed dir/a.yaml: 1 rule in 1 sandbox");
    }

    [Test]
    public void A_file_beyond_the_limit_of_size_is_not_read_to_its_end()
    {
        File.WriteAllBytes(_folder.At("a.yaml"), new byte[3 * 1024 * 1024]);
        Look();

        Assert.That(_complaints[0], Is.EqualTo("dir/a.yaml:1:1: error: the file is larger than 1024 KiB"));
    }

    private void Look(params string[] told)
    {
        _told.Clear();
        _report.Tell(_armed.Take(FolderLook.At(_folder.Path)));
        Assert.That(_told.Select(line => line.Replace('\\', '/')), Is.EqualTo(told));
    }

    private string[] Names(Sandbox? sandbox = null) =>
        [.. (sandbox ?? _sandboxes.Default).Read(world => world.State.Rules.All).Select(armed => armed.Rule.Name)];
}
