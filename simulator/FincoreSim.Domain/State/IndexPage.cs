using System.Runtime.CompilerServices;

namespace FincoreSim.Domain.State;

/// <summary>
/// A bucket of a <see cref="StateIndex"/>: hashes with the lower halves of their places, in no order. They are numbers inside
/// the page, so that writing one tells the garbage collector nothing.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class IndexPage(Edit owner)
{
    private const int Inside = 56;

    private Numbers _inside;
    private ulong[] _beyond = [];

    public int Count { get; private set; }

    public IndexPage OwnedBy(Edit edit) => ReferenceEquals(owner, edit)
        ? this
        : new IndexPage(edit) { _inside = _inside, _beyond = [.. _beyond], Count = Count };

    public uint HashAt(int index) => (uint)(At(index) >> 32);

    public uint PlaceAt(int index) => unchecked((uint)At(index));

    public void Add(uint hash, uint place)
    {
        if (Count - Inside == _beyond.Length)
            Array.Resize(ref _beyond, Math.Max(8, _beyond.Length * 2));

        At(Count++) = ((ulong)hash << 32) | place;
    }

    /// <summary>Removes one; the last one takes its place.</summary>
    public void RemoveAt(int index) => At(index) = At(--Count);

    private ref ulong At(int index) => ref index < Inside ? ref _inside[index] : ref _beyond[index - Inside];

    [InlineArray(Inside)]
    private struct Numbers
    {
        private ulong _first;
    }
}
