using System.Runtime.CompilerServices;

namespace FincoreSim.Domain.Collections;

/// <summary>
/// An outer node: an unordered bucket of entries. It holds at most <see cref="Capacity"/> entries, unless all of them
/// have the same hash, for then no branch could tell them apart.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class TrieLeaf<TKey, TValue> : TrieNode where TKey : notnull, IEquatable<TKey>
{
    public const int Capacity = 8;

    private const int InitialCapacity = 2;

    // The hashes lie inside the node and not beside the keys: looking for a key that is not there, which is what most new
    // keys are, touches no entry at all. Beyond the capacity all hashes are the same.
    private Hashes _hashes;
    private Entry[] _entries;
    private int _count;

    /// <summary>The first leaf of a map.</summary>
    public TrieLeaf(Edit owner, int hash, TKey key, TValue value) : this(owner, 1, new Entry[InitialCapacity]) =>
        Append(hash, key, value);

    private TrieLeaf(Edit owner, int reach, Entry[] entries) : base(owner, reach) => _entries = entries;

    public int Count => _count;

    public ref readonly TValue ValueAt(int index) => ref _entries[index].Value;

    public int IndexOf(int hash, TKey key)
    {
        for (var index = 0; index < _count; index++)
        {
            if (HashAt(index) == hash && _entries[index].Key.Equals(key))
                return index;
        }

        return -1;
    }

    public TrieLeaf<TKey, TValue> OwnedBy(Edit edit) =>
        ReferenceEquals(Owner, edit)
            ? this
            : new TrieLeaf<TKey, TValue>(edit, Reach, (Entry[])_entries.Clone()) { _count = _count, _hashes = _hashes };

    /// <summary>Whether one more entry with this hash belongs here, or the leaf must be split first.</summary>
    public bool HasRoomFor(int hash)
    {
        if (_count < Capacity)
            return true;

        foreach (var other in _hashes)
        {
            if (other != hash)
                return false;
        }

        return true;
    }

    public void Replace(int index, TValue value) => _entries[index].Value = value;

    public void Append(int hash, TKey key, TValue value)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(InitialCapacity, _count * 2));

        if (_count < Capacity)
            _hashes[_count] = hash;

        _entries[_count++] = new Entry { Key = key, Value = value };
    }

    public void RemoveAt(int index)
    {
        _count--;
        if (index < Capacity)
            _hashes[index] = HashAt(_count);

        _entries[index] = _entries[_count];
        _entries[_count] = default;
    }

    /// <summary>
    /// Gives up the upper half of the reach, with the entries whose hash has <paramref name="bit"/> set, to a new leaf.
    /// </summary>
    public TrieLeaf<TKey, TValue> SplitOff(int bit)
    {
        Reach /= 2;
        var upper = new TrieLeaf<TKey, TValue>(Owner, Reach, new Entry[_entries.Length]);
        var kept = 0;
        for (var index = 0; index < _count; index++)
        {
            var hash = HashAt(index);
            if ((hash & bit) != 0)
            {
                upper.Append(hash, _entries[index].Key, _entries[index].Value);
                continue;
            }

            if (kept < Capacity)
                _hashes[kept] = hash;

            _entries[kept++] = _entries[index];
        }

        Array.Clear(_entries, kept, _count - kept);
        _count = kept;
        return upper;
    }

    /// <summary>Takes over the entries and the reach of the neighbour that a split once made.</summary>
    public void Absorb(TrieLeaf<TKey, TValue> neighbour)
    {
        for (var index = 0; index < neighbour._count; index++)
            Append(neighbour.HashAt(index), neighbour._entries[index].Key, neighbour._entries[index].Value);

        Reach *= 2;
    }

    public KeyValuePair<TKey, TValue> EntryAt(int index) => new(_entries[index].Key, _entries[index].Value);

    private int HashAt(int index) => _hashes[Math.Min(index, Capacity - 1)];

    [InlineArray(Capacity)]
    private struct Hashes
    {
        private int _first;
    }

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
    }
}
