using System.Globalization;
using FincoreSim.Benchmarks.Measuring;
using FincoreSim.Domain.Ledger;

namespace FincoreSim.Benchmarks.Ledger;

/// <summary>
/// What a money_out and its settlement cost in the world alone, without HTTP, by how many transactions are in it already.
/// </summary>
internal static class LedgerBenchmark
{
    private static readonly int[] Sizes = [0, 1_000, 100_000, 1_000_000];

    /// <summary>
    /// With the product's limit of keys, the row of a million keys drops the oldest with each new one; so that is a row of its
    /// own.
    /// </summary>
    private static readonly (Keys Keys, int[] Sizes)[] Kinds = [(Keys.None, Sizes), (Keys.Kept, Sizes),
        (Keys.Limited, [1_000_000])];

    private sealed record Row(int Size, Keys Keys, Child Child, double Bytes)
    {
        public List<double[]> Batches { get; } = [];

        public double Nanoseconds => Batches.Select(batch => batch[0]).Median();

        public double CpuNanoseconds => Batches.Average(batch => batch[1]);

        public double Allocated => Batches.Select(batch => batch[2]).Median();
    }

    /// <summary>Batches before those that count, beside the warm-up of each child.</summary>
    private const int WarmUpBatches = 10;

    public static void Run(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 200;
        var rows = (from kind in Kinds from size in kind.Sizes select Start(size, kind.Keys, options.IsPinned)).ToArray();
        for (var round = -WarmUpBatches; round < rounds; round++)
        {
            foreach (var row in rows)
            {
                var batch = row.Child.Ask("batch").Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))
                    .ToArray();
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

    private static Row Start(int size, Keys keys, bool isPinned)
    {
        var child = new Child("hold-ledger", isPinned);
        var bytes = double.Parse(child.Ask($"hold {size} {keys}"), CultureInfo.InvariantCulture);
        Console.Error.WriteLine($"{size} transactions, {NameOf(keys)}: ready");
        return new Row(size, keys, child, bytes);
    }

    private static string NameOf(Keys keys) => keys switch
    {
        Keys.None => "no",
        Keys.Kept => "yes",
        _ => "yes, limit reached",
    };

    private static void Print(int rounds, Row[] rows)
    {
        Console.WriteLine(
            $"money_out and its settlement in the world alone, {rounds} batches of {LedgerChild.Batch} that alternate:");
        Console.WriteLine();
        MarkdownTable.Print(
        [
            ["transactions", "keys", "ns (median)", "of that at 1,000", "CPU ns (mean, with GC)", "of that at 1,000",
                "bytes allocated", "heap MB", "bytes kept each"],
            .. rows.Select(row =>
            {
                var few = rows.First(other => other.Size == 1_000 && (other.Keys == Keys.None) == (row.Keys == Keys.None));
                return (string[])
                [
                    Numbers.Show(row.Size),
                    NameOf(row.Keys),
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
