using FincoreSim.Domain.Webhooks;
using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Library;

/// <summary>
/// Each file of <c>conformance/</c> that is about a mistake of the sample integrator's fails with that mistake alone.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly RunSettings Careful = new();

    /// <summary>
    /// The mistakes that show in answers to webhooks, or in the book; the others are made where nobody is told.
    /// </summary>
    private static readonly (Mistake Mistake, string File)[] Caught =
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

    private static IEnumerable<TestCaseData> Rows =>
        Caught.Select(row => new TestCaseData(row.Mistake, row.File).SetArgDisplayNames(Mistakes.NameOf(row.Mistake), row.File));

    [TestCaseSource(nameof(Rows))]
    public async Task The_mistake_alone_fails_the_file_that_is_about_it(Mistake mistake, string file)
    {
        var results = await Bench.RunFileAsync($"conformance/{file}", Careful with { Mistakes = Mistakes.Of(mistake) });

        Assert.That(
            results.Select(result => result.Verdict), Has.Some.EqualTo(RunVerdict.Failed).And.None.EqualTo(RunVerdict.Unable));
    }

    /// <summary>
    /// With <c>--seed files</c> the ids of messages come from the file's seed alone: with one seed two scenarios would tell a
    /// receiver with a memory the same deposit.
    /// </summary>
    [Test]
    public void No_two_scenarios_with_webhooks_have_the_same_seed()
    {
        var seeds = Bench.PlanOf(Bench.Shipped("conformance")).Where(run => run.Scenario.Given.Webhooks.Length > 0)
            .Select(run => run.Scenario.Sandbox.Seed);

        Assert.That(seeds, Is.Unique.And.None.Null);
    }
}
