using System.Diagnostics;
using FincoreSim.Benchmarks.Ledger;
using FincoreSim.Benchmarks.Measuring;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Worlds;
using FincoreSim.Outbound;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Benchmarks.Sandboxes;

/// <summary>What a test suite waits for: new sandboxes, resets, forks and a moved clock, each against its aim.</summary>
internal static class SandboxBenchmark
{
    private const int DueItems = 1_000;
    private const int ForkedTransactions = 100_000;

    private static readonly ClockSettings Frozen = new(ClockMode.Frozen, null, 1);

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 50;
        using var sender = new WebhookSender(TimeProvider.System, OutboundPolicy.WithoutServer());
        using var sandboxes =
            new SandboxRegistry(new RegistrySettings(null, WorldTemplate.Docs, IsGuarded: false), TimeProvider.System, sender,
                new StandingRules(Console.Error.WriteLine));
        var large = WorldTemplate.Docs.Build(new WorldOptions(), 1, TimeProvider.System.GetUtcNow());
        new PaymentStream(hasKeys: true).Fill(
            new WorldGate(large, new VirtualClock(TimeProvider.System, ClockMode.Frozen, large.Now)), ForkedTransactions);
        var forked = new PaymentStream(hasKeys: true);

        var (create, reset, fork, first, advance) = (new List<double>(), new List<double>(), new List<double>(),
            new List<double>(), new List<double>());
        for (var round = -5; round < rounds; round++)
        {
            if (round == 0)
            {
                Array.ForEach([create, reset, fork, first, advance], values => values.Clear());
            }

            var sandbox = Time(create, () => sandboxes.Create(null, null, WorldTemplate.Docs, Frozen, new WorldOptions()).Value);
            new PaymentStream(hasKeys: false).Submit(sandbox, DueItems);
            await TimeAsync(advance,
                () => new ClockDriver(sandbox, TimeProvider.System).AdvanceAsync(TimeSpan.FromHours(24), CancellationToken.None));
            Time(reset, () => { sandbox.Reset(); return true; });
            sandboxes.Delete(sandbox.Id);
            var copy = Time(fork, large.Fork);
            Time(first, () => copy.Submit(forked.Next()));
        }

        Console.WriteLine($"What a test suite waits for, {rounds} times:");
        Console.WriteLine();
        MarkdownTable.Print(
            ["", "median ms", "worst ms", "aim ms"],
            Row("new sandbox", create, "10"),
            Row("reset", reset, "5"),
            Row($"fork of {Numbers.Show(ForkedTransactions)} transactions", fork, "5"),
            Row("… and the first payment in the fork", first, ""),
            Row($"24 h with {Numbers.Show(DueItems)} due items and no receiver", advance, "50"));
    }

    private static T Time<T>(List<double> into, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = work();
        into.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    private static async Task TimeAsync(List<double> into, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        into.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static string[] Row(string name, List<double> values, string aim) =>
        [name, Numbers.Show(values.Median(), 2), Numbers.Show(values.Max(), 2), aim];

    private static void Submit(this PaymentStream payments, Sandbox sandbox, int count)
    {
        for (var index = 0; index < count; index++)
        {
            sandbox.Submit(payments.Next());
        }
    }
}
