namespace FincoreSim.Domain.Collections;

/// <summary>
/// A run of <see cref="ChunkCount"/> consecutive chunks of a <see cref="StateList{T}"/>. Chunks that were dropped at the
/// front are null.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class ListPage<T>(Edit owner, ListChunk<T>?[] chunks)
{
    public const int Bits = 6 + ListChunk<T>.Bits;
    public const int ChunkCount = 1 << (Bits - ListChunk<T>.Bits);

    private ListChunk<T>?[] _chunks = chunks;

    public ListChunk<T> ChunkFor(long index) => _chunks[SlotOf(index)]!;

    public ListPage<T> OwnedBy(Edit edit) =>
        ReferenceEquals(owner, edit) ? this : new ListPage<T>(edit, (ListChunk<T>?[])_chunks.Clone());

    /// <summary>The chunk for an index, owned by the edit; made if it is not there yet.</summary>
    /// <param name="index">The index.</param>
    /// <param name="edit">Who will own it.</param>
    /// <param name="spare">A chunk that can serve again in place of a new one; null once it does.</param>
    public ListChunk<T> OwnedChunk(long index, Edit edit, ref ListChunk<T>? spare)
    {
        var slot = SlotOf(index);
        if (slot >= _chunks.Length)
            Array.Resize(ref _chunks, Math.Clamp(_chunks.Length * 2, slot + 1, ChunkCount));

        var chunk = _chunks[slot];
        if (chunk is null && spare is not null)
        {
            (_chunks[slot], spare) = (spare, null);
            return _chunks[slot]!;
        }

        var owned = chunk?.OwnedBy(edit) ?? new ListChunk<T>(edit, []);
        if (!ReferenceEquals(owned, chunk))
            _chunks[slot] = owned;

        return owned;
    }

    /// <summary>The chunk for an index, if it was not dropped.</summary>
    public ListChunk<T>? Find(long index) => SlotOf(index) is var slot && slot < _chunks.Length ? _chunks[slot] : null;

    /// <summary>Forgets the chunks that lie wholly before an index of this page.</summary>
    public void ReleaseBefore(long index) => Array.Clear(_chunks, 0, Math.Min(SlotOf(index), _chunks.Length));

    private static int SlotOf(long index) => (int)(index >> ListChunk<T>.Bits) & (ChunkCount - 1);
}
