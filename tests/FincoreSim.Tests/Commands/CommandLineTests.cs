using FincoreSim.Cli;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Commands;

/// <summary>
/// Whatever the command line and its files are, there is one sentence, the documented exit code, and never a stack trace.
/// </summary>
[Platform(Include = "Linux")]
public sealed class CommandLineTests : IDisposable
{
    private const string Good = """
        fincoresim: 1
        name: A good one
        given: {accounts: [{as: wallet, balance: "1.00"}]}
        expect: {balance: {of: wallet, is: "1.00"}}
        """;

    private const string Full = "fincoresim: the output cannot be written: No space left on device\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase(2, "there is no {folder}/dangling.yaml: it is a link that leads nowhere", "lint", "{folder}/dangling.yaml")]
    [TestCase(2, "{folder}/broken/a.yaml:1:1: error: it is a link that leads nowhere", "run", "{folder}/broken")]
    [TestCase(2, "there is no {folder}/circle.yaml: it is a link that leads in a circle", "run", "{folder}/circle.yaml")]
    [TestCase(2, "there is no scenario to run in {folder}/none", "run", "{folder}/none")]
    [TestCase(2, "--parallel must be 1 to ", "run", "{folder}", "--parallel", "many")]
    [TestCase(2, "--junit would overwrite the scenario file {folder}/good.yaml",
        "run", "{folder}/good.yaml", "--junit", "{folder}/good.yaml")]
    [TestCase(2, "there is no {folder}/dangling.yaml: it is a link that leads nowhere", "replay", "{folder}/dangling.yaml")]
    [TestCase(2, "--url must be an absolute http or https URL", "health", "--url", "")]
    [TestCase(2, "--wait must be a duration such as", "health", "--wait", "soon")]
    [TestCase(2, "there is no folder {folder}/dangling.yaml", "serve", "--scenarios", "{folder}/dangling.yaml")]
    [TestCase(2, "{folder}/good.yaml is a file; --scenarios takes a folder", "serve", "--scenarios", "{folder}/good.yaml")]
    [TestCase(2, "--urls: https://localhost:0 is https, on which only serve listens", "sample-integrator", "--urls",
        "https://localhost:0")]
    [TestCase(2, "--listen: https://localhost:0 is https, on which only serve listens", "run", "{folder}", "--listen",
        "https://localhost:0")]
    [TestCase(2, "--certificate is for https, and http://localhost:0 is none", "serve", "--urls", "http://localhost:0",
        "--certificate", "{folder}/good.yaml")]
    [TestCase(2, "--certificate {folder}/good.yaml: it must be PEM", "serve", "--urls", "https://localhost:0", "--certificate",
        "{folder}/good.yaml")]
    [TestCase(2, "--certificate {folder}/missing.pem: Could not find file", "serve", "--urls", "https://localhost:0",
        "--certificate", "{folder}/missing.pem")]
    [TestCase(2, "--certificate-key needs --certificate beside it", "serve", "--certificate-key", "x")]
    [TestCase(2, "'dance'", "dance")]
    [TestCase(3, "the file cannot be read: nothing came from it", "lint", "{folder}/pipe")]
    [TestCase(3, "the file cannot be read: Input/output error", "run", "/proc/self/mem")]
    [TestCase(3, "the report cannot be written: {folder}/none is a folder",
        "run", "{folder}/good.yaml", "--junit", "{folder}/none")]
    [TestCase(3, "the report cannot be written: /proc/nowhere/x: ", "run", "{folder}/good.yaml", "--junit", "/proc/nowhere/x")]
    [TestCase(3, "the report cannot be written: /dev/full: No space left", "run", "{folder}/good.yaml", "--html", "/dev/full")]
    [TestCase(3, "http://127.0.0.1:1/x does not answer", "health", "--url", "http://127.0.0.1:1/x")]
    [TestCase(3, "cannot listen on http://203.0.113.1:80", "serve", "--urls", "http://203.0.113.1:80")]
    [TestCase(3, "cannot listen on http://203.0.113.1:80", "sample-integrator", "--urls", "http://203.0.113.1:80")]
    [TestCase(3, "cannot listen on http://unix:/nowhere/at/all.sock", "serve", "--urls", "http://unix:/nowhere/at/all.sock")]
    public async Task What_is_wrong_is_one_sentence_and_the_documented_code(int code, string says, params string[] arguments)
    {
        await FillAsync();
        await using var child = SimulatorProcess.StartIn(_folder.Path, [.. arguments.Select(InFolder)]);

        var ended = await child.ExitCodeAsync();

        Assert.That(ended, Is.EqualTo(code), child.Output + child.Errors);
        Assert.That(child.Output + child.Errors, Does.Contain(InFolder(says)));
        Assert.That(child.Output + child.Errors, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
        Assert.That(await File.ReadAllTextAsync(_folder.At("good.yaml")), Is.EqualTo(Good));
    }

    [TestCase(2, "there is no {folder}/nowhere", "{folder}/nowhere")]
    [TestCase(2, "there is no {folder}/nowhere", "{folder}/good.yaml", "{folder}/nowhere")]
    [TestCase(2, "a path is empty", "")]
    [TestCase(2, "there is no {folder}/circle.yaml: it is a link that leads in a circle", "{folder}/circle.yaml")]
    [TestCase(2, "{folder}/broken/a.yaml:1:1: error: it is a link that leads nowhere", "{folder}/broken")]
    [TestCase(2, "bytes.yaml:1:1: error: the file is not UTF-8", "{folder}/bytes.yaml")]
    [TestCase(2, "empty.yaml:1:1: error: the file is empty", "{folder}/empty.yaml")]
    [TestCase(2, "/dev/null:1:1: error: the file is empty", "/dev/null")]
    [TestCase(2, "error: the file is larger than 1024 KiB", "/dev/zero")]
    [TestCase(2, "there is no scenario file (*.yaml, *.yml) in {folder}/none", "{folder}/none")]
    [TestCase(2, "there is no @{folder}/good.yaml", "@{folder}/good.yaml")]
    [TestCase(3, "the file cannot be read: Input/output error", "/proc/self/mem", "{folder}/empty.yaml")]
    [TestCase(3, "the file cannot be read: nothing came from it", "{folder}/pipe", "{folder}/good.yaml")]
    [TestCase(0, "1 file, 0 errors, 0 warnings", "{folder}/good.yaml", "{folder}/link-to-good")]
    public async Task Lint_says_what_is_wrong(int code, string says, params string[] paths)
    {
        await FillAsync();
        using var said = new StringWriter();

        Assert.That(new LintCommand(said, said).Run([.. paths.Select(InFolder)]), Is.EqualTo(code), said.ToString());
        Assert.That(said.ToString(), Does.Contain(InFolder(says)));
    }

    [TestCase(2, "a path is empty", "")]
    [TestCase(2, "there is no {folder}/nowhere", "{folder}/nowhere")]
    [TestCase(2, "it is a link that leads in a circle", "{folder}/circle.yaml")]
    [TestCase(2, "it is not a zip file", "{folder}/good.yaml")]
    [TestCase(2, "it is not a zip file", "/dev/null")]
    [TestCase(3, "{folder}: the file cannot be read: it is a folder", "{folder}", "{folder}/nowhere")]
    [TestCase(3, "the file cannot be read: nothing came from it", "{folder}/pipe")]
    [TestCase(3, "the file cannot be read: Input/output error", "/proc/self/mem")]
    public async Task Replay_says_what_is_wrong(int code, string says, params string[] paths)
    {
        await FillAsync();
        using var said = new StringWriter();

        Assert.That(new ReplayCommand(said, said).Run([.. paths.Select(InFolder)]), Is.EqualTo(code), said.ToString());
        Assert.That(said.ToString(), Does.Contain(InFolder(says)));
    }

    [TestCase("Required argument missing for command: 'lint'.", "lint")]
    [TestCase("Required argument missing for option: '--seed'.", "serve", "--seed")]
    [TestCase("--parallel must be 1 to 64.", "run", "x", "--parallel", "many")]
    [TestCase("--parallel must be 1 to 64.", "run", "x", "--parallel", "99999999999999999999")]
    [TestCase("--parallel must be 1 to 64.", "run", "x", "--parallel", "65")]
    [TestCase("--repeat must be 1 to 10000.", "run", "x", "--repeat", "1.5")]
    [TestCase("--repeat must be 1 to 10000.", "run", "x", "--repeat", "")]
    [TestCase("--repeat must be 1 to 10000.", "run", "x", "--repeat", "-1")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:5000.", "run", "x", "--url", "foo")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:5000.", "run", "x", "--url", "")]
    [TestCase("--junit must not be empty.", "run", "x", "--junit", "")]
    [TestCase("--html must not be empty.", "run", "x", "--html", "")]
    [TestCase("--bundles must not be empty.", "run", "x", "--bundles", " ")]
    [TestCase("--listen must not be empty.", "run", "x", "--listen", "")]
    [TestCase("--listen: http://unix:/tmp/x has no port that could be called.", "run", "x", "--listen", "http://unix:/tmp/x")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:8080.", "health", "--url", "")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:8080.", "health", "--url", "foo")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:8080.", "health", "--url", "ftp://x")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:8080.", "health", "--url", "http://")]
    [TestCase("--url must be an absolute http or https URL such as http://localhost:8080.", "health", "--url", "http://x:99999")]
    [TestCase("--scenarios must not be empty.", "serve", "--scenarios", "")]
    [TestCase("--urls must not be empty.", "sample-integrator", "--urls", "")]
    [TestCase("--urls: http://unix:/x has no port that could be called.", "sample-integrator", "--urls", "http://unix:/x")]
    [TestCase("Unrecognized command or argument 'dance'.", "dance")]
    [TestCase("Unrecognized command or argument '--what'.", "--what")]
    public void What_is_wrong_with_options_is_told_before_anything_is_done(string says, params string[] arguments) =>
        Assert.That(CommandLine.ErrorsOf(CommandLine.Parse(arguments)), Is.EqualTo(new[] { says }));

