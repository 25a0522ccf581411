using System.Numerics;

namespace FincoreSim.Benchmarks.Measuring;

/// <summary>
/// Latencies by buckets that are finer the shorter they are, as HdrHistogram has them: each power of two in 128 parts, so that
/// any value is told to better than a hundredth, from a microsecond to an hour, in a few kilobytes. Used by one thread.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int PartBits = 7;
    private const int Parts = 1 << PartBits;

    private readonly long[] _counts = new long[(32 - PartBits + 1) * Parts];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in microseconds.</summary>
    public long Longest { get; private set; }

    /// <summary>Takes one.</summary>
    public void Add(long microseconds)
    {
        var value = (uint)Math.Clamp(microseconds, 0, uint.MaxValue);
        _counts[IndexOf(value)]++;
        Count++;
        Longest = Math.Max(Longest, value);
    }

    /// <summary>Takes all of another.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }

        Count += other.Count;
        Longest = Math.Max(Longest, other.Longest);
    }

    /// <summary>The latency that no more than the rest of a share exceeds, in milliseconds.</summary>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        var index = 0;
        while (index < _counts.Length - 1 && (left -= _counts[index]) > 0)
        {
            index++;
        }

        return Math.Min(HighestOf(index), Longest) / 1000.0;
    }

    private static int IndexOf(uint value)
    {
        var power = Math.Max(0, BitOperations.Log2(value | 1) - PartBits);
        return (power * Parts) + (int)(value >> power);
    }

    private static long HighestOf(int index)
    {
        var power = Math.Max(0, (index / Parts) - 1);
        return ((long)(index - (power * Parts) + 1) << power) - 1;
    }
}
