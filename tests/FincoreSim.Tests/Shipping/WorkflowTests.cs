using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace FincoreSim.Tests.Shipping;

/// <summary>The workflows of the forge can be read, and what they call is there.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(Script.Root, ".github/workflows");

    private static IEnumerable<string> Workflows => Directory.GetFiles(Folder, "*.yml").Select(path => Path.GetFileName(path));

    [TestCaseSource(nameof(Workflows))]
    public void Every_file_that_a_step_runs_is_there_and_every_job_that_is_needed(string workflow)
    {
        var jobs = (YamlMappingNode)Read(workflow)["jobs"];
        var names = jobs.Children.Keys.Select(name => name.ToString()).ToArray();
        foreach (var (name, job) in jobs)
        {
            var needed = ((YamlMappingNode)job).Children.TryGetValue("needs", out var needs)
                ? needs is YamlSequenceNode several ? several.Select(one => one.ToString()) : [needs.ToString()]
                : [];
            Assert.That(needed, Is.SubsetOf(names), $"{name} needs");
            foreach (var step in (YamlSequenceNode)job["steps"])
            {
                Check((YamlMappingNode)step);
            }
        }
    }

    [Test]
    public void Ci_is_the_one_command() =>
        Assert.That(File.ReadAllText(Path.Combine(Folder, "ci.yml")), Does.Contain("- run: .ci/run\n"));

    /// <summary>The tests of the page are counted with the others, and what they saw is kept.</summary>
    [Test]
    public void The_page_is_tested_by_the_one_command_and_its_pictures_are_kept()
    {
        Assert.That(
            File.ReadAllText(Path.Combine(Script.Root, "FincoreSim.sln")), Does.Contain("FincoreSim.Browser.Tests.csproj"));
        Assert.That(File.ReadAllText(Path.Combine(Folder, "ci.yml")), Does.Contain("path: artifacts/screenshots\n"));
    }

    private static void Check(YamlMappingNode step)
    {
        if (step.Children.TryGetValue("uses", out var uses))
        {
            Assert.That(uses.ToString(), Does.Match("^[a-z-]+/[a-z-]+@v[0-9]+$"), "an action with its version");
        }

        foreach (Match file in OwnFile().Matches(step.Children.TryGetValue("run", out var run) ? run.ToString() : ""))
        {
            Assert.That(Path.Exists(Path.Combine(Script.Root, file.Value)), Is.True, file.Value);
        }
    }

    private static YamlMappingNode Read(string workflow)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, workflow));
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    [GeneratedRegex(@"(?<![\w./$-])(simulator|tests|openapi|scenarios|\.ci)/[\w./-]+")]
    private static partial Regex OwnFile();
}