    [TestCase("lint {folder}", 2, "3 files, 2 errors")]
    [TestCase("run {folder} --bundles {folder}/none", 2, "1 passed, 0 failed, 2 wrong files")]
    [TestCase("run {folder}/good.yaml {folder}/link-to-good {folder}/./good.yaml", 0, "1 passed, 0 failed in")]
    [TestCase("run {folder}/good.yaml --junit {folder}/new/folder/out.xml", 0, "1 passed")]
    [TestCase("run {folder}/CAPITALS", 0, "1 passed")]
    [TestCase("run <(cat {folder}/good.yaml)", 0, "1 passed")]
    [TestCase("lint /dev/stdin < {folder}/good.yaml", 0, "1 file, 0 errors")]
    [TestCase("lint {folder}/CAPITALS", 0, "1 file, 0 errors")]
    public async Task The_others_are_used_all_the_same(string command, int code, string says)
    {
        await FillAsync();
        File.Delete(_folder.At("pipe"));
        Directory.Delete(_folder.At("broken"), recursive: true);
        Directory.CreateDirectory(_folder.At("CAPITALS"));
        File.CreateSymbolicLink(_folder.At("CAPITALS/GOOD.YAML"), _folder.At("good.yaml"));
        File.Delete(_folder.At("dangling.yaml"));
        File.Delete(_folder.At("circle.yaml"));

        var ran = await ShellAsync($"\"$@\" {command}");

        Assert.That((ran.ExitCode, ran.Errors), Is.EqualTo((code, "")), ran.Output);
        Assert.That(ran.Output, Does.Contain(says));
    }

