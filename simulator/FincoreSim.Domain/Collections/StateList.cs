namespace FincoreSim.Domain.Collections;

/// <summary>
/// A journal-like list that a world can be forked with in constant time: elements are added at the end and dropped at the
/// front, and keep their index for ever. The default value is the empty list.
/// </summary>
/// <remarks>
/// <para>A handle taken before the edit token changed stays valid for ever and never sees a later write. A handle that a
/// write superseded is dead while the same token is in use: <b>the old handle must not be used again under the same
/// edit</b>; always go on with the handle that the write returned.</para>
/// <para>Threads: one writer per edit; frozen handles may be read while another edit writes.</para>
/// </remarks>
public readonly struct StateList<T>
{
    private readonly ListDirectory<T>? _directory;

    private StateList(ListDirectory<T>? directory, long first, long end)
    {
        _directory = directory;
        First = first;
        End = end;
    }

    /// <summary>The index of the oldest element still kept; equal to <see cref="End"/> when there is none.</summary>
    public long First { get; }

    /// <summary>The index that the next added element will get.</summary>
    public long End { get; }

    /// <summary>How many elements are kept.</summary>
    public int Count => (int)(End - First);

    /// <summary>How many pages the directory has room for.</summary>
    internal int PageCapacity => _directory?.PageCapacity ?? 0;

    /// <summary>The element at an index from <see cref="First"/> to before <see cref="End"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index was dropped, or not reached yet.</exception>
    public T this[long index]
    {
        get
        {
            RequireKept(index);
            return _directory!.ChunkFor(index)[index];
        }
    }

    /// <summary>The same without a copy, good until the next write.</summary>
    internal ref readonly T At(long index)
    {
        RequireKept(index);
        return ref _directory!.ChunkFor(index).At(index);
    }

    /// <summary>Adds an element at <see cref="End"/>. This handle must not be used again under the same edit.</summary>
    public StateList<T> Add(T item, Edit edit)
    {
        var directory = _directory?.OwnedBy(edit) ?? new ListDirectory<T>(edit);
        directory.OwnedChunk(End).Put(End, item);
        return new StateList<T>(directory, First, End + 1);
    }

    /// <summary>Replaces a kept element. This handle must not be used again under the same edit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index was dropped, or not reached yet.</exception>
    public StateList<T> Set(long index, T item, Edit edit)
    {
        RequireKept(index);
        var directory = _directory!.OwnedBy(edit);
        directory.OwnedChunk(index).Put(index, item);
        return new StateList<T>(directory, First, End);
    }

    /// <summary>
    /// Forgets the elements before an index; at or before <see cref="First"/> that is nothing. Memory comes back by whole
    /// chunks. This handle must not be used again under the same edit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The index lies after <see cref="End"/>.</exception>
    public StateList<T> DropBefore(long index, Edit edit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, End);
        if (index <= First)
            return this;

        var passesChunk = index >> ListChunk<T>.Bits != First >> ListChunk<T>.Bits;
        if (!passesChunk)
            return new StateList<T>(_directory, index, End);

        var directory = _directory!.OwnedBy(edit);
        directory.ReleaseBefore(index);
        return new StateList<T>(directory, index, End);
    }

    /// <summary>The elements from an index (or from <see cref="First"/>, if that is later), oldest first.</summary>
    public IEnumerable<T> Forward(long from)
    {
        for (var index = Math.Max(from, First); index < End; index++)
            yield return _directory!.ChunkFor(index)[index];
    }

    /// <summary>The elements kept, newest first.</summary>
    public IEnumerable<T> Backward() => Backward(End);

    /// <summary>The elements kept before an index, newest first.</summary>
    public IEnumerable<T> Backward(long before)
    {
        for (var index = Math.Min(before, End) - 1; index >= First; index--)
            yield return _directory!.ChunkFor(index)[index];
    }

    private void RequireKept(long index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, End);
    }
}
