using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Library;

/// <summary>
/// Each file of <c>judging/</c> passes with the careful integrator, and fails with the mistake that it is there for.
/// </summary>
public sealed class JudgingTests
{
    private static readonly RunSettings Careful = new();

    private static string[] Judging => Bench.Shipped("judging");

    private static string[] Conformance => Bench.Shipped("conformance");

    /// <summary>Every file with each of the mistakes among its tags.</summary>
    private static IEnumerable<TestCaseData> Caught =>
        Judging.SelectMany(path => MistakesOf(path).Select(mistake => new TestCaseData(path, mistake)));

    [TestCaseSource(nameof(Judging))]
    [TestCaseSource(nameof(Conformance))]
    public async Task The_careful_one_passes(string path)
    {
        foreach (var result in await Bench.RunFileAsync(path, Careful))
        {
            Bench.AssertPassed(result);
        }
    }

    [TestCaseSource(nameof(Caught))]
    public async Task The_mistake_alone_fails_its_file(string path, string mistake)
    {
        Assert.That(Mistakes.TryParse(mistake, out var mistakes));

        var results = await Bench.RunFileAsync(path, Careful with { Mistakes = mistakes });

        Assert.That(
            results.Select(result => result.Verdict), Has.Some.EqualTo(RunVerdict.Failed).And.None.EqualTo(RunVerdict.Unable));
        Assert.That(results.Where(result => result.Failure is not null).Select(result => result.Failure!.At.Line),
            Is.All.GreaterThan(1), "the line that was not met");
    }

    [TestCaseSource(nameof(Judging))]
    public void Each_file_is_there_for_a_mistake(string path) => Assert.That(MistakesOf(path), Is.Not.Empty);

    [Test]
    public void Every_mistake_has_its_file() =>
        Assert.That(Judging.SelectMany(MistakesOf).Distinct(), Is.EquivalentTo(Mistakes.Names));

    [Test]
    public async Task The_careless_twin_fails_most_of_the_conformance_suite()
    {
        var results =
            await Bench.RunAllAsync(Bench.PlanOf(Conformance), Careful with { Mistakes = Mistakes.Careless, Parallel = 2 });

        var failed = results.Where(result => result.Verdict == RunVerdict.Failed).Select(result => result.File).Distinct()
            .ToArray();
        Assert.That(failed, Has.Length.GreaterThan(Conformance.Length / 2), string.Join('\n', failed));
        Assert.That(results.Select(result => result.Verdict), Has.None.EqualTo(RunVerdict.Unable));
    }

    private static string[] MistakesOf(string path) =>
        [.. Bench.PlanOf(path)[0].Scenario.Tags.Where(tag => Mistakes.Names.Contains(tag))];
}