    // An output that is full is told of once, where that is possible, and counts where all else is well.
    [TestCase("--help > /dev/full", 3, true)]
    [TestCase("--version > /dev/full", 3, true)]
    [TestCase("lint {folder}/good.yaml > /dev/full", 3, true)]
    [TestCase("run {folder}/good.yaml --junit {folder}/x > /dev/full; code=$?; grep -q testc {folder}/x && exit $code", 3, true)]
    [TestCase("lint {folder}/empty.yaml > /dev/full", 2, true)]
    [TestCase("lint {folder}/good.yaml > /dev/full 2>&1", 3, false)]
    [TestCase("lint nowhere 2> /dev/full", 2, false)]
    [TestCase("dance 2> /dev/full", 2, false)]

    // One that is closed is wanted by nobody.
    [TestCase("lint {folder}/good.yaml >&-", 0, false)]
    [TestCase("lint {folder}/good.yaml >&- 2>&- <&-", 0, false)]
    [TestCase("run {folder}/good.yaml >&- 2>&- <&-", 0, false)]
    [TestCase("lint nowhere 2>&-", 2, false)]
    [TestCase("--help >&-", 0, false)]

    // A pipe whose reader has enough ends nothing either.
    [TestCase("run {folder}/good.yaml --repeat 50 | head -1 > /dev/null; exit ${PIPESTATUS[0]}", 0, false)]
    [TestCase("--help | head -1 > /dev/null; exit ${PIPESTATUS[0]}", 0, false)]
    [TestCase("lint nowhere 2>&1 | true; exit ${PIPESTATUS[0]}", 2, false)]
    public async Task Nothing_breaks_where_nothing_can_be_printed(string command, int code, bool isTold)
    {
        await FillAsync();

        var ran = await ShellAsync($"\"$@\" {command}");

        Assert.That(ran.ExitCode, Is.EqualTo(code), ran.ToString());
        Assert.That(ran.Errors, isTold ? Is.EqualTo(Full) : Is.Empty);
    }

