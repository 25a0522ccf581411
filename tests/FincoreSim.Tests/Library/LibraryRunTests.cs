using FincoreSim.Domain.Reports;
using FincoreSim.Runs.Runner;
using FincoreSim.Testing.JUnit;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Library;

/// <summary>The shipped scenarios as a user runs them: by the program, all at once, with its reports.</summary>
public sealed class LibraryRunTests
{
    /// <summary>The files with rules only: there is nothing in them to run.</summary>
    private static readonly string[] RulesOnly = ["scenarios/examples/every-receipt-late.yaml"];

    private static readonly Lazy<Task<Run>> Once = new(RunAsync);

    private static IEnumerable<TestCaseData> All =>
        Bench.Shipped().Select(path => new TestCaseData($"scenarios/{path}").SetArgDisplayNames(path));

    [Test]
    public async Task Everything_passes_and_the_exit_code_is_0()
    {
        var run = await Once.Value;

        Assert.That(run.Code, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Report.Cases.Count(), Is.EqualTo(Bench.PlanOf(Bench.Shipped()).Length));
        Assert.That(run.Output, Does.Match(@"\n[0-9]+ passed, 0 failed in [0-9]+\.[0-9]{2} s\n\z"));
    }

    [TestCaseSource(nameof(All))]
    public async Task Is_run(string path)
    {
        var run = await Once.Value;
        if (RulesOnly.Contains(path))
        {
            Assert.That(run.Output, Does.Contain($"1 file with rules only, for 'serve --scenarios': {path}"));
            return;
        }

        var suite = run.Report.Suites.Single(one => one.Name == path);
        Assert.That(suite.Cases, Is.Not.Empty);
        Assert.That(suite.Cases.Select(one => one.Outcome), Is.All.EqualTo("passed"),
            string.Join("\n\n", suite.Cases.Select(one => one.Text)));
        Assert.That(suite.Cases.Select(one => one.ClassName), Is.All.EqualTo(path));
        Assert.That(suite.Cases.Select(one => one.Name),
            Is.EqualTo(Bench.PlanOf(path["scenarios/".Length..]).Select(planned => planned.Scenario.Name)));
    }

    [Test]
    public async Task Each_case_says_seed_clock_and_version()
    {
        var run = await Once.Value;
        var runs = Bench.PlanOf(Bench.Shipped());
        var planned = runs.ToDictionary(one => one.Scenario.Name, one => one.Scenario);
        var settings = new RunSettings().WithSeed("42");
        var seeds = runs.ToDictionary(one => one.Scenario.Name, one => RunSeeds.Of(one, settings, repetition: 1));

        Assert.That(run.Output, Does.StartWith("seed 42, in place of those in the files; --seed 42 runs the same again\n"));
        foreach (var one in run.Report.Cases)
        {
            string[] told = ["seed", "run_seed", "clock", "version", "fingerprint"];
            Assert.That(one.Properties.Keys, Is.SupersetOf(told), one.Name);
            Assert.That(one.Properties["seed"], Is.EqualTo($"{seeds[one.Name]}"), one.Name);
            Assert.That(one.Properties["run_seed"], Is.EqualTo("42"), one.Name);
            Assert.That(DateTimeOffset.Parse(one.Properties["clock"], System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(planned[one.Name].Sandbox.Clock ?? RunSettings.ClockDefault), one.Name);
            Assert.That(one.Properties["version"], Does.Match(@"^[0-9]+\.[0-9]+\.[0-9]+"), one.Name);
        }
    }

    [Test]
    public async Task The_page_for_people_has_every_scenario()
    {
        var run = await Once.Value;

        Assert.That(
            run.Page, Does.StartWith("<!doctype html>").And.Contain($"{run.Report.Cases.Count()} passed, 0 failed").And.Not
                .Contain("<script"));
        Assert.That(
            run.Report.Cases.Where(
                one => !run.Page.Contains(System.Net.WebUtility.HtmlEncode(one.Name), StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>One run for all tests, from the repository's root.</summary>
    private static async Task<Run> RunAsync()
    {
        using var folder = new TempFolder();
        var (junit, page) = (folder.At("junit/report.xml"), folder.At("report.html"));
        await using var child = SimulatorProcess.StartIn(
            Path.GetFullPath(Path.Combine(Files.Folder(), "..")),
            "run", "scenarios", "--junit", junit, "--html", page, "--seed", "42", "--parallel", "2", "--bundles",
            folder.At("bundles"));
        var code = await child.ExitCodeAsync();
        return new Run(code, child.Output, child.Errors, JUnitChecker.Read(await File.ReadAllBytesAsync(junit)),
            await File.ReadAllTextAsync(page));
    }

    private sealed record Run(int Code, string Output, string Errors, JUnitDocument Report, string Page);
}
