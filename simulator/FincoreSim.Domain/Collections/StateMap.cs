namespace FincoreSim.Domain.Collections;

/// <summary>
/// A dictionary that a world can be forked with in constant time: it is changed in place by the <see cref="Edit"/> that made it,
/// and copied as a whole at the first write by any other. The default value is the empty map.
/// </summary>
/// <remarks>
/// <para>A handle taken before the edit token changed stays valid for ever and never sees a later write. A handle that a
/// write superseded is dead while the same token is in use: <b>the old handle must not be used again under the same
/// edit</b>; always go on with the handle that <see cref="Set"/> or <see cref="Remove"/> returned.</para>
/// <para>Threads: one writer per edit; frozen handles may be read while another edit writes, since nobody writes to what they
/// share.</para>
/// <para>The first write after a fork takes about a millisecond for each 100,000 keys. So it holds what is registered or open at
/// an instant; what comes without end stands in a <see cref="StateList{T}"/>.</para>
/// </remarks>
public readonly struct StateMap<TKey, TValue> where TKey : notnull, IEquatable<TKey>
{
    /// <summary>A dictionary with room for so many keys may be as empty as it likes.</summary>
    private const int SmallCapacity = 1024;

    /// <summary>How many times as many keys a larger one may have room for.</summary>
    private const int RoomMax = 8;

    private readonly Owned? _owned;

    private StateMap(Owned owned) => _owned = owned;

    /// <summary>How many keys there are.</summary>
    public int Count => _owned?.Items.Count ?? 0;

    /// <summary>How many keys there is room for.</summary>
    internal int Capacity => _owned?.Items.Capacity ?? 0;

    /// <summary>Every entry once, in no particular order. The map must not be written under the same edit meanwhile.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries => _owned?.Items ?? Enumerable.Empty<KeyValuePair<TKey, TValue>>();

    /// <summary>Gets the value of a key, if it is there.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_owned is { } owned)
            return owned.Items.TryGetValue(key, out value);

        value = default;
        return false;
    }

    /// <summary>The value of a key, or the default of the value's type when the key is absent.</summary>
    public TValue? Find(TKey key) => TryGet(key, out var value) ? value : default;

    /// <summary>Whether the key is there.</summary>
    public bool Contains(TKey key) => _owned?.Items.ContainsKey(key) ?? false;

    /// <summary>Adds the key, or replaces its value. This handle must not be used again under the same edit.</summary>
    public StateMap<TKey, TValue> Set(TKey key, TValue value, Edit edit)
    {
        var owned = OwnedBy(edit);
        owned.Items[key] = value;
        return new(owned);
    }

    /// <summary>
    /// Removes the key; without it, returns this handle. Otherwise this handle must not be used again under the same edit.
    /// </summary>
    public StateMap<TKey, TValue> Remove(TKey key, Edit edit)
    {
        // Looked up first, so that removing an absent key copies nothing.
        if (!Contains(key))
            return this;

        var owned = OwnedBy(edit);
        owned.Items.Remove(key);

        // What was open for a great many payments at once gives its memory back.
        if (owned.Items.Capacity > SmallCapacity && owned.Items.Capacity > RoomMax * owned.Items.Count)
            owned.Items.TrimExcess(2 * owned.Items.Count);

        return new(owned);
    }

    private Owned OwnedBy(Edit edit) => _owned is null ? new Owned(edit, [])
        : ReferenceEquals(_owned.Owner, edit) ? _owned
        : new Owned(edit, new Dictionary<TKey, TValue>(_owned.Items));

    /// <summary>A dictionary, and who may change it.</summary>
    private sealed class Owned(Edit owner, Dictionary<TKey, TValue> items)
    {
        public Edit Owner { get; } = owner;

        public Dictionary<TKey, TValue> Items { get; } = items;
    }
}