    [TestCase("run {folder}/good.yaml", 3, "fincoresim: the folder that it was started in is gone\n")]
    [TestCase("lint {folder}/good.yaml", 0, "")]
    [TestCase("lint good.yaml", 2, "fincoresim: there is no good.yaml\n")]
    public async Task A_folder_that_is_gone_is_nowhere_to_leave_bundles(string command, int code, string says)
    {
        await FillAsync();

        var ran = await ShellAsync($"cd {{folder}}/none && rmdir {{folder}}/none && \"$@\" {command}");

        // Where dotnet is a script, its shell has a word on this too.
        Assert.That(ran.ExitCode, Is.EqualTo(code), ran.ToString());
        Assert.That(ran.Errors, Does.EndWith(says).And.Not.Contain("   at "));
    }

    [TestCase(">&- 2>&- <&-")]
    [TestCase("> /dev/full 2>&1")]
    public async Task A_server_serves_whatever_its_output_is(string redirection)
    {
        await Script.NeedsCurlAsync();
        var ran = await ShellAsync($$"""
            "$@" serve --urls http://unix:{folder}/s.sock {{redirection}} &
            for i in {1..600}; do
              answer=$(curl -s --unix-socket {folder}/s.sock http://localhost/_sim/health) && break
              sleep 0.1
            done
            kill $! && wait $! ; echo "$answer"
            """);

        Assert.That(ran.Output, Does.Match("^\\{\"status\":\"ok\"[^\\n]*\\}\n$"));
    }

    private string InFolder(string text) => text.Replace("{folder}", _folder.Path, StringComparison.Ordinal);

    private Task<ScriptRun> ShellAsync(string command) =>
        Script.BashAsync(["-c", InFolder(command), "bash", "dotnet", Path.Combine(AppContext.BaseDirectory, "fincoresim.dll")]);

    private async Task FillAsync()
    {
        _folder.Write("good.yaml", Good);
        _folder.Write("empty.yaml", "");
        await File.WriteAllBytesAsync(_folder.At("bytes.yaml"), [0x66, 0xFF, 0xFE, 0x0A]);
        Directory.CreateDirectory(_folder.At("none"));
        Directory.CreateDirectory(_folder.At("broken"));
        File.CreateSymbolicLink(_folder.At("broken/a.yaml"), "nowhere");
        File.CreateSymbolicLink(_folder.At("dangling.yaml"), "nowhere");
        File.CreateSymbolicLink(_folder.At("circle.yaml"), "circle.yaml");
        File.CreateSymbolicLink(_folder.At("link-to-good"), "good.yaml");
        await Script.BashAsync(["-c", "mkfifo \"$0\"", _folder.At("pipe")]);
    }
}
