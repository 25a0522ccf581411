using FincoreSim.Tests.Runs;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Recipes;

/// <summary><c>recipes/junit.sh</c> with a <c>docker</c> that has the built program in the place of the image.</summary>
public sealed class JUnitScriptTests
{
    /// <summary>Knows the switches of the recipe and nothing else; the mounted folder is where it runs.</summary>
    private const string Docker = """
        #!/usr/bin/env bash
        set -euo pipefail
        printf '%s\n' "$@" > "$DOCKER_LOG"
        [[ "$1" == run ]] || exit 125
        shift
        while [[ "$1" == --* ]]; do
          case "$1" in
            --rm | --read-only) shift ;;
            --network | --user) shift 2 ;;
            --volume) mounted="${2%:/work}" && shift 2 ;;
            --workdir) [[ "$2" == /work ]] && cd "$mounted" && shift 2 ;;
            --env) export "$2" && shift 2 ;;
            *) echo "docker: unknown flag: $1" >&2 && exit 125 ;;
          esac
        done
        shift
        exec dotnet "$PROGRAM" "${@/#\/scenarios/$SCENARIOS}"

        """;

    [Test]
    public async Task What_it_leaves_is_of_who_ran_it_and_lies_where_it_was_asked_for()
    {
        using var folder = new TempFolder();

        var run = await RunAsync(folder, "/scenarios/examples/race-for-money.yaml");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "results/junit.xml")),
            Does.Contain("<testsuites").And.Contain("failures=\"0\""));
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "results/report.html")), Does.StartWith("<!"));
        var owner = (await Script.BashAsync(["-c", "echo $(id -u):$(id -g)"])).LastLine;
        Assert.That(File.ReadAllLines(Path.Combine(folder.Path, "docker.log")), Does.Contain(owner).And.Contain("--read-only"));
        Assert.That(
            Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "docker", "docker.log", "results" }));
    }

    [Test]
    public async Task The_exit_code_is_that_of_the_run()
    {
        using var folder = new TempFolder();

        var run = await RunAsync(folder, "not-there.yaml");

        Assert.That(run.ExitCode, Is.EqualTo(2).Or.EqualTo(3), run.ToString());
        Assert.That(run.Errors, Does.Contain("not-there.yaml"));
    }

    private static async Task<ScriptRun> RunAsync(TempFolder folder, params string[] paths)
    {
        var docker = Path.Combine(folder.Path, "docker");
        await File.WriteAllTextAsync(docker, Docker.ReplaceLineEndings("\n"));
        const string Call = "chmod +x \"$1/docker\" && cd \"$1\" && PATH=\"$1:$PATH\" exec \"$2\" \"${@:3}\"";
        return await Script.BashAsync(
            ["-c", Call, "junit", folder.Path, Path.Combine(RecipeFile.Folder, "junit.sh"), .. paths],
            ("DOCKER_LOG", Path.Combine(folder.Path, "docker.log")),
            ("PROGRAM", Path.Combine(AppContext.BaseDirectory, "fincoresim.dll")),
            ("SCENARIOS", Path.Combine(Script.Root, "scenarios")),
            ("INTEGRATOR_URL", ""));
    }
}
