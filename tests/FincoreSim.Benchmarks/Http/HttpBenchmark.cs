using System.Globalization;
using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// POST money_out against a bare endpoint of the same framework, in one run and in alternating rounds. What the machine does
/// beside moves both, so only the ratios count.
/// </summary>
internal static class HttpBenchmark
{
    /// <summary>
    /// Tiered compilation goes on in the pauses between bursts. Without them it competes for the server's one CPU, and was
    /// still at a tenth of it when the measured rounds began.
    /// </summary>
    private const int WarmUpBursts = 6;

    private static readonly TimeSpan WarmUpBurst = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromSeconds(1);

    private static readonly Variant[] Variants =
    [
        new("bare endpoint", HasKey: true, IsBare: true),
        new("no key, no webhook", HasKey: false),
        new("with Idempotency-Key", HasKey: true),
        new("with webhook, queued", HasKey: false, Webhooks.Queued),
        new("everything on: key, webhook queued", HasKey: true, Webhooks.Queued),
        new("everything on, and webhooks sent", HasKey: true, Webhooks.Sent),
    ];

    /// <summary>What becomes of webhooks.</summary>
    private enum Webhooks
    {
        None,

        /// <summary>A delivery for each payment is made and queued. The receiver holds on to the first, so the next are not sent.</summary>
        Queued,

        /// <summary>They are queued, and sent one after the other: exchanges that the bare endpoint does not make.</summary>
        Sent,
    }

    private sealed record Variant(string Name, bool HasKey, Webhooks Webhooks = Webhooks.None, bool IsBare = false);

    public static void Run(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 7;
        var variants = Variants.Where(variant => variant.IsBare || options.Only is not { } only || variant.Name.Contains(only, StringComparison.Ordinal)).ToArray();
        using var bare = new Child("serve-bare", options.IsPinned);
        using var simulator = new Child("serve-sim", options.IsPinned);
        using var receiver = new Receiver(answers: true).Start();
        using var holding = new Receiver(answers: false).Start();
        var duration = TimeSpan.FromSeconds(options.Seconds);
        var measured = variants.ToDictionary(variant => variant, _ => new List<LoadRound>());

        for (var burst = 0; burst < WarmUpBursts; burst++)
        {
            Round(variants[0], WarmUpBurst);
            Round(variants[^1], WarmUpBurst);
            Thread.Sleep(WarmUpPause);
        }

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var variant in variants)
            {
                measured[variant].Add(Round(variant, duration));
                Console.Error.WriteLine($"round {round} of {rounds}: {variant.Name}: {measured[variant][^1]}");
            }
        }

        Print(rounds, variants, measured);

        LoadRound Round(Variant variant, TimeSpan length)
        {
            if (variant.IsBare)
            {
                return LoadRound.Run(bare, variant.HasKey, length);
            }

            simulator.Ask("reset");
            if (variant.Webhooks != Webhooks.None)
            {
                simulator.Ask($"webhook {(variant.Webhooks == Webhooks.Sent ? receiver : holding).Url}");
            }

            var result = LoadRound.Run(simulator, variant.HasKey, length) with
            {
                Queued = double.Parse(simulator.Ask("queued"), CultureInfo.InvariantCulture),
                Sent = double.Parse(simulator.Ask("attempts"), CultureInfo.InvariantCulture),
            };
            simulator.Ask("reset");
            return result;
        }
    }

    private static void Print(int rounds, Variant[] variants, Dictionary<Variant, List<LoadRound>> measured)
    {
        var bare = measured[variants[0]];
        Console.WriteLine($"money_out over HTTP/1.1, {LoadGenerator.Connections} connections, medians of {rounds} rounds that alternate:");
        Console.WriteLine();
        MarkdownTable.Print(
        [
            ["", "req/s", "of bare", "CPU µs/req", "bare's CPU of it", "GC pause µs/req", "bytes allocated", "p50 ms", "p99 ms", "answer bytes", "webhooks queued/s", "sent/s"],
            .. variants.Select(variant =>
            {
                var all = measured[variant];
                var speed = all.Zip(bare, (mine, its) => mine.Load.PerSecond / its.Load.PerSecond).ToArray();
                var work = all.Zip(bare, (mine, its) => its.CpuMicroseconds / mine.CpuMicroseconds).ToArray();
                return (string[])
                [
                    variant.Name,
                    Numbers.Show(all.Select(round => round.Load.PerSecond).Median()),
                    $"{Numbers.Show(speed.Median(), 2)} ({speed.Range(2)})",
                    Numbers.Show(all.Select(round => round.CpuMicroseconds).Median(), 1),
                    $"{Numbers.Show(work.Median(), 2)} ({work.Range(2)})",
                    Numbers.Show(all.Select(round => round.Paused).Median(), 1),
                    Numbers.Show(all.Select(round => round.Allocated).Median()),
                    Numbers.Show(all.Select(round => round.Load.P50).Median(), 2),
                    Numbers.Show(all.Select(round => round.Load.P99).Median(), 2),
                    Numbers.Show(all[0].Load.AnswerBytes),
                    Numbers.Show(all.Select(round => round.Queued / round.LoadedSeconds).Median()),
                    Numbers.Show(all.Select(round => round.Sent / round.LoadedSeconds).Median()),
                ];
            }),
        ]);
    }
}
