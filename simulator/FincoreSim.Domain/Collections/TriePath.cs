namespace FincoreSim.Domain.Collections;

/// <summary>
/// The way from the root to the leaf where a key belongs, made writable for one edit: every node on it that another edit
/// owns has been replaced by a copy.
/// </summary>
/// <remarks>Lives on the stack of one write.</remarks>
internal ref struct TriePath<TKey, TValue> where TKey : notnull, IEquatable<TKey>
{
    private readonly Edit _edit;
    private readonly int _hash;
    private TrieBranch? _parent;
    private int _parentShift;

    public TriePath(TrieNode root, int hash, Edit edit)
    {
        _edit = edit;
        _hash = hash;
        Root = root;
        Leaf = Descend(root);

        // A node that this edit owns hangs from nodes that it owns too, so an owned leaf needs no look at the branches'
        // owners, which would cost a cache line each.
        if (!ReferenceEquals(Leaf.Owner, edit))
            CopyDown();
    }

    public TrieNode Root { get; private set; }

    public TrieLeaf<TKey, TValue> Leaf { get; private set; }

    private readonly int Slot => TrieBranch.SlotOf(_hash, _parentShift);

    /// <summary>
    /// Splits until the leaf has room. It ends because only a leaf with different hashes is split, and those differ in
    /// some bit of the 32.
    /// </summary>
    public void MakeRoom()
    {
        while (!Leaf.HasRoomFor(_hash))
        {
            if (Leaf.Reach == 1)
                PushDown();

            Split();
        }
    }

    private TrieLeaf<TKey, TValue> Descend(TrieNode node)
    {
        _parentShift = -TrieBranch.Bits;
        while (node is TrieBranch branch)
        {
            Enter(branch);
            node = branch[Slot];
        }

        return (TrieLeaf<TKey, TValue>)node;
    }

    private void CopyDown()
    {
        _parent = null;
        _parentShift = -TrieBranch.Bits;
        var node = Root;
        while (node is TrieBranch branch)
        {
            var owned = branch.OwnedBy(_edit);
            if (!ReferenceEquals(owned, branch))
                Attach(owned);

            Enter(owned);
            node = owned[Slot];
        }

        Leaf = Leaf.OwnedBy(_edit);
        Attach(Leaf);
    }

    private void PushDown()
    {
        Leaf.Reach = TrieBranch.Width;
        var branch = new TrieBranch(_edit, Leaf);
        Attach(branch);
        Enter(branch);
    }

    private void Split()
    {
        var start = TrieBranch.RunStart(Slot, Leaf.Reach);
        var half = Leaf.Reach / 2;
        var upper = Leaf.SplitOff(half << _parentShift);
        _parent!.Place(start + half, upper);
        if ((Slot & half) != 0)
            Leaf = upper;
    }

    private void Enter(TrieBranch branch)
    {
        _parent = branch;
        _parentShift += TrieBranch.Bits;
    }

    private void Attach(TrieNode node)
    {
        if (_parent is null)
            Root = node;
        else
            _parent.Place(Slot, node);
    }
}
