using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FincoreSim.Control.Metrics;

/// <summary>What an instrument measured so far, by its labels. Thread-safe.</summary>
internal sealed class MetricSeries(Instrument instrument)
{
    private readonly ConcurrentDictionary<string, MetricCell> _cells = new(StringComparer.Ordinal);
    private readonly double[] _bounds = MetricKinds.Of(instrument) == MetricKind.Histogram
        ? MetricKinds.BoundsOf(instrument)
        : [];

    /// <summary>The instrument.</summary>
    public Instrument Instrument => instrument;

    /// <summary>What it is.</summary>
    public MetricKind Kind { get; } = MetricKinds.Of(instrument);

    /// <summary>The upper bounds of its buckets; none where it has none.</summary>
    public ReadOnlySpan<double> Bounds => _bounds;

    /// <summary>What was measured, in the order of the labels.</summary>
    public IEnumerable<KeyValuePair<string, MetricCell>> Cells => _cells.OrderBy(cell => cell.Key, StringComparer.Ordinal);

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var cell = _cells.GetOrAdd(PrometheusText.Labels(tags), static (_, series) => new MetricCell(series._bounds), this);
        if (instrument.IsObservable && Kind != MetricKind.Histogram)
        {
            cell.Set(value);
        }
        else
        {
            cell.Add(value);
        }
    }
}

/// <summary>The sum of what was measured, and how many values lay in which bucket. Thread-safe.</summary>
internal sealed class MetricCell(double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = bounds.Length == 0 ? [] : new long[bounds.Length + 1];
    private double _sum;

    /// <summary>The sum, and the buckets, the last of which is for all above the bounds.</summary>
    public (double Sum, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_sum, [.. _buckets]);
        }
    }

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        lock (_lock)
        {
            _sum += value;
            if (_buckets.Length > 0)
            {
                var place = Array.BinarySearch(bounds, value);
                _buckets[place < 0 ? ~place : place]++;
            }
        }
    }

    /// <summary>Takes a value in place of what was there.</summary>
    public void Set(double value)
    {
        lock (_lock)
        {
            _sum = value;
        }
    }
}
