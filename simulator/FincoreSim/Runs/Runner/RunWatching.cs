using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Runs.Expectations;
using EventId = FincoreSim.Domain.Primitives.EventId;

namespace FincoreSim.Runs.Runner;

/// <summary>
/// Looks on from inside the gate through a whole run: holds <c>never</c> and <c>always</c> against everything that happens, at
/// the moment it happens, and counts the uses of idempotency keys. The first violation ends the run. Thread-safe by the gate's
/// lock.
/// </summary>
internal sealed class RunWatching : GateObserver
{
    private readonly Lock _lock = new();
    private readonly List<(long Sequence, Guid Key, string What)> _keyUses = [];
    private readonly Queue<EventId> _taken = new();
    private Watchers? _watchers;
    private Action _violated = () => { };
    private long _position;

    /// <summary>The first violation; null while there is none.</summary>
    public RunFailure? Violation { get; private set; }

    /// <summary>Begins: what happened before is not looked at.</summary>
    /// <param name="watchers">What is watched; null: nothing but the uses of keys.</param>
    /// <param name="violated">Called at the first violation, from inside the gate.</param>
    public void Begin(Watchers? watchers, Action violated)
    {
        lock (_lock)
        {
            (_watchers, _violated) = (watchers, violated);
        }
    }

    /// <summary>Goes on from another world: one that begins, or goes back to, an instant with so many entries.</summary>
    public void Restart(long position)
    {
        lock (_lock)
        {
            _position = position;
            _keyUses.RemoveAll(use => use.Sequence > position);
        }
    }

    /// <summary>How often a key was used so far, by any client, also before it was forgotten.</summary>
    public KeyCounts KeyUses(Guid key)
    {
        lock (_lock)
        {
            var uses = _keyUses.Where(use => use.Key == key).ToArray();
            return new KeyCounts(uses.Length, uses.Count(use => use.What == "replayed"),
                uses.Count(use => use.What == "conflict"));
        }
    }

    /// <summary>The events that receivers took since the last time this was asked.</summary>
    public ImmutableArray<EventId> TakeDelivered()
    {
        lock (_lock)
        {
            ImmutableArray<EventId> taken = [.. _taken.Distinct()];
            _taken.Clear();
            return taken;
        }
    }

    /// <inheritdoc/>
    public override void Concluded(World world)
    {
        lock (_lock)
        {
            foreach (var entry in world.State.Journal.After(_position))
            {
                _position = entry.Sequence;
                Note(entry);
                if (Violation is null && _watchers?.Check(world, entry) is { } violation)
                {
                    Violate(
                        violation with
                        {
                            Details = [$"at journal entry #{entry.Sequence} ({entry.Fact.Kind}, {Stamp.Iso(entry.At)})",
                                .. violation.Details]
                        });
                }
            }
        }
    }

    /// <summary>Notes a violation that was found outside the gate.</summary>
    public void Violate(RunFailure violation)
    {
        lock (_lock)
        {
            if (Violation is null)
            {
                Violation = violation;
                _violated();
            }
        }
    }

    private void Note(JournalEntry entry)
    {
        switch (entry.Fact)
        {
            case KeyRecorded recorded:
                _keyUses.Add((entry.Sequence, recorded.Record.Key.Key, "recorded"));
                break;
            case KeyUsedAgain { What: not "answered" } again:
                _keyUses.Add((entry.Sequence, again.Record.Key.Key, again.What));
                break;
            case DeliveryAttempted { Delivery.Status: DeliveryStatus.Delivered } attempted:
                _taken.Enqueue(attempted.Delivery.Event.Id);
                break;
            default:
                break;
        }
    }
}

/// <summary>How often an idempotency key was used.</summary>
/// <param name="Requests">How many calls had it.</param>
/// <param name="Replays">How many got the first answer again.</param>
/// <param name="Conflicts">How many were refused because their body was another.</param>
internal sealed record KeyCounts(int Requests, int Replays, int Conflicts)
{
    /// <summary>A count by name.</summary>
    public FieldValue this[string path] => path switch
    {
        "requests" => FieldValue.Of(Requests),
        "replays" => FieldValue.Of(Replays),
        "conflicts" => FieldValue.Of(Conflicts),
        _ => FieldValue.Nothing,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Requests} requests, {Replays} replays, {Conflicts} conflicts";
}
