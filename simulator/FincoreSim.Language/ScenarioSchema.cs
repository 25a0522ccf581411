using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Language;

/// <summary>The JSON Schema of scenario files, made from the tables by which they are read. Stateless.</summary>
internal static class ScenarioSchema
{
    /// <summary>The document.</summary>
    public static string Write()
    {
        var book = new SchemaBook();
        var root = RootShape.Shape.Schema(book);
        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "FincoreSim scenario",
            ["$ref"] = root["$ref"]!.DeepClone(),
            ["$defs"] = book.Definitions(),
        };
        using var stream = new MemoryStream();
        using (var writer =
            new Utf8JsonWriter(stream,
                new JsonWriterOptions
                {
                    Indented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
                }))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
