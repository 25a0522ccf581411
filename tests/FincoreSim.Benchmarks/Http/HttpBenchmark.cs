using System.Globalization;
using FincoreSim.Benchmarks.Measuring;
using FincoreSim.Domain.Webhooks;
using FincoreSim.SampleIntegrator.Hooks;

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
    private const int WarmUpBursts = 5;

    private static readonly TimeSpan WarmUpBurst = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromSeconds(1);

    private static readonly Variant[] Variants =
    [
        new("no key, no webhook", HasKey: false),
        new("with Idempotency-Key", HasKey: true),
        new("with webhook, queued", HasKey: false, Webhooks.Queued),
        new("everything on: key, webhook queued", HasKey: true, Webhooks.Queued),
        new("the same without the log of requests", HasKey: true, Webhooks.Queued, HasRequestLog: false),
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

    private sealed record Variant(string Name, bool HasKey, Webhooks Webhooks = Webhooks.None, bool HasRequestLog = true);

    public static void Run(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 5;
        var variants = Variants.Where(variant => options.Only is not { } only || variant.Name.Contains(only, StringComparison.Ordinal)).ToArray();
        using var bare = new Child("serve-bare", options.IsPinned);
        using var simulator = new Child("serve-sim", options.IsPinned);
        using var receiver = new Receiver(answers: true).Start();
        using var holding = new Receiver(answers: false).Start();
        var duration = TimeSpan.FromSeconds(options.Seconds);
        var measured = variants.ToDictionary(variant => variant, _ => new List<LoadPair>());

        for (var burst = 0; burst < WarmUpBursts; burst++)
        {
            Round(variants[^1], WarmUpBurst);
            Thread.Sleep(WarmUpPause);
        }

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var variant in variants)
            {
                var pair = Round(variant, duration);
                measured[variant].Add(pair);
                Console.Error.WriteLine($"round {round} of {rounds}: {variant.Name}: {Numbers.Show(pair.CpuRatio, 2)}; bare {pair.Bare}; it {pair.Other}");
            }
        }

        Print(rounds, measured);

        LoadPair Round(Variant variant, TimeSpan length)
        {
            simulator.Ask("reset");
            if (!variant.HasRequestLog)
            {
                simulator.Ask("no-requests");
            }

            if (variant.Webhooks != Webhooks.None)
            {
                simulator.Ask($"webhook {(variant.Webhooks == Webhooks.Sent ? receiver : holding).Url}");
            }

            var pair = LoadPair.Run(bare, simulator, variant.HasKey, length);
            pair = pair with
            {
                Other = pair.Other with
                {
                    Queued = double.Parse(simulator.Ask("queued"), CultureInfo.InvariantCulture),
                    Sent = double.Parse(simulator.Ask("attempts"), CultureInfo.InvariantCulture),
                },
            };
            simulator.Ask("reset");
            return pair;
        }
    }

    private static void Print(int rounds, Dictionary<Variant, List<LoadPair>> measured)
    {
        Console.WriteLine($"money_out over HTTP/1.1, {LoadGenerator.Connections} connections, in bursts that alternate with the bare endpoint's, medians of {rounds} rounds:");
        Console.WriteLine();
        MarkdownTable.Print(
        [
            ["", "bare's CPU µs/req", "its CPU µs/req", "bare's CPU of its own", "its req/s of bare's", "GC pause µs/req", "bytes allocated", "p50 ms", "p99 ms", "MB", "webhooks queued/s", "sent/s"],
            .. measured.Select(row => Row(row.Key.Name, row.Value)),
        ]);
        var bare = measured.Values.SelectMany(pairs => pairs).Select(pair => pair.Bare).ToArray();
        Console.WriteLine($"The bare endpoint allocates {Numbers.Show(bare.Select(round => round.Allocated).Median())} bytes a request and answers "
            + $"{Numbers.Show(bare[0].Load.AnswerBytes)} bytes, money_out {Numbers.Show(measured.Values.First()[0].Other.Load.AnswerBytes)}.");
        Console.WriteLine();
    }

    private static string[] Row(string name, List<LoadPair> pairs)
    {
        var its = pairs.Select(pair => pair.Other).ToArray();
        return
        [
            name,
            Numbers.Show(pairs.Select(pair => pair.Bare.CpuMicroseconds).Median(), 1),
            Numbers.Show(its.Select(round => round.CpuMicroseconds).Median(), 1),
            $"{Numbers.Show(pairs.Select(pair => pair.CpuRatio).Median(), 2)} ({pairs.Select(pair => pair.CpuRatio).Range(2)})",
            Numbers.Show(pairs.Select(pair => pair.SpeedRatio).Median(), 2),
            Numbers.Show(its.Select(round => round.Paused).Median(), 1),
            Numbers.Show(its.Select(round => round.Allocated).Median()),
            Numbers.Show(its.Select(round => round.Load.P50).Median(), 2),
            Numbers.Show(its.Select(round => round.Load.P99).Median(), 2),
            Numbers.Show(its.Select(round => round.Resident).Median()),
            Numbers.Show(its.Select(round => round.Queued / round.LoadedSeconds).Median()),
            Numbers.Show(its.Select(round => round.Sent / round.LoadedSeconds).Median()),
        ];
    }
}
