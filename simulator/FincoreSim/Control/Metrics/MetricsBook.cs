using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FincoreSim.Control.Entities;
using FincoreSim.Ground;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Telemetry;

namespace FincoreSim.Control.Metrics;

/// <summary>
/// What the instruments of this server measure, from the first time that somebody asks: until then nobody listens, and measuring
/// costs nothing. Thread-safe.
/// </summary>
internal sealed class MetricsBook : IDisposable
{
    private const string Runtime = "System.Runtime";

    private static readonly FrozenSet<string> Meters = FrozenSet.Create(
        StringComparer.Ordinal, SimulatorMeter.Name, "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel", Runtime);

    private readonly ConcurrentDictionary<Instrument, MetricSeries> _series = new();
    private readonly Lazy<MeterListener> _listener;
    private readonly IMeterFactory _factory;

    /// <param name="factory">Whose meters are listened to, beside the runtime's: those of other servers of the process are not
    /// ours.</param>
    /// <param name="sandboxes">Of which is told how many there are, and what they dropped.</param>
    public MetricsBook(IMeterFactory factory, SandboxRegistry sandboxes)
    {
        _factory = factory;
        _listener = new Lazy<MeterListener>(Listen);
        var meter = factory.Create(new MeterOptions(SimulatorMeter.Name) { Version = Product.Version });
        meter.CreateObservableUpDownCounter(
            "fincoresim.sandboxes", () => sandboxes.Count, "{sandbox}", "Sandboxes that there are.");
        meter.CreateObservableUpDownCounter(
            "fincoresim.dropped", () => Dropped(sandboxes), "{thing}",
            "What went before its time because of a limit, in the sandboxes that there are; of deliveries that wait, those that "
            + "were cancelled.");
    }

    /// <summary>The instruments that are listened to.</summary>
    public IEnumerable<Instrument> Instruments => _series.Keys;

    /// <summary>What was measured since the first call, as Prometheus reads it.</summary>
    public string Read()
    {
        _listener.Value.RecordObservableInstruments();
        return PrometheusText.Of(_series.Values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_listener.IsValueCreated)
        {
            _listener.Value.Dispose();
        }
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener { InstrumentPublished = Publish };
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((MetricSeries)state!).Take(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((MetricSeries)state!).Take(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((MetricSeries)state!).Take(value, tags));
        listener.Start();
        return listener;
    }

    private void Publish(Instrument instrument, MeterListener listener)
    {
        var meter = instrument.Meter;
        if (Meters.Contains(meter.Name) && (meter.Name == Runtime || meter.Scope == _factory))
        {
            listener.EnableMeasurementEvents(instrument, _series.GetOrAdd(instrument, static one => new MetricSeries(one)));
        }
    }

    private static IEnumerable<Measurement<long>> Dropped(SandboxRegistry sandboxes)
    {
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var sandbox in sandboxes.All)
        {
            foreach (var (kind, count) in sandbox.Gate.Inspect(world => KeptView.From(world, sandbox.Requests)).Dropped)
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + count;
            }
        }

        return kinds.Select(
            kind => new Measurement<long>(kind.Value, new KeyValuePair<string, object?>("fincoresim.dropped.kind", kind.Key)));
    }
}
