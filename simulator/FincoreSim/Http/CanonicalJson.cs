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

    /// <summary>The canonical bytes of a parsed body; the bytes as they came where it could not be parsed.</summary>
    public static ReadOnlyMemory<byte> Of(Outcome<JsonDocument> parsed, ReadOnlyMemory<byte> bytes)
    {
        if (!parsed.IsAccepted)
        {
            return bytes;
        }

        var buffer = new ArrayBufferWriter<byte>(bytes.Length + 16);
        try
        {
            using var writer = new Utf8JsonWriter(buffer, Compact);
            Write(writer, parsed.Value.RootElement);
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
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
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
                writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
