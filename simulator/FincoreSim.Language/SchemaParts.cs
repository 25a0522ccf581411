using System.Text.Json.Nodes;

namespace FincoreSim.Language;

/// <summary>The parts of a JSON Schema that say which keys and values stand together. Stateless.</summary>
internal static class SchemaParts
{
    /// <summary>Every one of the keys is there.</summary>
    public static JsonObject Has(params IEnumerable<string> keys) => new() { ["required"] = Texts(keys) };

    /// <summary>A key is there, in a mapping: lists and words pass where only this is not asked.</summary>
    public static JsonObject IsMappingWith(string key) => new() { ["type"] = "object", ["required"] = Texts([key]) };

    /// <summary>Exactly one of the keys is there.</summary>
    public static JsonObject ExactlyOneOf(IEnumerable<string> keys) =>
        new() { ["oneOf"] = new JsonArray([.. keys.Select(key => Has(key))]) };

    /// <summary>At least one of the keys is there.</summary>
    public static JsonObject SomeOf(IEnumerable<string> keys) =>
        new() { ["anyOf"] = new JsonArray([.. keys.Select(key => Has(key))]) };

    /// <summary>None of the keys is there.</summary>
    public static JsonObject NoneOf(IEnumerable<string> keys) => Not(SomeOf(keys));

    /// <summary>Two keys that do not stand together.</summary>
    public static JsonObject NotBoth(string one, string other) => Not(Has(one, other));

    /// <summary>Another schema does not hold.</summary>
    public static JsonObject Not(JsonObject schema) => new() { ["not"] = schema };

    /// <summary>Where one schema holds, another does.</summary>
    public static JsonObject If(JsonObject condition, JsonObject then) => new() { ["if"] = condition, ["then"] = then };

    /// <summary>How the value of a key is, where it is there.</summary>
    public static JsonObject Member(string key, JsonObject schema) =>
        new() { ["properties"] = new JsonObject { [key] = schema } };

    /// <summary>A key is there with a value.</summary>
    public static JsonObject Is(string key, JsonNode value) => new()
    {
        ["required"] = Texts([key]),
        ["properties"] = new JsonObject { [key] = Constant(value) },
    };

    /// <summary>One value and no other.</summary>
    public static JsonObject Constant(JsonNode value) => new() { ["const"] = value };

    /// <summary>The keys that a mapping may have.</summary>
    public static JsonObject OnlyKeys(IEnumerable<string> keys) => new() { ["propertyNames"] = SchemaBook.Words(keys) };

    /// <summary>All of several schemas hold.</summary>
    public static JsonObject AllOf(params IEnumerable<JsonObject> schemas) => new() { ["allOf"] = new JsonArray([.. schemas]) };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
