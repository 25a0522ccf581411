namespace FincoreSim.Domain.Collections;

/// <summary>
/// A sorted dictionary that a world can be forked with in constant time: a B+ tree whose nodes are changed in place by the
/// <see cref="Edit"/> that made them, and copied by any other. Made for queues: keys mostly come in ascending order and leave
/// from the front. The default value is the empty order.
/// </summary>
/// <remarks>
/// <para>A handle taken before the edit token changed stays valid for ever. A handle that a write superseded is dead while
/// the same token is in use: always go on with the handle that <see cref="Add"/> or <see cref="Remove"/> returned.</para>
/// <para>Threads: one writer per edit; frozen handles may be read while another edit writes.</para>
/// <para>Nodes are dropped when they are empty, not merged when they are sparse: what passes through from one end to the
/// other leaves nothing behind.</para>
/// </remarks>
public readonly struct StateOrder<TKey, TValue> where TKey : struct, IComparable<TKey>
{
    private readonly OrderNode<TKey, TValue>? _root;

    private StateOrder(OrderNode<TKey, TValue>? root, int count)
    {
        _root = root;
        Count = count;
    }

    /// <summary>How many keys there are.</summary>
    public int Count { get; }

    /// <summary>Gets the value with the least key; nothing when there is none.</summary>
    public bool TryGetFirst([MaybeNullWhen(false)] out TValue value)
    {
        var node = _root;
        while (node is OrderBranch<TKey, TValue> branch)
            node = branch[0];

        value = node is OrderLeaf<TKey, TValue> leaf ? leaf[0] : default;
        return node is not null;
    }

    /// <summary>Adds a key that is not there yet. This handle must not be used again under the same edit.</summary>
    public StateOrder<TKey, TValue> Add(TKey key, TValue value, Edit edit)
    {
        var root = _root?.OwnedBy(edit) ?? new OrderLeaf<TKey, TValue>(edit);
        var split = root.Add(key, value);
        return new StateOrder<TKey, TValue>(split is null ? root : new OrderBranch<TKey, TValue>(edit, root, split), Count + 1);
    }

    /// <summary>Removes a key that is there. This handle must not be used again under the same edit.</summary>
    public StateOrder<TKey, TValue> Remove(TKey key, Edit edit)
    {
        if (Count <= 1)
            return default;

        var root = _root!.OwnedBy(edit);
        root.Remove(key);
        while (root is OrderBranch<TKey, TValue> { Count: 1 } branch)
            root = branch[0];

        return new StateOrder<TKey, TValue>(root, Count - 1);
    }

    /// <summary>The values in the order of their keys. The order must not be written under the same edit meanwhile.</summary>
    public IEnumerable<TValue> Values()
    {
        if (_root is null)
            yield break;

        var waiting = new Stack<OrderNode<TKey, TValue>>([_root]);
        while (waiting.TryPop(out var node))
        {
            for (var index = node.Count - 1; node is OrderBranch<TKey, TValue> branch && index >= 0; index--)
                waiting.Push(branch[index]);

            for (var index = 0; node is OrderLeaf<TKey, TValue> leaf && index < leaf.Count; index++)
                yield return leaf[index];
        }
    }
}
