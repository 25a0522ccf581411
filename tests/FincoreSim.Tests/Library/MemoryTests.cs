using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FincoreSim.Runs.Reports;
using FincoreSim.Runs.Runner;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Library;

/// <summary>The conformance suite against a receiver that remembers, again and again: each run tells of new deposits.</summary>
public sealed partial class MemoryTests
{
    private const string Token = "conformance-token";

    private static RunSettings Judging(MemoryReceiver receiver, string? seed = null) =>
        new RunSettings { IntegratorUrl = receiver.Url, Parallel = 2 }.WithSeed(seed);

    [Test]
    public async Task Run_after_run_passes_and_tells_nothing_twice()
    {
        await using var receiver = await MemoryReceiver.StartAsync(Token);
        var planned = Bench.PlanOf(Bench.Shipped("conformance"));
        var (messages, known, wallets) = (new List<string>(), new List<string>(), new List<string>());
        for (var run = 1; run <= 3; run++)
        {
            foreach (var result in await Bench.RunAllAsync(planned, Judging(receiver)))
            {
                Bench.AssertPassed(result);
            }

            Assert.That(receiver.Messages[messages.Count..], Has.Length.GreaterThan(150), $"what run {run} told");
            messages = [.. receiver.Messages];
            known = [.. receiver.Known];
            wallets = [.. receiver.Wallets];
        }

        Assert.That(receiver.Contradictions, Is.Empty);
        Assert.That(wallets, Has.Count.EqualTo(3 * (wallets.Count / 3)).And.Count.GreaterThan(30), "each scenario has its own");
    }

    [Test]
    public async Task The_files_own_seeds_tell_the_same_again_and_so_does_a_number()
    {
        await using var receiver = await MemoryReceiver.StartAsync(Token);
        var planned = Bench.PlanOf("conformance/duplicates.yaml", "conformance/late-and-shuffled.yaml");
        var told = new Dictionary<string, int>();
        foreach (var seed in new[] { "files", "files", "42", "42", "43", "random", "random" })
        {
            var before = receiver.Messages.Length;
            foreach (var result in await Bench.RunAllAsync(planned, Judging(receiver, seed)))
            {
                Bench.AssertPassed(result);
            }

            told[$"{seed} {told.Count}"] = receiver.Messages.Length - before;
        }

        Assert.That(told.Values, Is.EqualTo(new[] { 93, 0, 93, 0, 93, 93, 93 }), "how many messages were new");
        Assert.That(receiver.Contradictions, Is.Empty);
    }

    [Test]
    public async Task Repetitions_and_copies_of_a_file_are_told_apart_too()
    {
        await using var receiver = await MemoryReceiver.StartAsync(Token);
        const string File = "conformance/book/wallet-equals-balance.yaml";
        ImmutableArray<PlannedRun> twice = [.. Bench.PlanOf(File), .. Bench.PlanOf(File)];

        var results = await Bench.RunAllAsync(twice, Judging(receiver, "42") with { Repeat = 3 });

        foreach (var result in results)
        {
            Bench.AssertPassed(result);
        }

        Assert.That(results.Select(result => result.Seed), Is.Unique);
        Assert.That(results.Select(result => result.RunSeed), Is.All.EqualTo(42));
        Assert.That(receiver.Messages, Has.Length.EqualTo(6 * 40));
        Assert.That(new RunReport(results, [], [], TimeSpan.Zero).Unsteady, Is.Empty, "other seeds are no unsteadiness");
    }

    [Test]
    public async Task The_program_says_the_seed_by_which_a_run_can_be_had_again()
    {
        await using var receiver = await MemoryReceiver.StartAsync(Token);

        var first = await RunAsync(receiver, "duplicates.yaml");
        var second = await RunAsync(receiver, "duplicates.yaml");
        var again = await RunAsync(receiver, "duplicates.yaml", "--seed", first.Seed);

        Assert.That(second.Seed, Is.Not.EqualTo(first.Seed));
        Assert.That(again.Seed, Is.EqualTo(first.Seed));
        Assert.That((first.Told, second.Told, again.Told), Is.EqualTo((3, 3, 0)));
    }

    /// <summary>Runs the program; the seed that it says, and how many messages the receiver did not know.</summary>
    private static async Task<(string Seed, int Told)> RunAsync(MemoryReceiver receiver, string file, params string[] others)
    {
        var before = receiver.Messages.Length;
        var path = Path.Combine(Files.Folder(), "conformance", file);
        await using var child = SimulatorProcess.Start(["run", path, "--url", receiver.Url, .. others]);
        Assert.That(await child.ExitCodeAsync(), Is.Zero, child.Output + child.Errors);
        var seed = SeedLine().Match(child.Output);
        Assert.That(seed.Success, child.Output);
        return (seed.Groups[1].Value, receiver.Messages.Length - before);
    }

    [GeneratedRegex(@"\Aseed ([0-9]+), in place of those in the files; --seed \1 runs the same again\n")]
    private static partial Regex SeedLine();
}
