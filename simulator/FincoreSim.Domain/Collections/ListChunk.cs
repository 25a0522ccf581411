namespace FincoreSim.Domain.Collections;

/// <summary>
/// A run of <see cref="Size"/> consecutive elements of a <see cref="StateList{T}"/>. A list that never had more has a shorter
/// array.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class ListChunk<T>(Edit owner, T[] items)
{
    public const int Bits = 9;
    public const int Size = 1 << Bits;

    private T[] _items = items;

    public T this[long index] => _items[(int)(index & (Size - 1))];

    public ref readonly T At(long index) => ref _items[(int)(index & (Size - 1))];

    public ListChunk<T> OwnedBy(Edit edit) => ReferenceEquals(owner, edit) ? this : new ListChunk<T>(edit, (T[])_items.Clone());

    /// <summary>
    /// Whether it can take the place of a new one: only this edit can have seen it, and it is as large as they get.
    /// </summary>
    public bool CanServeAgain(Edit edit) => ReferenceEquals(owner, edit) && _items.Length == Size;

    /// <summary>Forgets its elements.</summary>
    public void Clear() => Array.Clear(_items);

    public void Put(long index, T item)
    {
        var at = (int)(index & (Size - 1));
        if (at >= _items.Length)
            Array.Resize(ref _items, index >= Size ? Size : Math.Clamp(_items.Length * 2, 4, Size));

        _items[at] = item;
    }
}
