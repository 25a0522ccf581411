namespace FincoreSim.Domain.Collections;

/// <summary>
/// A node of the tree behind <see cref="StateOrder{TKey,TValue}"/>: up to <see cref="Width"/> keys in ascending order. Those of
/// a branch are bounds: no key below a child is less than the child's bound.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal abstract class OrderNode<TKey, TValue>(Edit owner) where TKey : struct, IComparable<TKey>
{
    public const int Width = 32;

    private TKey[] _keys = new TKey[Width];

    public int Count { get; private set; }

    protected Edit Owner { get; } = owner;

    /// <summary>This node, or a copy of it that the edit owns.</summary>
    public OrderNode<TKey, TValue> OwnedBy(Edit edit) => ReferenceEquals(Owner, edit) ? this : Copy(edit);

    /// <summary>
    /// Adds a key below this node, which is owned; when it had no room, gives the node that follows it from now on.
    /// </summary>
    public abstract OrderNode<TKey, TValue>? Add(TKey key, TValue value);

    /// <summary>Removes a key below this node, which is owned.</summary>
    public abstract void Remove(TKey key);

    /// <summary>The least key, or bound.</summary>
    public TKey Lowest => _keys[0];

    protected abstract OrderNode<TKey, TValue> Copy(Edit edit);

    /// <summary>Where a key is, or the complement of where it would be.</summary>
    protected int IndexOf(TKey key) => Array.BinarySearch(_keys, 0, Count, key);

    /// <summary>Makes room for a key, in a node that is not full.</summary>
    protected void InsertKey(int index, TKey key)
    {
        Array.Copy(_keys, index, _keys, index + 1, Count - index);
        _keys[index] = key;
        Count++;
    }

    /// <summary>Makes a bound no greater than a key.</summary>
    protected void LowerKey(int index, TKey key)
    {
        if (key.CompareTo(_keys[index]) < 0)
            _keys[index] = key;
    }

    protected void RemoveKey(int index)
    {
        Count--;
        Array.Copy(_keys, index + 1, _keys, index, Count - index);
    }

    protected void CopyKeys(OrderNode<TKey, TValue> other) => (_keys, Count) = ((TKey[])other._keys.Clone(), other.Count);

    /// <summary>Takes the keys of another from an index on.</summary>
    protected void TakeKeys(OrderNode<TKey, TValue> other, int from)
    {
        Count = other.Count - from;
        Array.Copy(other._keys, from, _keys, 0, Count);
        other.Count = from;
    }
}

/// <summary>A node that has the values.</summary>
internal sealed class OrderLeaf<TKey, TValue>(Edit owner) : OrderNode<TKey, TValue>(owner) where TKey : struct, IComparable<TKey>
{
    private TValue[] _values = new TValue[Width];

    public TValue this[int index] => _values[index];

    public override OrderNode<TKey, TValue>? Add(TKey key, TValue value)
    {
        var index = ~IndexOf(key);
        if (Count < Width)
        {
            Insert(index, key, value);
            return null;
        }

        // What comes at the end starts a new leaf, so that ascending keys fill their leaves.
        var half = index == Width ? Width : Width / 2;
        var next = new OrderLeaf<TKey, TValue>(Owner);
        next.TakeKeys(this, half);
        Array.Copy(_values, half, next._values, 0, Width - half);
        Array.Clear(_values, half, Width - half);
        if (index >= half)
            next.Insert(index - half, key, value);
        else
            Insert(index, key, value);

        return next;
    }

    public override void Remove(TKey key)
    {
        var index = IndexOf(key);
        RemoveKey(index);
        Array.Copy(_values, index + 1, _values, index, Count - index);
        _values[Count] = default!;
    }

    protected override OrderNode<TKey, TValue> Copy(Edit edit)
    {
        var copy = new OrderLeaf<TKey, TValue>(edit) { _values = (TValue[])_values.Clone() };
        copy.CopyKeys(this);
        return copy;
    }

    private void Insert(int index, TKey key, TValue value)
    {
        Array.Copy(_values, index, _values, index + 1, Count - index);
        _values[index] = value;
        InsertKey(index, key);
    }
}
