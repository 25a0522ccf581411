using System.Globalization;

namespace FincoreSim.Benchmarks.Measuring;

/// <summary>What the managed heap of a process has cost so far; as a line of text between processes.</summary>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="Paused">Microseconds for which collections stopped everything.</param>
/// <param name="Collections">How many collections there were.</param>
internal readonly record struct HeapCost(long Allocated, long Paused, int Collections)
{
    public static HeapCost Now() =>
        new(GC.GetTotalAllocatedBytes(), (long)GC.GetTotalPauseDuration().TotalMicroseconds, GC.CollectionCount(0));

    public static HeapCost Parse(string line)
    {
        var parts = line.Split(' ');
        return new HeapCost(long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public static HeapCost operator -(HeapCost left, HeapCost right) =>
        new(left.Allocated - right.Allocated, left.Paused - right.Paused, left.Collections - right.Collections);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Allocated} {Paused} {Collections}");
}
