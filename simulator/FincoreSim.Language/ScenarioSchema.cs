using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Language;

/// <summary>The JSON Schema of scenario files, made from the tables by which they are read. Stateless.</summary>
internal static class ScenarioSchema
{
    /// <summary>What it is called, wherever it was got from: a name, which nothing is fetched by.</summary>
    public const string Id = "urn:fincoresim:scenario:1";

    /// <summary>The document.</summary>
    public static string Write()
    {
        var book = new SchemaBook();
        var root = RootShape.Shape.Schema(book);
        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = Id,
            ["title"] = "FincoreSim scenario",
            ["$ref"] = root["$ref"]!.DeepClone(),
            ["$defs"] = book.Definitions(),
        };
        using var stream = new MemoryStream();
        var readable = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, readable))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
