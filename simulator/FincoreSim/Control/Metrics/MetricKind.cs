using System.Diagnostics.Metrics;

namespace FincoreSim.Control.Metrics;

/// <summary>What Prometheus takes an instrument for.</summary>
internal enum MetricKind
{
    /// <summary>A number that goes up and down.</summary>
    Gauge,

    /// <summary>A number that only goes up.</summary>
    Counter,

    /// <summary>How many values lay below which bounds.</summary>
    Histogram,
}

/// <summary>Reads what an instrument is. Stateless.</summary>
internal static class MetricKinds
{
    /// <summary>The kind of an instrument.</summary>
    public static MetricKind Of(Instrument instrument) => instrument switch
    {
        Histogram<double> or Histogram<long> or Histogram<int> => MetricKind.Histogram,
        Counter<long> or Counter<int> or Counter<double> => MetricKind.Counter,
        ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double> => MetricKind.Counter,
        _ => MetricKind.Gauge,
    };

    /// <summary>
    /// The bounds of a histogram: those that it asks for, else those that OpenTelemetry has for durations of calls.
    /// </summary>
    public static double[] BoundsOf(Instrument instrument) => (instrument switch
    {
        Histogram<double> doubles => doubles.Advice?.HistogramBucketBoundaries,
        Histogram<long> longs => longs.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
        Histogram<int> ints => ints.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
        _ => null,
    })?.ToArray() ?? [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
}
