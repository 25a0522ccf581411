using System.Globalization;
using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Ledger;

/// <summary>
/// What a money_out and its settlement cost in the world alone, without HTTP, by how many transactions are in it already.
/// </summary>
internal static class LedgerBenchmark
{
    private static readonly int[] Sizes = [0, 1_000, 100_000, 1_000_000];

    private sealed record Row(int Size, bool HasKeys, Child Child, double Bytes)
    {
        public List<double[]> Batches { get; } = [];

        public double Nanoseconds => Batches.Select(batch => batch[0]).Median();

        public double CpuNanoseconds => Batches.Average(batch => batch[1]);

        public double Allocated => Batches.Select(batch => batch[2]).Median();
    }

    public static void Run(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 60;
        var rows = (from hasKeys in new[] { false, true } from size in Sizes select Start(size, hasKeys, options.IsPinned)).ToArray();
        for (var round = -20; round < rounds; round++)
        {
            foreach (var row in rows)
            {
                var batch = row.Child.Ask("batch").Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
                if (round >= 0)
                {
                    row.Batches.Add(batch);
                }
            }
        }

        Print(rounds, rows);
        foreach (var row in rows)
        {
            row.Child.Dispose();
        }
    }

    private static Row Start(int size, bool hasKeys, bool isPinned)
    {
        var child = new Child("hold-ledger", isPinned);
        var bytes = double.Parse(child.Ask($"hold {size} {(hasKeys ? "keys" : "plain")}"), CultureInfo.InvariantCulture);
        Console.Error.WriteLine($"{size} transactions{(hasKeys ? " with keys" : "")}: ready");
        return new Row(size, hasKeys, child, bytes);
    }

    private static void Print(int rounds, Row[] rows)
    {
        Console.WriteLine($"money_out and its settlement in the world alone, {rounds} batches of {LedgerChild.Batch} that alternate:");
        Console.WriteLine();
        MarkdownTable.Print(
        [
            ["transactions", "keys", "ns (median)", "of that at 1,000", "CPU ns (mean, with GC)", "of that at 1,000", "bytes allocated", "heap MB", "bytes kept each"],
            .. rows.Select(row =>
            {
                var few = rows.First(other => other.Size == 1_000 && other.HasKeys == row.HasKeys);
                return (string[])
                [
                    Numbers.Show(row.Size),
                    row.HasKeys ? "yes" : "no",
                    Numbers.Show(row.Nanoseconds),
                    Numbers.Show(row.Nanoseconds / few.Nanoseconds, 2),
                    Numbers.Show(row.CpuNanoseconds),
                    Numbers.Show(row.CpuNanoseconds / few.CpuNanoseconds, 2),
                    Numbers.Show(row.Allocated),
                    Numbers.Show(row.Bytes / 1048576, 1),
                    row.Size < 100_000 ? "" : Numbers.Show(row.Bytes / row.Size),
                ];
            }),
        ]);
    }
}
