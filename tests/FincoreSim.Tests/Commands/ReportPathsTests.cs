using FincoreSim.Cli;
using FincoreSim.Disk;
using FincoreSim.Runs.Runner;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Commands;

/// <summary>Where reports and bundles cannot be is told before the run, and no report takes the place of a scenario.</summary>
[Platform(Exclude = "Win")]
public sealed class ReportPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("a.yaml", null, ".", 2, "--junit would overwrite the scenario file {folder}/a.yaml.")]
    [TestCase(null, "link", ".", 2, "--html would overwrite the scenario file {folder}/a.yaml.")]
    [TestCase("sub/../a.yaml", null, ".", 2, "--junit would overwrite the scenario file {folder}/a.yaml.")]
    [TestCase("x", "x", ".", 2, "--junit and --html are the same file; each needs its own.")]
    [TestCase("new/x", "sub/../new/x", ".", 2, "--junit and --html are the same file; each needs its own.")]
    [TestCase("sub", null, ".", 3, "the report cannot be written: {folder}/sub is a folder.")]
    [TestCase(null, "a.yaml/x/y", ".", 3, "the report cannot be written: {folder}/a.yaml is a file.")]
    [TestCase(null, null, "a.yaml", 2, "--bundles must be a folder: {folder}/a.yaml is a file.")]
    [TestCase(null, null, "link/below", 2, "--bundles must be a folder: {folder}/link is a file.")]
    [TestCase("x", "y", "sub", null, null)]
    [TestCase("new/x", "new/y", "new/er", null, null)]
    [TestCase("old.xml", "old.html", ".", null, null)]
    [TestCase(null, null, null, null, null)]
    public void Are_looked_at_first(string? junit, string? html, string? bundles, int? code, string? says)
    {
        _folder.Write("a.yaml", "");
        _folder.Write("old.xml", "");
        Directory.CreateDirectory(_folder.At("sub"));
        File.CreateSymbolicLink(_folder.At("link"), "a.yaml");
        var settings = new RunSettings { BundleFolder = At(bundles) };
        var options =
            new RunOptions([_folder.Path], settings) { Server = new ServeOptions(), JUnit = At(junit), Html = At(html) };

        var problem = ReportPaths.Check(options, ScenarioPaths.Of(options.Paths));

        Assert.That(problem?.Problem, Is.EqualTo(says?.Replace("{folder}", _folder.Path, StringComparison.Ordinal)));
        Assert.That(problem?.Code, Is.EqualTo(code));
    }

    private string? At(string? name) => name is null ? null : _folder.At(name);
}
