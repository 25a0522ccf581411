using System.Globalization;
using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// POST money_out against a bare endpoint of the same framework, in one run and in alternating rounds. What the machine does
/// beside moves both, so only the ratios count.
/// </summary>
internal static class HttpBenchmark
{
    /// <summary>Tiered compilation has not settled before.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private static readonly Variant[] Variants =
    [
        new("bare endpoint", IsBare: true, HasKey: true, HasWebhook: false),
        new("no key, no webhook", IsBare: false, HasKey: false, HasWebhook: false),
        new("with Idempotency-Key", IsBare: false, HasKey: true, HasWebhook: false),
        new("with webhook", IsBare: false, HasKey: false, HasWebhook: true),
        new("everything on", IsBare: false, HasKey: true, HasWebhook: true),
    ];

    private sealed record Variant(string Name, bool IsBare, bool HasKey, bool HasWebhook);

    public static void Run(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 7;
        using var bare = new Child("serve-bare", options.IsPinned);
        using var simulator = new Child("serve-sim", options.IsPinned);
        using var receiver = new Receiver();
        var duration = TimeSpan.FromSeconds(options.Seconds);
        var measured = Variants.ToDictionary(variant => variant, _ => new List<LoadRound>());

        Round(Variants[0], WarmUp);
        Round(Variants[^1], WarmUp);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var variant in Variants)
            {
                measured[variant].Add(Round(variant, duration));
                Console.Error.WriteLine($"round {round} of {rounds}: {variant.Name}: {measured[variant][^1]}");
            }
        }

        Print(rounds, measured);

        LoadRound Round(Variant variant, TimeSpan length)
        {
            if (variant.IsBare)
            {
                return LoadRound.Run(bare, variant.HasKey, length);
            }

            simulator.Ask("reset");
            if (variant.HasWebhook)
            {
                simulator.Ask($"webhook {receiver.Url}");
            }

            var result = LoadRound.Run(simulator, variant.HasKey, length) with
            {
                Webhooks = double.Parse(simulator.Ask("attempts"), CultureInfo.InvariantCulture),
            };
            simulator.Ask("reset");
            return result;
        }
    }

    private static void Print(int rounds, Dictionary<Variant, List<LoadRound>> measured)
    {
        var bare = measured[Variants[0]];
        Console.WriteLine($"money_out over HTTP/1.1, {LoadGenerator.Connections} connections, medians of {rounds} rounds that alternate:");
        Console.WriteLine();
        MarkdownTable.Print(
        [
            ["", "req/s", "of bare", "CPU µs/req", "bare's CPU of it", "GC pause µs/req", "bytes allocated", "p50 ms", "p99 ms", "answer bytes", "webhooks sent/s"],
            .. Variants.Select(variant =>
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
                    Numbers.Show(all.Select(round => round.Webhooks / round.LoadedSeconds).Median()),
                ];
            }),
        ]);
    }
}
