namespace FincoreSim.Domain.Collections;

/// <summary>A node that leads to others, none of which is empty.</summary>
internal sealed class OrderBranch<TKey, TValue> : OrderNode<TKey, TValue> where TKey : struct, IComparable<TKey>
{
    private OrderNode<TKey, TValue>[] _children = new OrderNode<TKey, TValue>[Width];

    /// <summary>The branch above a node and the one that follows it.</summary>
    public OrderBranch(Edit owner, OrderNode<TKey, TValue> first, OrderNode<TKey, TValue> second) : base(owner)
    {
        Insert(0, first);
        Insert(1, second);
    }

    private OrderBranch(Edit owner) : base(owner)
    {
    }

    public OrderNode<TKey, TValue> this[int index] => _children[index];

    public override OrderNode<TKey, TValue>? Add(TKey key, TValue value)
    {
        var index = ChildFor(key);
        LowerKey(index, key);
        if (OwnedChild(index).Add(key, value) is not { } split)
            return null;

        if (Count < Width)
        {
            Insert(index + 1, split);
            return null;
        }

        var half = index + 1 == Width ? Width : Width / 2;
        var next = new OrderBranch<TKey, TValue>(Owner);
        next.TakeKeys(this, half);
        Array.Copy(_children, half, next._children, 0, Width - half);
        Array.Clear(_children, half, Width - half);
        if (index >= half || half == Width)
            next.Insert(index + 1 - half, split);
        else
            Insert(index + 1, split);

        return next;
    }

    public override void Remove(TKey key)
    {
        var index = ChildFor(key);
        var child = OwnedChild(index);
        child.Remove(key);
        if (child.Count > 0)
            return;

        RemoveKey(index);
        Array.Copy(_children, index + 1, _children, index, Count - index);
        _children[Count] = null!;
    }

    protected override OrderNode<TKey, TValue> Copy(Edit edit)
    {
        var copy = new OrderBranch<TKey, TValue>(edit) { _children = (OrderNode<TKey, TValue>[])_children.Clone() };
        copy.CopyKeys(this);
        return copy;
    }

    private int ChildFor(TKey key)
    {
        var index = IndexOf(key);
        return index >= 0 ? index : Math.Max(~index - 1, 0);
    }

    private OrderNode<TKey, TValue> OwnedChild(int index)
    {
        var owned = _children[index].OwnedBy(Owner);
        if (!ReferenceEquals(owned, _children[index]))
            _children[index] = owned;

        return owned;
    }

    private void Insert(int index, OrderNode<TKey, TValue> child)
    {
        Array.Copy(_children, index, _children, index + 1, Count - index);
        _children[index] = child;
        InsertKey(index, child.Lowest);
    }
}
