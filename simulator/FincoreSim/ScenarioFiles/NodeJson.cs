using System.Buffers;

namespace FincoreSim.ScenarioFiles;

/// <summary>Writes nodes as JSON. Stateless.</summary>
internal static class NodeJson
{
    /// <summary>A node as JSON, with what its references stand for.</summary>
    public static JsonElement Of(Node node, Func<Reference, string> resolve)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node, resolve);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>A node as JSON, with references as they stand.</summary>
    public static JsonElement Of(Node node) => Of(node, static reference => reference.ToString());

    private static void Write(Utf8JsonWriter writer, Node node, Func<Reference, string> resolve)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key.Text);
                    Write(writer, entry.Value, resolve);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(writer, item, resolve);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                Write(writer, scalar, resolve);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, ScalarNode scalar, Func<Reference, string> resolve)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase));
                break;
            case ScalarKind.Integer or ScalarKind.Number when decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(Template.Read(scalar.Text).Template is { } template ? template.Resolve(resolve) : scalar.Text);
                break;
        }
    }
}
