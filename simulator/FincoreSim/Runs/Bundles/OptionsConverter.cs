using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Runs.Bundles;

/// <summary>
/// The switches of a world. One that a bundle does not have was added after the bundle was made: the world had its default then,
/// which is what every switch has to mean that nobody turned. So a new switch does not make older bundles unreadable.
/// </summary>
/// <param name="strict">The JSON in which every switch has to be there.</param>
internal sealed class OptionsConverter(JsonSerializerOptions strict) : JsonConverter<WorldOptions>
{
    private readonly JsonElement _defaults = JsonSerializer.SerializeToElement(new WorldOptions(), InfoOf(strict));

    /// <summary>The switches in that JSON.</summary>
    public JsonTypeInfo<WorldOptions> Strict => InfoOf(strict);

    /// <inheritdoc/>
    public override WorldOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonSerializer.Deserialize(Completed(document.RootElement), Strict)
            ?? throw new JsonException("The switches of a world are an object.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WorldOptions value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Strict);

    /// <summary>What is given, with the defaults of what is not.</summary>
    public byte[] Completed(JsonElement given)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Complete(writer, given, _defaults, depth: 0);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The limits are switches too; what lies deeper belongs to one switch and is whole or wrong.</summary>
    private static void Complete(Utf8JsonWriter writer, JsonElement given, JsonElement defaults, int depth)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            given.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        var missing = defaults.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        foreach (var member in given.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (missing.Remove(member.Name, out var value) && depth == 0 && member.NameEquals(LimitsName))
            {
                Complete(writer, member.Value, value, depth + 1);
            }
            else
            {
                member.Value.WriteTo(writer);
            }
        }

        foreach (var (name, value) in missing)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static JsonTypeInfo<WorldOptions> InfoOf(JsonSerializerOptions strict) =>
        (JsonTypeInfo<WorldOptions>)strict.GetTypeInfo(typeof(WorldOptions));

    private static string LimitsName => JsonNamingPolicy.SnakeCaseLower.ConvertName(nameof(WorldOptions.Limits));
}
