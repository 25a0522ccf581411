using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using FincoreSim.Domain.Idempotency;

namespace FincoreSim.Http;

/// <summary>
/// The canonical form of a body, as the idempotency guide describes it: members sorted at every level, compact. What is not
/// JSON stands for itself, byte for byte.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>
    /// The canonical bytes of a parsed body; the bytes as they came where it could not be parsed. Good until this thread asks
    /// again.
    /// </summary>
    public static ReadOnlyMemory<byte> Of(Outcome<JsonDocument> parsed, ReadOnlyMemory<byte> bytes)
    {
        if (!parsed.IsAccepted)
        {
            return bytes;
        }

        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Compact);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        try
        {
            Write(writer, parsed.Value.RootElement);
            writer.Flush();
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair has no canonical form; it is compared by its bytes.
            return bytes;
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The SHA-256 by which two bodies are compared.</summary>
    public static BodyHash Hash(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(canonical, hash);
        return new BodyHash(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    /// <summary>
    /// The key that the guide's formula gives: UUID v5 of client_id, the operation and the hexadecimal body hash, without
    /// separators, in the environment's namespace.
    /// </summary>
    public static Guid DeriveKey(Guid space, ClientId client, string operation, ReadOnlySpan<byte> canonical)
    {
        var name = $"{client.Value}{operation}{Convert.ToHexStringLower(SHA256.HashData(canonical))}";
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // UUID version 5 is defined with SHA-1 (RFC 9562); nothing secret hangs on it.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in Sorted(value))
                {
                    WriteName(writer, property);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(writer, value);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteName(Utf8JsonWriter writer, JsonProperty property)
    {
        if (PlainText.TryGetName(property, out var plain))
        {
            writer.WritePropertyName(plain);
        }
        else
        {
            writer.WritePropertyName(property.Name);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, JsonElement value)
    {
        if (PlainText.TryGet(value, out var plain))
        {
            writer.WriteStringValue(plain);
        }
        else
        {
            writer.WriteStringValue(value.GetString());
        }
    }

    private static JsonProperty[] Sorted(JsonElement value)
    {
        var properties = new JsonProperty[value.GetPropertyCount()];
        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            properties[count++] = property;
        }

        Array.Sort(properties, ByName);
        return properties;
    }

    private static int ByName(JsonProperty left, JsonProperty right) =>
        PlainText.TryGetName(left, out var leftPlain) && PlainText.TryGetName(right, out var rightPlain)
            ? leftPlain.SequenceCompareTo(rightPlain)
            : string.CompareOrdinal(left.Name, right.Name);
}
