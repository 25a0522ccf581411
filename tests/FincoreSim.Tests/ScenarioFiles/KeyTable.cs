using System.Globalization;
using System.Text;
using System.Text.Json;
using FincoreSim.Language;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>The table of every key of the language, with where it stands, made from the schema.</summary>
internal static class KeyTable
{
    private const string Root = "scenario";
    private static readonly JsonElement Definitions = JsonDocument.Parse(ScenarioSchema.Write()).RootElement.GetProperty("$defs");

    /// <summary>
    /// The keys, in the order in which a reader meets them: a path such as <c>given.accounts[]</c>, the key, what it means.
    /// </summary>
    public static IEnumerable<(string Path, string Key, string Meaning)> Rows()
    {
        var seen = new HashSet<string> { Root };
        var open = new Queue<(string Name, string Path)>([(Root, "")]);
        while (open.TryDequeue(out var shape))
        {
            var definition = Definitions.GetProperty(shape.Name);
            var isShape = definition.TryGetProperty("properties", out var properties)
                && definition.TryGetProperty("description", out _);
            foreach (var key in isShape ? properties.EnumerateObject() : [])
            {
                yield return (shape.Path, key.Name, Meaning(definition, key));
            }

            IEnumerable<(string Name, string Path)> below = isShape
                ? properties.EnumerateObject().SelectMany(key => References(key.Value, Join(shape.Path, key.Name)))
                : References(definition, shape.Path);
            foreach (var next in below.Where(next => seen.Add(next.Name)))
            {
                open.Enqueue(next);
            }
        }
    }

    /// <summary>The table, as Markdown.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| Where | Key | means |\n|---|---|---|\n");
        foreach (var (path, key, meaning) in Rows().Distinct())
        {
            var where = path.Length == 0 ? "the file" : $"`{path}`";
            text.Append(CultureInfo.InvariantCulture, $"| {where} | `{key}` | {Cell(meaning)} |\n");
        }

        return text.ToString();
    }

    private static string Meaning(JsonElement definition, JsonProperty key)
    {
        var isRequired = definition.TryGetProperty("required", out var required)
            && required.EnumerateArray().Any(name => name.GetString() == key.Name);
        return key.Value.GetProperty("description").GetString() + (isRequired ? " Required." : "");
    }

    private static IEnumerable<(string Name, string Path)> References(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            yield return (reference.GetString()!.Split('/')[^1], path);
        }

        var inner = schema.TryGetProperty("anyOf", out var some)
            ? some.EnumerateArray().SelectMany(one => References(one, path))
            : [];
        var items = schema.TryGetProperty("items", out var item) ? References(item, path + "[]") : [];
        foreach (var found in inner.Concat(items))
        {
            yield return found;
        }
    }

    /// <summary>Steps stand in <c>setup</c> too, and are looked up where they mostly stand.</summary>
    private static string Join(string path, string key) => path.Length == 0 ? key == "setup" ? "steps" : key : $"{path}.{key}";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
