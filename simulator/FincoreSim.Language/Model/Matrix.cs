using System.Text.Json.Nodes;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>The matrix of a file: names with lists of values, and the combinations of them. Immutable.</summary>
internal sealed class Matrix
{
    /// <summary>The most combinations of a file.</summary>
    public const int CombinationsMax = 1_000;

    private readonly ImmutableArray<(string Name, ImmutableArray<ScalarNode> Values)> _axes;

    private Matrix(ImmutableArray<(string Name, ImmutableArray<ScalarNode> Values)> axes) => _axes = axes;

    /// <summary>The names.</summary>
    public ImmutableArray<string> Names => [.. _axes.Select(axis => axis.Name)];

    /// <summary>The matrix of a file, which is empty where it has none; null where it is wrong, which was told.</summary>
    public static Matrix? Read(Node root, Reading reading)
    {
        if ((root as MappingNode)?.Find("matrix")?.Value is not { } node)
        {
            return new Matrix([]);
        }

        if (node is not MappingNode mapping)
        {
            reading.Expected(node, "names with lists of values, such as {seed: [1, 2, 3]}");
            return null;
        }

        var errors = reading.Problems.ErrorCount;
        ImmutableArray<(string Name, ImmutableArray<ScalarNode> Values)> axes = [
            .. mapping.Entries.Select(entry => (entry.Key.Text, ReadValues(entry, reading)))];
        long count = 1;
        foreach (var axis in axes)
        {
            count = Math.Min(count * axis.Values.Length, CombinationsMax + 1L);
        }

        if (count > CombinationsMax)
        {
            reading.Error(node, $"the matrix has more than {CombinationsMax} combinations");
        }

        return reading.Problems.ErrorCount == errors ? new Matrix(axes) : null;
    }

    /// <summary>The combinations, the last name changing fastest; one empty combination without names.</summary>
    public IEnumerable<ImmutableArray<KeyValuePair<string, ScalarNode>>> Combinations() => Combinations(0, []);

    /// <summary>The schema.</summary>
    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = SchemaBook.Text("^[A-Za-z0-9_]+$"),
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["uniqueItems"] = true,
            ["items"] = new AnyOperandKind().Schema(new SchemaBook()),
        },
    };

    private IEnumerable<ImmutableArray<KeyValuePair<string, ScalarNode>>> Combinations(
        int axis, ImmutableArray<KeyValuePair<string, ScalarNode>> chosen) =>
        axis == _axes.Length
            ? [chosen]
            : _axes[axis].Values.SelectMany(
                value => Combinations(axis + 1, chosen.Add(KeyValuePair.Create(_axes[axis].Name, value))));

    private static ImmutableArray<ScalarNode> ReadValues(Entry entry, Reading reading)
    {
        if (!entry.Key.Text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || entry.Key.Text.Length == 0)
        {
            reading.Error(entry.Key, $"'{entry.Key.Shown}' is not a valid name: use letters, digits and _");
        }

        if (entry.Value is not SequenceNode { Items.Length: > 0 } sequence)
        {
            reading.Expected(entry.Value, "a list of one or more values");
            return [];
        }

        var any = new AnyOperandKind();
        foreach (var item in sequence.Items)
        {
            any.Read(item, reading);
        }

        foreach (var twice in sequence.Items.OfType<ScalarNode>().GroupBy(value => value.Text).Where(group => group.Count() > 1))
        {
            reading.Error(twice.Last(), $"'{twice.Key}' stands twice in '{entry.Key.Text}'");
        }

        return [.. sequence.Items.OfType<ScalarNode>()];
    }
}
