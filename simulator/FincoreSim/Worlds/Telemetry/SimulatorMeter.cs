using System.Diagnostics;
using System.Diagnostics.Metrics;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Ground;

namespace FincoreSim.Worlds.Telemetry;

/// <summary>
/// The instruments of the simulator's own, beside those of the framework (<c>http.server.request.duration</c> and others). Names
/// and units follow the conventions of OpenTelemetry. While nobody listens they only say so. Thread-safe.
/// </summary>
internal sealed class SimulatorMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = Product.Name;

    private const string Command = "fincoresim.command";
    private const string Outcome = "fincoresim.outcome";
    private const string Sender = "fincoresim.origin";
    private const string Decision = "fincoresim.delivery.decision";
    private const string Type = "fincoresim.webhook.type";
    private const string ErrorType = "error.type";
    private const string StatusCode = "http.response.status_code";

    /// <summary>Most waits are far below a millisecond; a pause that somebody notices begins at ten.</summary>
    private static readonly InstrumentAdvice<double> FineBuckets = new()
    {
        HistogramBucketBoundaries = [0.000_01, 0.000_1, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
            0.5, 1, 2.5],
    };

    private readonly Counter<long> _commands;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _gateWait;
    private readonly Histogram<double> _scheduleLag;

    public SimulatorMeter(IMeterFactory factory)
    {
        var meter = factory.Create(new MeterOptions(Name) { Version = Product.Version });
        _commands = meter.CreateCounter<long>(
            "fincoresim.commands", "{command}", "Commands that were decided, by their name, who sent them, and how they ended.");
        _deliveries = meter.CreateCounter<long>(
            "fincoresim.deliveries", "{decision}",
            "What was decided about deliveries of webhooks: by an answer, or because none was asked for.");
        _gateWait = meter.CreateHistogram(
            "fincoresim.gate.wait.duration", "s", "How long callers waited for the gate of a sandbox.", tags: null, FineBuckets);
        _scheduleLag = meter.CreateHistogram(
            "fincoresim.schedule.lag.duration", "s", "How long after its instant something that was due ran, in real time.",
            tags: null, FineBuckets);
    }

    /// <summary>Whether anybody wants to know what happens in worlds.</summary>
    public bool IsCounting => _commands.Enabled || _deliveries.Enabled;

    /// <summary>Whether anybody wants to know how long things take.</summary>
    public bool IsTiming => _gateWait.Enabled || _scheduleLag.Enabled;

    /// <summary>Counts something that happened, where it is one of the things that are counted.</summary>
    public void Count(Fact fact)
    {
        switch (fact)
        {
            case CommandAccepted accepted:
                _commands.Add(1, new(Command, accepted.Command), new(Sender, NameOf(accepted.Origin)), new(Outcome, "accepted"));
                break;
            case CommandRefused refused:
                _commands.Add(
                    1, new(Command, refused.Command), new(Sender, NameOf(refused.Origin)), new(Outcome, "refused"),
                    new(ErrorType, NameOf(refused.Refusal.Code)));
                break;
            case DeliveryAttempted { Delivery: var delivery }:
                CountAttempt(delivery, delivery.Attempts[^1]);
                break;
            case DeliveryCancelled { Delivery: var delivery }:
                CountDelivery(delivery, "cancelled");
                break;
            case DeliveryTurnedAway { Delivery: var delivery }:
                CountDelivery(delivery, "not_queued");
                break;
        }
    }

    /// <summary>Measures a wait for a gate.</summary>
    public void Waited(TimeSpan wait) => _gateWait.Record(wait.TotalSeconds);

    /// <summary>Measures how late something ran.</summary>
    public void Ran(string command, TimeSpan late) =>
        _scheduleLag.Record(late.TotalSeconds, new KeyValuePair<string, object?>(Command, command));

    /// <summary>What the answer to an attempt led to: an attempt that failed while others are left is tried again.</summary>
    public static string DecisionOf(DeliveryStatus status) => status == DeliveryStatus.Pending ? "retried" : NameOf(status);

    private void CountAttempt(Delivery delivery, Attempt last)
    {
        var tags = new TagList { { Decision, DecisionOf(delivery.Status) }, { Type, NameOf(delivery.Event.Notice.Type) } };
        if (last.Result?.StatusCode is { } status)
        {
            tags.Add(StatusCode, status);
        }
        else if (last.Result?.Error is { } error)
        {
            tags.Add(ErrorType, error);
        }

        _deliveries.Add(1, tags);
    }

    private void CountDelivery(Delivery delivery, string decision) =>
        _deliveries.Add(1, new(Decision, decision), new(Type, NameOf(delivery.Event.Notice.Type)));

    private static string NameOf<T>(T value)
        where T : struct, Enum => WireName<T>.Of(value).ToLowerInvariant();
}
