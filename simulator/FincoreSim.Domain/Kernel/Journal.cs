using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// The append-only list of all that happened, bounded by count and bytes: the oldest entries are dropped, and counted.
/// Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class Journal
{
    private Edit _edit;
    private StateList<Kept> _entries;

    internal Journal(Edit edit) => _edit = edit;

    /// <summary>The number that the next entry gets; numbers begin at 1.</summary>
    public long NextSequence => _entries.End + 1;

    /// <summary>How many entries were dropped because a limit was reached.</summary>
    public long Dropped => _entries.First;

    /// <summary>How many entries are kept.</summary>
    public int Count => _entries.Count;

    /// <summary>About how many bytes the kept entries hold.</summary>
    public long Bytes { get; private set; }

    /// <summary>The kept entries with numbers above <paramref name="sequence"/>, oldest first.</summary>
    public IEnumerable<JournalEntry> After(long sequence)
    {
        var number = Math.Max(sequence, _entries.First);
        foreach (var kept in _entries.Forward(number))
        {
            yield return kept.Numbered(++number);
        }
    }

    /// <summary>The kept entries of a span, oldest first.</summary>
    public IEnumerable<JournalEntry> Of(JournalSpan span) =>
        After(span.First - 1).TakeWhile(entry => entry.Sequence < span.End);

    internal Journal Fork(Edit edit)
    {
        var fork = new Journal(edit) { Bytes = Bytes };
        fork._entries = _entries;
        return fork;
    }

    internal void Use(Edit edit) => _edit = edit;

    internal void Append(DateTimeOffset at, long? causedBy, Fact fact, WorldLimits limits)
    {
        var weight = fact.Weight;
        var kept = fact.Kept;
        _entries = _entries.Add(new Kept(kept.Content, at.UtcTicks, causedBy ?? 0, weight, kept.Form), _edit);
        Bytes += weight;
        while (_entries.Count > limits.JournalEntries || Bytes > limits.JournalBytes)
        {
            Bytes -= _entries[_entries.First].Weight;
            _entries = _entries.DropBefore(_entries.First + 1, _edit);
        }
    }

    /// <summary>
    /// An entry in half the bytes, since a payment writes nine: its place in the list is its number, and 0 is no cause. It has
    /// the weight it came with, so that dropping it does not fetch a fact that nobody looked at for long.
    /// </summary>
    private readonly record struct Kept(object Content, long Ticks, long CausedBy, int Weight, FactForm Form)
    {
        public JournalEntry Numbered(long sequence) =>
            new(sequence, new DateTimeOffset(Ticks, TimeSpan.Zero), CausedBy == 0 ? null : CausedBy,
                new KeptFact(Form, Content).ToFact());
    }
}
