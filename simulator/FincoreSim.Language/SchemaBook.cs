using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Language;

/// <summary>The named schemas of the document, each written once. For one document.</summary>
internal sealed class SchemaBook
{
    private readonly SortedDictionary<string, JsonObject?> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _owners = new(StringComparer.Ordinal);

    /// <summary>A reference to a schema with a name, which is described at its first use; it may hold itself.</summary>
    /// <param name="name">The name.</param>
    /// <param name="owner">What it describes; two may share a name when they are described alike.</param>
    /// <param name="describe">Describes it.</param>
    public JsonObject Named(string name, object owner, Func<JsonObject> describe)
    {
        if (_owners.TryAdd(name, owner))
        {
            _schemas[name] = describe();
        }
        else if (_owners[name] != owner && !JsonNode.DeepEquals(_schemas[name], describe()))
        {
            throw new InvalidOperationException($"two different things are called {name} in the schema");
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>Every named schema.</summary>
    public JsonObject Definitions() => new(_schemas.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>A schema that holds when one of several does.</summary>
    public static JsonObject AnyOf(params IEnumerable<JsonObject> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>A text of a kind.</summary>
    public static JsonObject Text(TextRule rule)
    {
        var schema = Text(rule.Form);
        if (rule.LengthMax is { } most)
        {
            schema["maxLength"] = most;
        }

        return schema;
    }

    /// <summary>A text, by pattern where one is given.</summary>
    public static JsonObject Text(string? pattern = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        return schema;
    }

    /// <summary>One of several words.</summary>
    public static JsonObject Words(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    /// <summary>A schema, or a text that names a value of the matrix or another reference.</summary>
    public static JsonObject OrReference(JsonObject schema) => AnyOf(schema, Text(@"^\$\{[A-Za-z][A-Za-z0-9_.-]*\}$"));
}
