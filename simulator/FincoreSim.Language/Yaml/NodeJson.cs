using System.Buffers;
using FincoreSim.Language.Model;

namespace FincoreSim.Language.Yaml;

/// <summary>Writes nodes as JSON. Stateless.</summary>
internal static class NodeJson
{
    /// <summary>A node as JSON, with what its references stand for.</summary>
    public static JsonElement Of(Node node, Func<Reference, string> resolve)
    {
        using var document = JsonDocument.Parse(Written(node, TextOf));
        return document.RootElement.Clone();

        string TextOf(string text) => Template.Read(text).Template is { } template ? template.Resolve(resolve) : text;
    }

    /// <summary>A node as JSON, with references as they stand.</summary>
    public static JsonElement Of(Node node) => Of(node, static reference => reference.ToString());

    /// <summary>The bytes of a node as JSON, in which no text is a reference.</summary>
    public static ReadOnlyMemory<byte> Plain(Node node) => Written(node, static text => text);

    private static ReadOnlyMemory<byte> Written(Node node, Func<string, string> textOf)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node, textOf);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, Node node, Func<string, string> textOf)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key.Text);
                    Write(writer, entry.Value, textOf);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(writer, item, textOf);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                Write(writer, scalar, textOf);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, ScalarNode scalar, Func<string, string> textOf)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase));
                break;
            case ScalarKind.Integer or ScalarKind.Number when decimal.TryParse(
                scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(textOf(scalar.Text));
                break;
        }
    }
}
