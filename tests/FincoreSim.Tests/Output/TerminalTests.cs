using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Output;

/// <summary>What files, receivers and command lines say gets to a terminal as text, by whichever command it is printed.</summary>
[Platform(Exclude = "Win")]
public sealed class TerminalTests
{
    /// <summary>
    /// Colours, a cleared screen, a title; the one-byte form of the same; text that reads backwards; a line of its own.
    /// </summary>
    private const string Hostile = "\u001b[2J\u001b]0;x\u0007\u009b31m\u202e";

    private const string InYaml = @"\e[2J\e]0;x\a\x9b31m\u202e\nok    forged  (x.yaml, 1 ms)";

    [Test]
    public async Task Run_and_replay_show_names_and_answers_as_text()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(Response.Create().WithBodyAsJson(new { said = Hostile }));
        using var folder = new TempFolder();
        var path = folder.Write($"a{Hostile}.yaml", $$"""
            fincoresim: 1
            sandbox: {mode: frozen}
            steps:
              - call: GET ${INTEGRATOR_URL}/x
                expect: {status: 200, json.said: "{{InYaml}}"}
            """);

        await using var run = SimulatorProcess.StartIn(
            folder.Path, "run", path, "--url", receiver.Url, "--junit", folder.At("out.xml"), "--html", folder.At("out.html"));
        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(1), run.Output + run.Errors);
        var bundle = Directory.EnumerateFiles(folder.Path, "*.run.zip").Single();
        await using var replay = SimulatorProcess.StartIn(folder.Path, "replay", bundle);
        Assert.That(await replay.ExitCodeAsync(), Is.Zero, replay.Output + replay.Errors);

        AssertHarmless(run.Output, @"a\u001b[2J");
        AssertHarmless(replay.Output, @"a\u001b[2J");
        Assert.That(run.Output.Split('\n').Concat(replay.Output.Split('\n')), Has.None.StartsWith("ok "));
        AssertHarmless(await File.ReadAllTextAsync(folder.At("out.xml")), @"a\u001b[2J");
        AssertHarmless(await File.ReadAllTextAsync(folder.At("out.html")), @"a\u001b[2J");
    }

    [TestCase("lint")]
    [TestCase("run")]
    public async Task What_is_wrong_with_a_file_is_text(string command)
    {
        using var folder = new TempFolder();
        var path = folder.Write($"a{Hostile}.yaml", $$"""
            fincoresim: 1
            "name{{InYaml}}": x
            """);

        await using var child = SimulatorProcess.StartIn(folder.Path, command, path);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        AssertHarmless(child.Output + child.Errors, @"\u001b[2J");
    }

    [Test]
    public async Task So_are_words_of_the_command_line()
    {
        foreach (var arguments in (string[][])[["run", $"no{Hostile}"], ["lint", $"no{Hostile}"], ["replay", $"no{Hostile}"],
            ["serve", $"--no{Hostile}"]])
        {
            await using var child = SimulatorProcess.Start(arguments);

            Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
            AssertHarmless(child.Output + child.Errors, @"\u001b[2J");
        }
    }

    [Test]
    public async Task So_is_what_a_server_says_of_itself()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(Response.Create().WithBody($"well {Hostile}"));

        await using var child = SimulatorProcess.Start("health", "--url", receiver.Url);

        Assert.That(await child.ExitCodeAsync(), Is.Zero);
        AssertHarmless(child.Output, @"well \u001b[2J");
    }

    [Test]
    public async Task So_is_what_a_watched_folder_has()
    {
        using var folder = new TempFolder();
        folder.Write($"a{Hostile}.yaml", $$"""
            fincoresim: 1
            rules: [{when: money_in, then: hold}]
            "x{{InYaml}}": 1
            """);

        await using var child = SimulatorProcess.Start("serve", "--urls", "http://127.0.0.1:0", "--scenarios", folder.Path);
        await child.UrlAsync();
        await child.UntilOutputAsync("Stop with");

        AssertHarmless(child.Output + child.Errors, @"\u001b[2J");
    }

    private static void AssertHarmless(string printed, string shown)
    {
        Assert.That(printed, Does.Contain(shown));
        Assert.That(
            printed.Where(letter => letter is not '\n' && (char.IsControl(letter) || letter == '\u202e')), Is.Empty, printed);
    }
}
