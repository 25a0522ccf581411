using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Kernel;

/// <summary>A command that can be due at an instant: only such commands are scheduled, each a kind of its own.</summary>
public interface IDueCommand;

/// <summary>
/// A command that is due at an instant. Items run in (due, sequence) order. Immutable.
/// </summary>
public sealed record DueItem
{
    private readonly long _ticks;
    private readonly long _causedBy;

    // A command, or what makes it of the subject alone: that of nearly every payment.
    private readonly object _command;

    /// <summary>An item.</summary>
    /// <param name="at">UTC instant.</param>
    /// <param name="sequence">The order among items of one instant: that of scheduling.</param>
    /// <param name="subject">What it is about; a subject has at most one item, so a new one takes the place of the old.</param>
    /// <param name="command">What will happen.</param>
    /// <param name="causedBy">The journal entry that scheduled it.</param>
    /// <param name="isRecurring">Whether it schedules itself again for ever, and so does not count when waiting for
    /// idleness.</param>
    public DueItem(DateTimeOffset at, long sequence, Guid subject, Command command, long? causedBy, bool isRecurring)
    {
        (_ticks, Sequence, Subject, _causedBy, IsRecurring) = (at.UtcTicks, sequence, subject, causedBy ?? 0, isRecurring);
        _command = (object?)command.UsualFor(subject) ?? command;
    }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset At => new(_ticks, TimeSpan.Zero);

    /// <summary>The instant in ticks.</summary>
    internal long Ticks => _ticks;

    /// <summary>The order among items of one instant: that of scheduling.</summary>
    public long Sequence { get; }

    /// <summary>What it is about; a subject has at most one item, so a new one takes the place of the old.</summary>
    public Guid Subject { get; }

    /// <summary>What will happen.</summary>
    public Command Command => _command as Command ?? ((UsualCommand)_command).For(Subject);

    /// <summary>The journal entry that scheduled it; they count from 1.</summary>
    public long? CausedBy => _causedBy == 0 ? null : _causedBy;

    /// <summary>Whether it schedules itself again for ever, and so does not count when waiting for idleness.</summary>
    public bool IsRecurring { get; }
}

/// <summary>The place of an item in the order in which they run: by instant, then by scheduling. Immutable.</summary>
/// <param name="Ticks">UTC ticks of the instant.</param>
/// <param name="Sequence">The order among items of one instant.</param>
/// <param name="IsRecurring">Whether the item recurs; no part of the order.</param>
internal readonly record struct DueKey(long Ticks, long Sequence, bool IsRecurring) : IComparable<DueKey>
{
    public int CompareTo(DueKey other) =>
        Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Sequence.CompareTo(other.Sequence);
}

/// <summary>
/// What is due in a world, and when: the world's only timer. Bounded by what can be pending: one item for each subject.
/// Not thread-safe: the world's gate guards it.
/// </summary>
internal sealed class Schedule
{
    private Edit _edit;
    private StateOrder<DueKey, DueItem> _items;
    private StateMap<Guid, DueKey> _bySubject;
    private int _recurring;

    public Schedule(Edit edit) => _edit = edit;

    private Schedule(Schedule other, Edit edit) : this(edit) =>
        (_items, _bySubject, _recurring, Next) = (other._items, other._bySubject, other._recurring, other.Next);

    /// <summary>How many items wait.</summary>
    public int Count => _items.Count;

    /// <summary>How many of them do not recur for ever.</summary>
    public int CountThatEnd => _items.Count - _recurring;

    /// <summary>The first item that is due.</summary>
    public DueItem? Next { get; private set; }

    /// <summary>The items in the order in which they will run.</summary>
    public IEnumerable<DueItem> Items => _items.Values();

    public Schedule Fork(Edit edit) => new(this, edit);

    public void Use(Edit edit) => _edit = edit;

    public void Add(DueItem item)
    {
        Remove(item.Subject);
        var key = KeyOf(item);
        _items = _items.Add(key, item, _edit);
        _bySubject = _bySubject.Set(item.Subject, key, _edit);
        _recurring += item.IsRecurring ? 1 : 0;
        Next = First();
    }

    /// <summary>Whether something is scheduled for a subject.</summary>
    public bool Has(Guid subject) => _bySubject.Contains(subject);

    public void Remove(Guid subject)
    {
        if (_bySubject.TryGet(subject, out var key))
        {
            Remove(subject, key);
        }
    }

    /// <summary>Removes the first item, which is at hand.</summary>
    public void RemoveNext(DueItem next) => Remove(next.Subject, KeyOf(next));

    private void Remove(Guid subject, DueKey key)
    {
        _bySubject = _bySubject.Remove(subject, _edit);
        _items = _items.Remove(key, _edit);
        _recurring -= key.IsRecurring ? 1 : 0;
        Next = First();
    }

    private static DueKey KeyOf(DueItem item) => new(item.Ticks, item.Sequence, item.IsRecurring);

    private DueItem? First() => _items.TryGetFirst(out var first) ? first : null;
}

/// <summary>Something was scheduled.</summary>
/// <param name="Item">When, and what.</param>
public sealed record ItemScheduled(DueItem Item) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "scheduled";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("command", Item.Command.Name), new("due", Item.At.ToString("O", CultureInfo.InvariantCulture)),
            new("subject", Item.Subject.ToString())];

    internal static FactForm Form { get; } = new FactForm<DueItem>(item => new ItemScheduled(item));

    internal override KeptFact Kept => new(Form, Item);

    internal override void ApplyTo(WorldState state) => state.Schedule.Add(Item);
}

/// <summary>What was scheduled for a subject will not happen: something else took its place.</summary>
/// <param name="Subject">What it was about.</param>
public sealed record ItemUnscheduled(Guid Subject) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "unscheduled";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("subject", Subject.ToString())];

    internal override void ApplyTo(WorldState state) => state.Schedule.Remove(Subject);
}
