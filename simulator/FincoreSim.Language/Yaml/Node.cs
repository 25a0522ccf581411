using FincoreSim.Language.Kinds;

namespace FincoreSim.Language.Yaml;

/// <summary>A value of a file, with its place. Immutable.</summary>
/// <param name="At">Where it begins.</param>
internal abstract record Node(Position At)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Description { get; }
}

/// <summary>A text, number, boolean or nothing.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="IsQuoted">Whether it stood in quotes or in a block, which makes it a text whatever it looks like.</param>
internal sealed record ScalarNode(Position At, string Text, bool IsQuoted) : Node(At)
{
    private const int ShownLengthMax = 60;

    /// <summary>What YAML 1.2 makes of it.</summary>
    public ScalarKind Kind => IsQuoted ? ScalarKind.Text : ScalarKinds.Of(Text);

    /// <summary>The text as messages quote it.</summary>
    public string Shown => Text.Length <= ShownLengthMax ? Text : string.Concat(Text.AsSpan(0, ShownLengthMax), "…");

    /// <inheritdoc/>
    public override string Description => Kind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => $"the boolean {Text}",
        ScalarKind.Integer or ScalarKind.Number => $"the number {Shown}",
        _ => $"'{Shown}'",
    };
}

/// <summary>Values in order.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Items">The values.</param>
internal sealed record SequenceNode(Position At, ImmutableArray<Node> Items) : Node(At)
{
    /// <inheritdoc/>
    public override string Description => Items.IsEmpty ? "an empty list" : "a list";
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record Entry(ScalarNode Key, Node Value);

/// <summary>Keys with their values, in order; no key twice.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Entries">The entries.</param>
internal sealed record MappingNode(Position At, ImmutableArray<Entry> Entries) : Node(At)
{
    /// <inheritdoc/>
    public override string Description => "a mapping";

    /// <summary>The entry with this key.</summary>
    public Entry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Whether it has this key.</summary>
    public bool Has(string key) => Find(key) is not null;
}

/// <summary>What a scalar is by the core schema of YAML 1.2.</summary>
internal enum ScalarKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Nothing.</summary>
    Null,
}
