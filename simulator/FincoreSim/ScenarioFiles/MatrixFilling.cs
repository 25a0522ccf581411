namespace FincoreSim.ScenarioFiles;

/// <summary>
/// Puts one combination of the matrix into a file's tree: <c>${matrix.x}</c> becomes its value, and what depends on another
/// value by <c>only_if</c> goes away. Places stay those of the file. For one combination.
/// </summary>
/// <param name="combination">The combination.</param>
/// <param name="conditions">Every only_if with whether it held for some combination so far.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class MatrixFilling(
    ImmutableArray<KeyValuePair<string, ScalarNode>> combination, Dictionary<Position, bool> conditions, ProblemList problems)
{
    private const string Prefix = "${matrix.";

    /// <summary>The tree with the values.</summary>
    public Node Fill(Node node) => node switch
    {
        ScalarNode scalar => FillScalar(scalar),
        SequenceNode sequence => sequence with { Items = [.. sequence.Items.Where(IsMeant).Select(item => Fill(WithoutCondition(item)))] },
        MappingNode mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = Fill(entry.Value) })] },
        _ => node,
    };

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

        var text = scalar.Text;
        for (var at = text.IndexOf(Prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Prefix, at, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', at);
            if (end < 0)
            {
                break;
            }

            var value = Value(text[(at + Prefix.Length)..end], scalar)?.Text ?? "";
            text = string.Concat(text.AsSpan(0, at), value, text.AsSpan(end + 1));
            at += value.Length;
        }

        return scalar with { Text = text, IsQuoted = true };
    }

    private static string? Whole(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1 ? text[Prefix.Length..^1] : null;

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
        problems.Error(at.At, names.Length == 0 ? $"the file has no matrix with '{name}'" : $"the matrix has no '{name}'{Nearest.Hint(name, names)}");
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
        return text.Split(isEqual ? "==" : "!=", 2, StringSplitOptions.TrimEntries) is [var left, var right] && Whole(left) is { } name
            ? (name, isEqual, right.Trim('"', '\''))
            : null;
    }
}
