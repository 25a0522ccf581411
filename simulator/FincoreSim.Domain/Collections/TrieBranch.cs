using System.Runtime.CompilerServices;

namespace FincoreSim.Domain.Collections;

/// <summary>
/// An inner node: <see cref="Width"/> slots, chosen by the next <see cref="Bits"/> bits of the hash. No slot is empty;
/// a leaf that is not full enough to be split serves a whole aligned run of slots.
/// </summary>
/// <remarks>Changed only by a holder of its owner token; otherwise frozen and safe to read from any thread.</remarks>
internal sealed class TrieBranch : TrieNode
{
    public const int Bits = 5;
    public const int Width = 1 << Bits;

    private Slots _slots;

    /// <summary>A branch all of whose slots lead to <paramref name="only"/>, which must reach over all of them.</summary>
    public TrieBranch(Edit owner, TrieNode only) : base(owner, 1) => Place(0, only);

    private TrieBranch(Edit owner, in Slots slots) : base(owner, 1) => _slots = slots;

    public TrieNode this[int slot] => _slots[slot];

    /// <summary>The slot for a hash in a branch whose bits start at <paramref name="shift"/>.</summary>
    public static int SlotOf(int hash, int shift) => (hash >>> shift) & (Width - 1);

    /// <summary>The first slot of the aligned run of <paramref name="reach"/> slots around a slot.</summary>
    public static int RunStart(int slot, int reach) => slot & ~(reach - 1);

    public TrieBranch OwnedBy(Edit edit) => ReferenceEquals(Owner, edit) ? this : new TrieBranch(edit, in _slots);

    /// <summary>Makes the whole run of slots around <paramref name="slot"/> that the node reaches over lead to it.</summary>
    public void Place(int slot, TrieNode node)
    {
        if (node.Reach == 1)
            _slots[slot] = node;
        else
            ((Span<TrieNode>)_slots).Slice(RunStart(slot, node.Reach), node.Reach).Fill(node);
    }

    /// <summary>Pushes every child once, however many slots lead to it.</summary>
    public void PushChildren(Stack<TrieNode> waiting)
    {
        for (var slot = 0; slot < Width; slot += _slots[slot].Reach)
            waiting.Push(_slots[slot]);
    }

    // The slots lie inside the node: one object less to fetch on every level of every look-up.
    [InlineArray(Width)]
    private struct Slots
    {
        private TrieNode _first;
    }
}
