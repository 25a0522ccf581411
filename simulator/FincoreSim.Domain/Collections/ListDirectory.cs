namespace FincoreSim.Domain.Collections;

/// <summary>
/// The pages of a <see cref="StateList{T}"/>, from the oldest that is still kept. Two levels (directory and page) keep the
/// first write after a fork cheap: a million elements are 31 pages.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class ListDirectory<T>
{
    private readonly Edit _owner;
    private ListPage<T>?[] _pages;
    private long _firstPage;

    // The chunk that was dropped last. A list that gets an element for each that it drops fills it again, instead of giving
    // the garbage collector an array that has grown old.
    private ListChunk<T>? _spare;

    public ListDirectory(Edit owner) : this(owner, [], 0)
    {
    }

    private ListDirectory(Edit owner, ListPage<T>?[] pages, long firstPage)
    {
        _owner = owner;
        _pages = pages;
        _firstPage = firstPage;
    }

    /// <summary>How many pages there is room for; it stays in proportion to the elements kept.</summary>
    public int PageCapacity => _pages.Length;

    public ListChunk<T> ChunkFor(long index) => _pages[SlotOf(index)]!.ChunkFor(index);

    public ListDirectory<T> OwnedBy(Edit edit) =>
        ReferenceEquals(_owner, edit) ? this : new ListDirectory<T>(edit, (ListPage<T>?[])_pages.Clone(), _firstPage);

    /// <summary>The chunk for an index, owned by the owner of this directory; made if it is not there yet.</summary>
    public ListChunk<T> OwnedChunk(long index)
    {
        var slot = SlotOf(index);
        if (slot >= _pages.Length)
            Array.Resize(ref _pages, Math.Max(_pages.Length * 2, slot + 1));

        var page = _pages[slot];
        var owned = page?.OwnedBy(_owner) ?? new ListPage<T>(_owner, []);
        if (!ReferenceEquals(owned, page))
            _pages[slot] = owned;

        return owned.OwnedChunk(index, _owner, ref _spare);
    }

    /// <summary>Forgets the chunks and pages that lie wholly before an index.</summary>
    public void ReleaseBefore(long index)
    {
        Spare(index - ListChunk<T>.Size);
        var passed = SlotOf(index);
        if (passed > 0)
        {
            // A new array, exactly as long as what is left: so a sliding window cannot grow the directory.
            _pages = passed < _pages.Length ? _pages[passed..] : [];
            _firstPage += passed;
        }

        if (_pages is [{ } page, ..])
        {
            _pages[0] = page.OwnedBy(_owner);
            _pages[0]!.ReleaseBefore(index);
        }
    }

    private void Spare(long index)
    {
        var slot = SlotOf(index);
        if (slot >= 0 && slot < _pages.Length && _pages[slot]?.Find(index) is { } chunk && chunk.CanServeAgain(_owner))
        {
            chunk.Clear();
            _spare = chunk;
        }
    }

    private int SlotOf(long index) => (int)((index >> ListPage<T>.Bits) - _firstPage);
}
