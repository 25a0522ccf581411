using FincoreSim.Benchmarks.Http;
using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Soak;

/// <summary>
/// How much memory a server takes that is loaded for minutes with everything at once: payments with keys, deposits, receipts,
/// transfers, registrations, a receiver that answers 64 KiB to each webhook, and clients that read every list, again and
/// again. All with the product's defaults.
/// </summary>
internal static class SoakBenchmark
{
    /// <summary>What a server may have resident at the worst.</summary>
    private const double AimMegabytes = 400;

    private const int AnswerBytes = 64 * 1024;
    private const int Workers = 12;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Loads a server; false when it took more than it may.</summary>
    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        using var server = new Child("serve-sim", isPinned: false);
        using var receiver = new Receiver(answers: true, AnswerBytes).Start();
        using var load = new SoakLoad(new Uri(server.Greeting));
        await load.RegisterAsync(receiver.Url);

        using var ends = new CancellationTokenSource(TimeSpan.FromMinutes(options.Minutes));
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(() => load.RunAsync(worker, ends.Token))).ToArray();
        var rows = await WatchAsync(server, load, Task.WhenAll(workers));
        rows.Add(Row(load.Elapsed, load, server));
        Print(options, load, server, rows);
        return server.PeakMegabytes <= AimMegabytes;
    }

    private static async Task<List<string[]>> WatchAsync(Child server, SoakLoad load, Task running)
    {
        var rows = new List<string[]>();
        while (await Task.WhenAny(running, Task.Delay(Interval)) != running)
        {
            rows.Add(Row(load.Elapsed, load, server));
            Console.Error.WriteLine(string.Join(" | ", rows[^1]));
        }

        await running;
        return rows;
    }

    private static string[] Row(TimeSpan at, SoakLoad load, Child server) =>
    [
        Numbers.Show(at.TotalSeconds),
        Numbers.Show(load.Payments),
        Numbers.Show(load.Deposits),
        Numbers.Show(load.Pages),
        Numbers.Show(server.ResidentMegabytes),
        Numbers.Show(server.PeakMegabytes),
        server.Ask("kept"),
    ];

    private static void Print(BenchmarkOptions options, SoakLoad load, Child server, List<string[]> rows)
    {
        Console.WriteLine($"Mixed load for {options.Minutes} minutes, {Workers} clients, "
            + $"{Numbers.Show(load.Calls / load.Elapsed.TotalSeconds)} calls a second, a receiver that answers "
            + $"{AnswerBytes / 1024} KiB:");
        Console.WriteLine();
        MarkdownTable.Print([["seconds", "payments", "deposits", "pages read", "resident MB", "peak MB", "kept"], .. rows]);
        Console.WriteLine(
            $"Resident at the worst: {Numbers.Show(server.PeakMegabytes)} MB; the aim is {Numbers.Show(AimMegabytes)}. "
            + $"The largest page had {Numbers.Show(load.LargestPage)} bytes.");
        Console.WriteLine();
    }
}
