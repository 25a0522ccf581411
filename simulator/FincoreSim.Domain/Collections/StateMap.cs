using System.Runtime.CompilerServices;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Collections;

/// <summary>
/// A dictionary that a world can be forked with in constant time: a handle to a hash trie whose nodes are changed in place
/// by the <see cref="Edit"/> that made them, and copied by any other. The default value is the empty map.
/// </summary>
/// <remarks>
/// <para>A handle taken before the edit token changed stays valid for ever and never sees a later write. A handle that a
/// write superseded is dead while the same token is in use: <b>the old handle must not be used again under the same
/// edit</b>; always go on with the handle that <see cref="Set"/> or <see cref="Remove"/> returned.</para>
/// <para>Threads: one writer per edit; frozen handles may be read while another edit writes.</para>
/// <para>Hash codes decide the order of <see cref="Entries"/>. For <see cref="string"/> keys they differ from process to
/// process, so never enumerate such a map where the order can be seen.</para>
/// </remarks>
public readonly struct StateMap<TKey, TValue> where TKey : notnull, IEquatable<TKey>
{
    private readonly TrieNode? _root;

    private StateMap(TrieNode root, int count)
    {
        _root = root;
        Count = count;
    }

    /// <summary>How many keys there are.</summary>
    public int Count { get; }

    /// <summary>Gets the value of a key, if it is there.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var node = _root;
        if (node is not null)
        {
            var hash = HashOf(key);
            for (var shift = 0; node is TrieBranch branch; shift += TrieBranch.Bits)
                node = branch[TrieBranch.SlotOf(hash, shift)];

            var leaf = (TrieLeaf<TKey, TValue>)node;
            var index = leaf.IndexOf(hash, key);
            if (index >= 0)
            {
                value = leaf.ValueAt(index);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The value of a key, or the default of the value's type when the key is absent.</summary>
    public TValue? Find(TKey key) => TryGet(key, out var value) ? value : default;

    /// <summary>Whether the key is there.</summary>
    public bool Contains(TKey key) => TryGet(key, out _);

    /// <summary>Adds the key, or replaces its value. This handle must not be used again under the same edit.</summary>
    public StateMap<TKey, TValue> Set(TKey key, TValue value, Edit edit)
    {
        var hash = HashOf(key);
        if (_root is null)
            return new StateMap<TKey, TValue>(new TrieLeaf<TKey, TValue>(edit, hash, key, value), 1);

        var path = new TriePath<TKey, TValue>(_root, hash, edit);
        var index = path.Leaf.IndexOf(hash, key);
        if (index >= 0)
        {
            path.Leaf.Replace(index, value);
            return new StateMap<TKey, TValue>(path.Root, Count);
        }

        path.MakeRoom();
        path.Leaf.Append(hash, key, value);
        return new StateMap<TKey, TValue>(path.Root, Count + 1);
    }

    /// <summary>
    /// Removes the key; without it, returns this handle. Otherwise this handle must not be used again under the same edit.
    /// </summary>
    public StateMap<TKey, TValue> Remove(TKey key, Edit edit)
    {
        // Looked up first, so that removing an absent key copies nothing.
        if (!Contains(key))
            return this;

        return Count == 1 ? default : new StateMap<TKey, TValue>(Without(_root!, 0, HashOf(key), key, edit), Count - 1);
    }

    /// <summary>
    /// Every entry once, in an unspecified order that is the same for the same history of writes and the same hash codes.
    /// The map must not be written under the same edit meanwhile.
    /// </summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries()
    {
        if (_root is null)
            yield break;

        var waiting = new Stack<TrieNode>([_root]);
        while (waiting.TryPop(out var node))
        {
            if (node is TrieBranch branch)
            {
                branch.PushChildren(waiting);
                continue;
            }

            var leaf = (TrieLeaf<TKey, TValue>)node;
            for (var index = 0; index < leaf.Count; index++)
                yield return leaf.EntryAt(index);
        }
    }

    private static TrieNode Without(TrieNode node, int shift, int hash, TKey key, Edit edit)
    {
        if (node is not TrieBranch branch)
        {
            var leaf = ((TrieLeaf<TKey, TValue>)node).OwnedBy(edit);
            leaf.RemoveAt(leaf.IndexOf(hash, key));
            return leaf;
        }

        var slot = TrieBranch.SlotOf(hash, shift);
        var child = Without(branch[slot], shift + TrieBranch.Bits, hash, key, edit);
        branch = branch.OwnedBy(edit);
        branch.Place(slot, child);
        return child is TrieLeaf<TKey, TValue> shrunk ? Merged(branch, slot, shrunk) : branch;
    }

    // Half the capacity is the threshold, so that a map that goes up and down by one does not split and merge every time.
    private static TrieNode Merged(TrieBranch branch, int slot, TrieLeaf<TKey, TValue> leaf)
    {
        while (leaf.Reach < TrieBranch.Width)
        {
            var neighbourSlot = TrieBranch.RunStart(slot, leaf.Reach) ^ leaf.Reach;
            if (branch[neighbourSlot] is not TrieLeaf<TKey, TValue> neighbour
                || neighbour.Reach != leaf.Reach
                || neighbour.Count + leaf.Count > TrieLeaf<TKey, TValue>.Capacity / 2)
                return branch;

            leaf.Absorb(neighbour);
            branch.Place(slot, leaf);
        }

        leaf.Reach = 1;
        return leaf;
    }

    // Ids that worlds numbered themselves come and go in about the order of their numbers. Those whose numbers are neighbours
    // share a leaf, so that what is written next is what was written last, and not memory that lies anywhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CodeOf(TKey key) =>
        typeof(TKey) == typeof(Guid) && SeededIds.IsNumbered((Guid)(object)key, out var number) ? (int)(number / TrieLeaf<TKey, TValue>.Capacity)
        : typeof(TKey) == typeof(TransactionId) && SeededIds.IsNumbered(((TransactionId)(object)key).Value, out number) ? (int)(number / TrieLeaf<TKey, TValue>.Capacity)
        : key.GetHashCode();

    // A 32-bit finaliser: the hash codes of ids differ in few bits, and each level of the trie looks at five of them only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int HashOf(TKey key)
    {
        unchecked
        {
            var hash = (uint)CodeOf(key);
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return (int)(hash ^ (hash >> 16));
        }
    }
}
