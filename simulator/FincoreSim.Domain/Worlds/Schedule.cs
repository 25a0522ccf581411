namespace FincoreSim.Domain.Worlds;

/// <summary>
/// A command that is due at an instant. Items run in (due, sequence) order. Immutable.
/// </summary>
/// <param name="At">UTC instant.</param>
/// <param name="Sequence">The order among items of one instant: that of scheduling.</param>
/// <param name="Subject">What it is about; a subject has at most one item, so a new one takes the place of the old.</param>
/// <param name="Command">What will happen.</param>
/// <param name="CausedBy">The journal entry that scheduled it.</param>
/// <param name="IsRecurring">Whether it schedules itself again for ever, and so does not count when waiting for idleness.</param>
public sealed record DueItem(DateTimeOffset At, long Sequence, Guid Subject, Command Command, long? CausedBy, bool IsRecurring);

/// <summary>The order in which due items run: by instant, then by scheduling. Stateless; thread-safe.</summary>
internal sealed class DueOrder : IComparer<DueItem>
{
    public static DueOrder Instance { get; } = new();

    public int Compare(DueItem? left, DueItem? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        var byInstant = left.At.CompareTo(right.At);
        return byInstant != 0 ? byInstant : left.Sequence.CompareTo(right.Sequence);
    }
}

/// <summary>
/// What is due in a world, and when: the world's only timer. Bounded by what can be pending: one item for each subject.
/// Not thread-safe: the world's gate guards it.
/// </summary>
internal sealed class Schedule
{
    private readonly ImmutableSortedSet<DueItem>.Builder _items;
    private readonly ImmutableDictionary<Guid, DueItem>.Builder _bySubject;
    private int _recurring;

    public Schedule() => (_items, _bySubject) =
        (ImmutableSortedSet.CreateBuilder(DueOrder.Instance), ImmutableDictionary.CreateBuilder<Guid, DueItem>());

    private Schedule(Schedule other)
    {
        _items = other._items.ToImmutable().ToBuilder();
        _bySubject = other._bySubject.ToImmutable().ToBuilder();
        _recurring = other._recurring;
        Next = other.Next;
    }

    /// <summary>How many items wait.</summary>
    public int Count => _items.Count;

    /// <summary>How many of them do not recur for ever.</summary>
    public int CountThatEnd => _items.Count - _recurring;

    /// <summary>The first item that is due.</summary>
    public DueItem? Next { get; private set; }

    /// <summary>The items in the order in which they will run.</summary>
    public IEnumerable<DueItem> Items => _items;

    public Schedule Fork() => new(this);

    public void Add(DueItem item)
    {
        Remove(item.Subject);
        _items.Add(item);
        _bySubject[item.Subject] = item;
        _recurring += item.IsRecurring ? 1 : 0;
        if (Next is null || DueOrder.Instance.Compare(item, Next) < 0)
        {
            Next = item;
        }
    }

    public void Remove(Guid subject)
    {
        if (!_bySubject.TryGetValue(subject, out var item))
        {
            return;
        }

        _bySubject.Remove(subject);
        _items.Remove(item);
        _recurring -= item.IsRecurring ? 1 : 0;
        if (ReferenceEquals(Next, item))
        {
            Next = _items.Min;
        }
    }
}

/// <summary>Something was scheduled.</summary>
/// <param name="Item">When, and what.</param>
public sealed record ItemScheduled(DueItem Item) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "scheduled";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("command", Item.Command.Name), new("due", Item.At.ToString("O", CultureInfo.InvariantCulture)), new("subject", Item.Subject.ToString())];

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
