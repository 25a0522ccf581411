namespace FincoreSim.Domain.Collections;

/// <summary>
/// A node of the trie behind <see cref="StateMap{TKey,TValue}"/>. It is not generic, so that telling a branch from a leaf
/// is one comparison of type pointers and not a look-up of the generic instantiation.
/// </summary>
/// <remarks>Changed only by a holder of <see cref="Owner"/>; otherwise frozen and safe to read from any thread.</remarks>
internal abstract class TrieNode(Edit owner, int reach)
{
    public Edit Owner { get; } = owner;

    /// <summary>How many adjacent slots of the parent lead here: a power of two, and 1 for a branch or a root.</summary>
    public int Reach { get; set; } = reach;
}
