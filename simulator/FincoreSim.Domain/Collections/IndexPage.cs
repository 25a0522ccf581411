using System.Runtime.CompilerServices;

namespace FincoreSim.Domain.Collections;

/// <summary>
/// A bucket of a <see cref="StateIndex"/>: hashes with the lower halves of their places, in no order. They are numbers inside
/// the page, so that writing one tells the garbage collector nothing.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class IndexPage(Edit owner)
{
    private const int Inside = 56;

    // The first byte of each hash. Most keys that are looked for are new: of a page that nobody touched for long, these and
    // the count are all that has to be fetched to say so.
    private Tags _tags;
    private Numbers _inside;
    private ulong[] _beyond = [];

    public int Count { get; private set; }

    public IndexPage OwnedBy(Edit edit) => ReferenceEquals(owner, edit)
        ? this
        : new IndexPage(edit) { _tags = _tags, _inside = _inside, _beyond = [.. _beyond], Count = Count };

    public uint HashAt(int index) => (uint)(At(index) >> 32);

    public uint PlaceAt(int index) => unchecked((uint)At(index));

    /// <summary>Where the next entry with a hash is, from an index on; negative where there is none.</summary>
    public int IndexOf(uint hash, int from)
    {
        var inside = Math.Min(Count, Inside);
        while (from < inside)
        {
            var next = ((ReadOnlySpan<byte>)_tags)[from..inside].IndexOf(TagOf(hash));
            if (next < 0)
            {
                from = inside;
                break;
            }

            from += next;
            if (HashAt(from) == hash)
                return from;

            from++;
        }

        while (from < Count && HashAt(from) != hash)
            from++;

        return from < Count ? from : -1;
    }

    public void Add(uint hash, uint place)
    {
        if (Count < Inside)
            _tags[Count] = TagOf(hash);

        if (Count - Inside == _beyond.Length)
            Array.Resize(ref _beyond, Math.Max(8, _beyond.Length * 2));

        At(Count++) = ((ulong)hash << 32) | place;
    }

    /// <summary>Removes one; the last one takes its place.</summary>
    public void RemoveAt(int index)
    {
        Count--;
        At(index) = At(Count);
        if (index < Inside)
            _tags[index] = TagOf(HashAt(index));
    }

    private static byte TagOf(uint hash) => (byte)(hash >> 24);

    private ref ulong At(int index) => ref index < Inside ? ref _inside[index] : ref _beyond[index - Inside];

    [InlineArray(Inside)]
    private struct Tags
    {
        private byte _first;
    }

    [InlineArray(Inside)]
    private struct Numbers
    {
        private ulong _first;
    }
}
