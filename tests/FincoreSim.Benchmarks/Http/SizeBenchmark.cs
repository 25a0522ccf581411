using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// What a money_out with a key costs over HTTP with few and with many transactions in the ledger: two servers, in
/// alternating rounds. The small world starts each round anew; the large one goes on growing.
/// </summary>
internal static class SizeBenchmark
{
    private const int Small = 1_000;
    private const int Large = 1_000_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static void Run(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 7;
        var length = TimeSpan.FromSeconds(options.Seconds);
        using var few = new Child("serve-sim", options.IsPinned);
        using var many = new Child("serve-sim", options.IsPinned);
        LoadRound.Run(few, hasKey: true, WarmUp);
        LoadRound.Run(many, hasKey: true, WarmUp);
        many.Ask("reset");
        many.Ask($"fill {Large}");
        var (small, large) = (new List<LoadRound>(), new List<LoadRound>());
        for (var round = 1; round <= rounds; round++)
        {
            few.Ask("reset");
            few.Ask($"fill {Small}");
            small.Add(LoadRound.Run(few, hasKey: true, length));
            large.Add(LoadRound.Run(many, hasKey: true, length));
            Console.Error.WriteLine($"round {round} of {rounds}: few {small[^1]}; many {large[^1]}");
        }

        Print(small, large, many.ResidentMegabytes);
    }

    private static void Print(List<LoadRound> small, List<LoadRound> large, double resident)
    {
        Console.WriteLine(
            $"money_out with a key over HTTP, by what the ledger holds already, medians of {small.Count} rounds that alternate:");
        Console.WriteLine();
        MarkdownTable.Print(
            ["transactions", "req/s", "CPU µs/req", "p50 ms", "p99 ms"],
            Row(Small, small),
            Row(Large, large));
        var speed = large.Zip(small, (many, few) => few.Load.PerSecond / many.Load.PerSecond).ToArray();
        var work = large.Zip(small, (many, few) => many.CpuMicroseconds / few.CpuMicroseconds).ToArray();
        Console.WriteLine($"Time per request with many, of that with few: {Numbers.Show(speed.Median(), 2)} ({speed.Range(2)}); "
            + $"CPU {Numbers.Show(work.Median(), 2)} ({work.Range(2)}); resident at the end {Numbers.Show(resident)} MB.");
        Console.WriteLine();
    }

    private static string[] Row(int size, List<LoadRound> rounds) =>
    [
        Numbers.Show(size),
        Numbers.Show(rounds.Select(round => round.Load.PerSecond).Median()),
        Numbers.Show(rounds.Select(round => round.CpuMicroseconds).Median(), 1),
        Numbers.Show(rounds.Select(round => round.Load.P50).Median(), 2),
        Numbers.Show(rounds.Select(round => round.Load.P99).Median(), 2),
    ];
}
