using FincoreSim.Domain.Identity;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// What a decision reads and writes: the state as it is, and the facts staged so far. Nothing changes until the world
/// applies them; a refused draft is thrown away. A world has one, which each decision begins anew: used by one decision at a
/// time, inside the gate.
/// </summary>
internal sealed class Draft
{
    private readonly List<Fact> _facts = new(16);
    private readonly long[] _used = new long[IdKinds];
    private readonly List<Fact> _notes = [];
    private readonly DraftPart[] _parts;
    private bool _hasUsed;
    private long _scheduled;

    internal static readonly int IdKinds = Enum.GetValues<IdKind>().Length;

    /// <summary>The draft of a world.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="parts">What resources note of a decision while it is taken, one for each slot, in their order.</param>
    public Draft(WorldState state, params DraftPart[] parts) => (State, _parts) = (state, parts);

    public WorldState State { get; }

    public WorldOptions Options => State.Options;

    /// <summary>The world's UTC instant at which the decision is taken.</summary>
    public DateTimeOffset Now { get; private set; }

    public List<Fact> Facts => _facts;

    /// <summary>What stands even when the decision is a refusal: which rules were considered, and their counters.</summary>
    public List<Fact> Notes => _notes;

    /// <summary>How many ids of each kind it took; empty when it took none.</summary>
    public ReadOnlySpan<long> Used => _hasUsed ? _used : [];

    /// <summary>The number under which the command itself will stand in the journal.</summary>
    public long CommandSequence => State.Journal.NextSequence;

    /// <summary>Forgets the decision before, and begins one at an instant.</summary>
    public void Begin(DateTimeOffset now)
    {
        (Now, _scheduled) = (now, 0);
        foreach (var part in _parts)
        {
            part.Begin();
        }

        _facts.Clear();
        _notes.Clear();
        if (_hasUsed)
        {
            Array.Clear(_used);
            _hasUsed = false;
        }
    }

    public void Add(Fact fact) => _facts.Add(fact);

    public void Note(Fact fact) => _notes.Add(fact);

    /// <summary>What a resource notes of this decision; only its own extension asks for it.</summary>
    public T Part<T>(DraftSlot slot)
        where T : DraftPart => (T)_parts[(int)slot];

    public Guid NextUuid(IdKind kind) => State.Ids.Uuid(kind, NextOrdinal(kind));

    public long NextOrdinal(IdKind kind)
    {
        _hasUsed = true;
        return State.Ordinal(kind) + ++_used[(int)kind];
    }

    /// <summary>Schedules a command; it takes the place of what was scheduled for the subject.</summary>
    public void ScheduleAfter<T>(TimeSpan delay, Guid subject, T command)
        where T : Command, IDueCommand => ScheduleAt(Now + delay, subject, command);

    public void ScheduleAt<T>(DateTimeOffset at, Guid subject, T command, bool isRecurring = false)
        where T : Command, IDueCommand
    {
        Command due = command;
        due = due.Origin == Origin.Clock ? due : due with { Origin = Origin.Clock };
        Add(new ItemScheduled(new DueItem(at, State.ScheduledCount + ++_scheduled, subject, due, CommandSequence, isRecurring)));
    }

    /// <summary>Takes back what is scheduled for a subject; nothing where nothing is.</summary>
    public void Unschedule(Guid subject)
    {
        if (State.Schedule.Has(subject))
        {
            Add(new ItemUnscheduled(subject));
        }
    }

    public long ScheduledCount => _scheduled;
}

/// <summary>The places of the parts in a <see cref="Draft"/>.</summary>
internal enum DraftSlot
{
    /// <summary>What rules made of it.</summary>
    Rules,

    /// <summary>What it will send.</summary>
    Webhooks,
}

/// <summary>What a resource notes of a decision while it is taken, beside the facts. Used by one decision at a time.</summary>
internal abstract class DraftPart
{
    /// <summary>Forgets the decision before.</summary>
    internal abstract void Begin();
}
