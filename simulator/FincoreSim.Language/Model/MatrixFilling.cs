using System.Text;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>
/// Puts one combination of the matrix into a file's tree: <c>${matrix.x}</c> becomes its value, and what depends on another
/// value by <c>only_if</c> goes away. Places stay those of the file. For one combination.
/// </summary>
/// <param name="combination">The combination.</param>
/// <param name="conditions">Every only_if with whether it held for some combination so far.</param>
/// <param name="room">How much room there is for the texts that come of it.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class MatrixFilling(
    ImmutableArray<KeyValuePair<string, ScalarNode>> combination, Dictionary<Position, bool> conditions, FillingRoom room,
    ProblemList problems)
{
    private const string Prefix = "${matrix.";

    /// <summary>The tree with the values.</summary>
    public Node Fill(Node node) => node switch
    {
        ScalarNode scalar => FillScalar(scalar),
        SequenceNode sequence =>
            sequence with { Items = [.. sequence.Items.Where(IsMeant).Select(item => Fill(WithoutCondition(item)))] },
        MappingNode mapping =>
            mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = Fill(entry.Value) })] },
        _ => node,
    };

    /// <summary>How <c>only_if</c> begins.</summary>
    public const string ConditionPattern = @"^\s*\$\{matrix\.[A-Za-z0-9_]+\}\s*(==|!=)";

    private static Node WithoutCondition(Node item) => item is MappingNode mapping && mapping.Has(Shape<Scenario>.OnlyIf)
        ? mapping with { Entries = [.. mapping.Entries.Where(entry => entry.Key.Text != Shape<Scenario>.OnlyIf)] }
        : item;

    private ScalarNode FillScalar(ScalarNode scalar)
    {
        if (!scalar.Text.Contains(Prefix, StringComparison.Ordinal))
        {
            return scalar;
        }

        if (Whole(scalar.Text) is { } name)
        {
            return Value(name, scalar) is { } value ? value with { At = scalar.At } : scalar with { Text = "", IsQuoted = true };
        }

        var text = new StringBuilder();
        var rest = scalar.Text.AsSpan();
        for (var at = rest.IndexOf(Prefix); at >= 0 && rest[at..].IndexOf('}') is var end and >= 0; at = rest.IndexOf(Prefix))
        {
            text.Append(rest[..at]).Append(Value(rest[(at + Prefix.Length)..(at + end)].ToString(), scalar)?.Text);
            rest = rest[(at + end + 1)..];
            if (!room.Has(text.Length + rest.Length))
            {
                problems.Error(
                    scalar.At,
                    $"with the matrix filled in, this text or all texts together are too long: at most "
                    + $"{YamlTree.TextLengthMax} and {FillingRoom.CharactersMax} characters");
                return scalar with { Text = "", IsQuoted = true };
            }
        }

        text.Append(rest);
        room.Take(text.Length);
        return scalar with { Text = text.ToString(), IsQuoted = true };
    }

    private static string? Whole(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1
            ? text[Prefix.Length..^1]
            : null;

    private ScalarNode? Value(string name, Node at)
    {
        foreach (var (known, value) in combination)
        {
            if (known == name)
            {
                return value;
            }
        }

        string[] names = [.. combination.Select(pair => pair.Key)];
        problems.Error(
            at.At, names.Length == 0
                ? $"the file has no matrix with '{name}'"
                : $"the matrix has no '{name}'{Nearest.Hint(name, names)}");
        return null;
    }

    /// <summary>Whether an item of a list is meant for this combination.</summary>
    private bool IsMeant(Node item)
    {
        if ((item as MappingNode)?.Find(Shape<Scenario>.OnlyIf)?.Value is not { } condition)
        {
            return true;
        }

        if (condition is not ScalarNode scalar || Split(scalar.Text) is not ({ } name, var isEqual, { } wanted))
        {
            problems.Error(condition.At, "only_if compares one value of the matrix: ${matrix.x} == value, or !=");
            return true;
        }

        var isMeant = Value(name, scalar) is not { } value || (value.Text == wanted) == isEqual;
        conditions[scalar.At] = isMeant || conditions.GetValueOrDefault(scalar.At);
        return isMeant;
    }

    private static (string Name, bool IsEqual, string Value)? Split(string text)
    {
        var isEqual = text.Contains("==", StringComparison.Ordinal);
        return text.Split(isEqual ? "==" : "!=", 2, StringSplitOptions.TrimEntries) is [var left, var right]
            && Whole(left) is { } name
            ? (name, isEqual, right.Trim('"', '\''))
            : null;
    }
}

/// <summary>
/// The room for the texts that the values of a matrix are put into, over all combinations of a file. For one reading.
/// </summary>
internal sealed class FillingRoom
{
    /// <summary>How many characters they may have together.</summary>
    public const long CharactersMax = 32L * 1024 * 1024;

    private long _taken;

    /// <summary>Whether there is room for a text.</summary>
    public bool Has(int length) => length <= YamlTree.TextLengthMax && _taken + length <= CharactersMax;

    /// <summary>Takes the room of a text.</summary>
    public void Take(int length) => _taken += length;
}
