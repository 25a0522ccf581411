using System.Text.Json.Nodes;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>
/// A mapping with known keys, read in the order of the table, so that names are known before they are used. What it builds is
/// built only when all of it was right. Stateless.
/// </summary>
/// <typeparam name="T">What is built.</typeparam>
/// <param name="name">Its name in the schema, and in messages with spaces for underscores.</param>
/// <param name="description">What it is, for the schema.</param>
/// <param name="keys">The keys.</param>
/// <param name="build">Builds it; null where it found something wrong, which it told.</param>
internal sealed class Shape<T>(string name, string description, ImmutableArray<Key> keys, Func<Fields, T?> build) : Kind<T>
{
    /// <summary>The key of any item of a list that makes it depend on the matrix; taken away before reading.</summary>
    public const string OnlyIf = "only_if";

    private readonly ImmutableArray<string> _names = [.. keys.Select(key => key.Name)];

    /// <summary>The keys.</summary>
    public ImmutableArray<Key> Keys => keys;

    /// <summary>Keys not known beforehand.</summary>
    public ImmutableArray<OpenKeys> Open { get; init; } = [];

    /// <summary>Whether it stands in lists, whose items may depend on the matrix.</summary>
    public bool IsItem { get; init; }

    /// <summary>What an unknown key is told besides: keys that stand elsewhere.</summary>
    public Func<string, string?> Elsewhere { get; init; } = static _ => null;

    /// <inheritdoc/>
    public override string Expectation => $"a mapping ({name.Replace('_', ' ')})";

    /// <inheritdoc/>
    public override T? Read(Node node, Reading reading)
    {
        if (node is not MappingNode mapping)
        {
            reading.Expected(node, Expectation);
            return default;
        }

        var errors = reading.Problems.ErrorCount;
        var others = ReadOthers(mapping, reading);
        var values = new Dictionary<Key, object?>();
        foreach (var key in keys)
        {
            if (mapping.Find(key.Name) is { } entry)
            {
                values.Add(key, key.Kind.ReadAny(entry.Value, reading));
            }
            else if (key.IsRequired)
            {
                reading.Error(node, $"'{key.Name}' is missing: {key.Kind.Expectation}");
            }
        }

        return reading.Problems.ErrorCount == errors ? build(new Fields(mapping, reading, values, others)) : default;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => book.Named(name, this, () => Describe(book));

    private ImmutableArray<MemberMatcher> ReadOthers(MappingNode mapping, Reading reading)
    {
        var others = ImmutableArray.CreateBuilder<MemberMatcher>();
        foreach (var (key, value) in mapping.Entries.Where(entry => !_names.Contains(entry.Key.Text)))
        {
            if (Open.FirstOrDefault(open => key.Text.StartsWith(open.Prefix, StringComparison.Ordinal)) is not { } open)
            {
                reading.Error(key, key.Text == OnlyIf
                    ? $"'{OnlyIf}' stands in the items of lists only"
                    : $"unknown key '{key.Shown}'{Elsewhere(key.Text) ?? Nearest.Hint(key.Text, _names)}");
            }
            else if (open.Kind.Read(value, reading) is { } matcher)
            {
                others.Add(new MemberMatcher(key.Text, matcher));
            }
        }

        return others.ToImmutable();
    }

    private JsonObject Describe(SchemaBook book)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties.Add(key.Name, Described(key.Kind.Schema(book), key.Description));
        }

        if (IsItem)
        {
            properties.Add(
                OnlyIf, Described(SchemaBook.Text(), "Holds for some values of the matrix only: ${matrix.x} == value, or !=."));
        }

        var schema = new JsonObject { ["type"] = "object", ["description"] = description, ["properties"] = properties };
        var required = keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        schema["additionalProperties"] = Open.Length > 0;
        return schema;
    }

    private static JsonObject Described(JsonObject schema, string text)
    {
        schema["description"] = text;
        return schema;
    }
}
