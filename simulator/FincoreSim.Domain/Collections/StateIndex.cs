using System.Numerics;

namespace FincoreSim.Domain.Collections;

/// <summary>
/// Where things are in a list, by their hashes: for lists of a million things whose keys come in no order, of which a
/// <see cref="StateMap{TKey,TValue}"/> would make a million objects that lie anywhere. It knows hashes only; whether a thing at
/// one of the places is the one is for the list to tell. The default value is the empty index.
/// </summary>
/// <remarks>
/// <para>A linear hash table: it grows by a page at a time, so that no write has to move more than a page.</para>
/// <para>Forks and threads: as for the list behind it, <see cref="StateList{T}"/>.</para>
/// </remarks>
public readonly struct StateIndex
{
    // Pages are split at this load; in the middle of a round those that are not split yet have up to twice as many.
    private const int Load = 28;

    private readonly StateList<IndexPage> _pages;

    private StateIndex(StateList<IndexPage> pages, int count) => (_pages, Count) = (pages, count);

    /// <summary>How many places there are.</summary>
    public int Count { get; }

    /// <summary>How many pages there are.</summary>
    internal int PageCount => _pages.Count;

    /// <summary>The first of the places with a hash that is the one; null where none is.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="first">The first place that can be meant; from there on, 2^32 places are told apart.</param>
    /// <param name="asked">What is looked for.</param>
    /// <param name="isAt">Whether it is at a place.</param>
    public long? Find<T>(uint hash, long first, T asked, Func<T, long, bool> isAt)
    {
        if (Count == 0)
            return null;

        var page = _pages[PageOf(hash, _pages.Count)];
        for (var index = page.IndexOf(hash, 0); index >= 0; index = page.IndexOf(hash, index + 1))
        {
            if (WholePlace(page.PlaceAt(index), first) is var place && isAt(asked, place))
                return place;
        }

        return null;
    }

    /// <summary>Adds a place. This handle must not be used again under the same edit.</summary>
    public StateIndex Add(uint hash, long place, Edit edit)
    {
        var pages = Count >= Load * _pages.Count ? Grown(_pages, edit) : _pages;
        (pages, var page) = Owned(pages, PageOf(hash, pages.Count), edit);
        page.Add(hash, unchecked((uint)place));
        return new StateIndex(pages, Count + 1);
    }

    /// <summary>
    /// Removes a place; without it, returns this handle. Otherwise this handle must not be used again under the same edit.
    /// </summary>
    public StateIndex Remove(uint hash, long place, Edit edit)
    {
        var at = _pages.Count == 0 ? -1 : PageOf(hash, _pages.Count);
        for (var index = at < 0 ? -1 : _pages[at].IndexOf(hash, 0); index >= 0; index = _pages[at].IndexOf(hash, index + 1))
        {
            if (_pages[at].PlaceAt(index) != unchecked((uint)place))
                continue;

            if (Count == 1)
                return default;

            var (pages, page) = Owned(_pages, at, edit);
            page.RemoveAt(index);
            return new StateIndex(pages, Count - 1);
        }

        return this;
    }

    private static long WholePlace(uint low, long first) => first + unchecked(low - (uint)first);

    /// <summary>By as many of the hash's bits as there are pages for.</summary>
    private static int PageOf(uint hash, int pages)
    {
        var round = BitOperations.RoundUpToPowerOf2((uint)pages);
        var at = hash & (round - 1);
        return (int)(at < pages ? at : at - (round / 2));
    }

    private static (StateList<IndexPage> Pages, IndexPage Page) Owned(StateList<IndexPage> pages, int at, Edit edit)
    {
        var page = pages[at].OwnedBy(edit);
        return (ReferenceEquals(page, pages[at]) ? pages : pages.Set(at, page, edit), page);
    }

    /// <summary>With one page more, which takes what belongs to it from the page that served for it so far.</summary>
    private static StateList<IndexPage> Grown(StateList<IndexPage> pages, Edit edit)
    {
        var added = new IndexPage(edit);
        if (pages.Count == 0)
            return pages.Add(added, edit);

        var number = pages.Count;
        var from = number - (int)(BitOperations.RoundUpToPowerOf2((uint)number + 1) / 2);
        (pages, var page) = Owned(pages, from, edit);
        for (var index = page.Count - 1; index >= 0; index--)
        {
            if (PageOf(page.HashAt(index), number + 1) != number)
                continue;

            added.Add(page.HashAt(index), page.PlaceAt(index));
            page.RemoveAt(index);
        }

        return pages.Add(added, edit);
    }
}
