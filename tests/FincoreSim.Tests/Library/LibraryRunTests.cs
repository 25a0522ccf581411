using FincoreSim.Cli;
using FincoreSim.Runs;
using FincoreSim.SampleIntegrator;
using FincoreSim.Tests.ScenarioFiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.Library;

/// <summary>The shipped scenarios pass, and catch the mistakes that they are about.</summary>
public sealed class LibraryRunTests
{
    private const string Judging = "judging";

    /// <summary>What the files of conformance catch, by their names; the other mistakes do not show in answers to webhooks.</summary>
    private static readonly (Mistake Mistake, string File)[] Conformance =
    [
        (Mistake.Answers200BeforeBooking, "deposits-answered.yaml"),
        (Mistake.ChokesOnUnknown, "unknown-members.yaml"),
        (Mistake.ChokesOnUnknown, "unknown-values.yaml"),
        (Mistake.TrustsAnyToken, "wrong-token.yaml"),
        (Mistake.TrustsAnyToken, "token-changed.yaml"),
        (Mistake.RefusesWithoutReason, "refusals-have-a-reason.yaml"),
        (Mistake.BooksDuplicates, "book/booked-once.yaml"),
        (Mistake.BooksDuplicates, "book/wallet-equals-balance.yaml"),
        (Mistake.FloatingMoney, "book/wallet-equals-balance.yaml"),
        (Mistake.IgnoresIntCredit, "book/internal-credit-is-booked.yaml"),
    ];

    private static WebApplication _app = null!;

    private static IEnumerable<TestCaseData> JudgingFiles => Directory.EnumerateFiles(Path.Combine(Files.Folder(), Judging), "*.yaml")
        .Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(file => new TestCaseData(file).SetArgDisplayNames(file!));

    private static IEnumerable<TestCaseData> ConformanceRows =>
        Conformance.Select(row => new TestCaseData(row.Mistake, row.File).SetArgDisplayNames(Mistakes.NameOf(row.Mistake), row.File));

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        _app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0", HasPage = false });
        await _app.StartAsync();
    }

    [OneTimeTearDown]
    public static async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task Every_shipped_scenario_passes_with_the_careful_integrator()
    {
        var results = await RunAsync(Mistakes.None, Files.Folder());

        Assert.That(results.Where(result => result.Verdict != RunVerdict.Passed).Select(result => $"{result.Place} {result.Failure?.Title}"), Is.Empty);
    }

    [TestCaseSource(nameof(JudgingFiles))]
    public async Task A_file_of_judging_fails_with_each_mistake_that_it_catches_and_with_the_careless_twin(string file)
    {
        var path = Path.Combine(Files.Folder(), Judging, file);
        var caught = ScenarioSet.Load([path], []).Runs[0].Scenario.Tags.Where(Mistakes.Names.Contains).ToArray();

        Assert.That(caught, Is.Not.Empty, "a tag names the mistake");
        using var every = Assert.EnterMultipleScope();
        foreach (var name in caught.Append("careless"))
        {
            _ = Mistakes.TryParse(name, out var mistakes);
            Assert.That((await RunAsync(mistakes, path)).Select(result => result.Verdict), Has.Some.EqualTo(RunVerdict.Failed), name);
        }
    }

    [TestCaseSource(nameof(ConformanceRows))]
    public async Task A_file_of_conformance_fails_with_the_mistake_that_it_catches(Mistake mistake, string file)
    {
        var results = await RunAsync(Mistakes.Of(mistake), Path.Combine(Files.Folder(), "conformance", file));

        Assert.That(results.Select(result => result.Verdict), Has.Some.EqualTo(RunVerdict.Failed));
    }

    private static async Task<IReadOnlyList<RunResult>> RunAsync(Mistakes mistakes, params string[] paths)
    {
        var files = ScenarioSet.Load(paths, []);
        Assert.That(files.Wrong, Is.Empty);
        var runner = _app.Services.GetRequiredService<ScenarioRunner>();
        return await runner.RunAsync(files.Runs, new RunSettings { Parallel = 2, Mistakes = mistakes }, _ => { }, CancellationToken.None);
    }
}
