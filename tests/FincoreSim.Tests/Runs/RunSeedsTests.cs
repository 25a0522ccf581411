using System.Text;
using FincoreSim.Domain.Identity;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Runs;

/// <summary>Which seed a scenario's sandbox has: the file's, that of the run, or one made of both.</summary>
public sealed class RunSeedsTests
{
    private const string Url = "http://127.0.0.1:9";

    private static readonly RunSettings Own = new();
    private static readonly RunSettings Judging = new() { IntegratorUrl = Url };

    [TestCase(null, false, false, 1)]
    [TestCase("files", false, false, 1)]
    [TestCase("42", false, true, 42)]
    [TestCase("0", false, true, 0)]
    [TestCase("-7", false, true, -7)]
    [TestCase("random", false, true, null)]
    [TestCase(null, true, true, null)]
    [TestCase("random", true, true, null)]
    [TestCase("files", true, false, 1)]
    [TestCase("42", true, true, 42)]
    public void What_is_asked_for_decides(string? asked, bool hasUrl, bool overrides, long? seed)
    {
        var settings = (hasUrl ? Judging : Own).WithSeed(asked);

        Assert.That(settings.OverridesSeeds, Is.EqualTo(overrides));
        Assert.That(settings.Seed, seed is { } known ? Is.EqualTo(known) : Is.InRange(SeededIds.FirstDrawnSeed, Seeds.Max));
    }

    [Test]
    public void What_is_drawn_is_another_each_time_and_a_number_that_json_carries() => Assert.That(
        Enumerable.Range(0, 200).Select(_ => Seeds.Draw()), Is.Unique.And.All.InRange(SeededIds.FirstDrawnSeed, (1L << 53) - 1));

    [Test]
    public void Without_a_word_a_file_has_its_own_and_else_that_of_the_run()
    {
        Assert.That(SeedsOf(Own with { Seed = 9 }, "seed: 3").Distinct(), Is.EqualTo([3]));
        Assert.That(SeedsOf(Own with { Seed = 9 }, "").Distinct(), Is.EqualTo([9]));
    }

    [Test]
    public void A_run_that_overrides_keeps_rows_apart_that_differ_in_their_seeds_only()
    {
        const string Row = "seed: \"${matrix.row}\"";
        var (rows, others) = (SeedsOf(Own.WithSeed("42"), Row), SeedsOf(Own.WithSeed("43"), Row));

        Assert.That(rows.Distinct().Count(), Is.EqualTo(3), "three rows, twice");
        Assert.That(rows.Concat(others).Distinct().Count(), Is.EqualTo(6));
        Assert.That(SeedsOf(Own.WithSeed("42"), Row), Is.EqualTo(rows), "the same when asked");
        Assert.That(SeedsOf(Own.WithSeed("42"), "").Distinct(), Is.EqualTo([42]), "--seed is that of files that name none");
    }

    [TestCase("")]
    [TestCase("seed: 3")]
    [TestCase("seed: \"${matrix.row}\"")]
    public void For_an_integrator_with_a_memory_no_two_runs_have_the_same(string seed)
    {
        var (asked, again) = (SeedsOf(Judging.WithSeed("42"), seed), SeedsOf(Judging.WithSeed("42"), seed));

        Assert.That(asked, Is.Unique.And.All.InRange(SeededIds.FirstDrawnSeed, Seeds.Max));
        Assert.That(again, Is.EqualTo(asked));
        Assert.That(SeedsOf(Judging.WithSeed(null), seed).Intersect(SeedsOf(Judging.WithSeed(null), seed)), Is.Empty);
    }

    /// <summary>The seeds of a file with three rows, each twice.</summary>
    private static long[] SeedsOf(RunSettings settings, string seed)
    {
        var yaml = $"fincoresim: 1\nname: x\nmatrix: {{row: [1, 2, 3]}}\nsandbox: {{{seed}}}\nsteps: [settle]\n";
        var runs = ScenarioSet.Of([("a.yaml", Encoding.UTF8.GetBytes(yaml))], []).Runs;
        return [.. runs.SelectMany(run => Enumerable.Range(1, 2).Select(repetition => RunSeeds.Of(run, settings, repetition)))];
    }
}
