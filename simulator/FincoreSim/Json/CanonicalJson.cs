using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Json;

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
        // What has no canonical form is compared by its bytes.
        return parsed.IsAccepted && Of(parsed.Value.RootElement) is { } canonical ? canonical : bytes;
    }

    /// <summary>
    /// The canonical bytes of a value; null where a text in it is no Unicode. Good until this thread asks again.
    /// </summary>
    public static ReadOnlyMemory<byte>? Of(JsonElement value)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        try
        {
            Write(buffer, value);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair has no canonical form.
            return null;
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The same of a body that was read the short way.</summary>
    public static ReadOnlyMemory<byte> Of(PlainBody body, int length)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        buffer.Advance(body.WriteCanonical(buffer.GetSpan(length)));
        return buffer.WrittenMemory;
    }

    /// <summary>
    /// The hash by which two bodies are compared. It is not the guide's SHA-256, which only <see cref="DerivedKey"/> shows to
    /// anybody: a caller who makes two bodies collide on purpose deceives nobody but himself, and each payment pays for it.
    /// </summary>
    public static BodyHash Hash(ReadOnlySpan<byte> canonical) => new(XxHash128.HashToUInt128(canonical));

    /// <summary>Nearly all texts mean their bytes and need not be read to be written again.</summary>
    private static void Write(ArrayBufferWriter<byte> buffer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(buffer, value);
                break;
            case JsonValueKind.Array:
                buffer.Write("["u8);
                var isNext = false;
                foreach (var item in value.EnumerateArray())
                {
                    buffer.Write(isNext ? ","u8 : []);
                    Write(buffer, item);
                    isNext = true;
                }

                buffer.Write("]"u8);
                break;
            case JsonValueKind.String when !PlainText.TryGet(value, out _):
                WriteEscaped(buffer, value.GetString()!);
                break;
            default:
                buffer.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> buffer, JsonElement value)
    {
        var count = value.GetPropertyCount();
        var properties = ArrayPool<JsonProperty>.Shared.Rent(count);
        try
        {
            Sort(value, properties.AsSpan(0, count));
            buffer.Write("{"u8);
            for (var index = 0; index < count; index++)
            {
                buffer.Write(index > 0 ? ","u8 : []);
                WriteName(buffer, properties[index]);
                buffer.Write(":"u8);
                Write(buffer, properties[index].Value);
            }

            buffer.Write("}"u8);
        }
        finally
        {
            ArrayPool<JsonProperty>.Shared.Return(properties, clearArray: true);
        }
    }

    private static void WriteName(ArrayBufferWriter<byte> buffer, JsonProperty property)
    {
        if (PlainText.TryGetName(property, out var plain))
        {
            buffer.Write("\""u8);
            buffer.Write(plain);
            buffer.Write("\""u8);
        }
        else
        {
            WriteEscaped(buffer, property.Name);
        }
    }

    private static void WriteEscaped(ArrayBufferWriter<byte> buffer, string text)
    {
        var writer = _writer ??= new Utf8JsonWriter(buffer, Compact);
        writer.Reset(buffer);
        writer.WriteStringValue(text);
        writer.Flush();
    }

    private static void Sort(JsonElement value, Span<JsonProperty> properties)
    {
        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            properties[count++] = property;
        }

        properties.Sort(ByName);
    }

    private static int ByName(JsonProperty left, JsonProperty right) =>
        PlainText.TryGetName(left, out var leftPlain) && PlainText.TryGetName(right, out var rightPlain)
            ? leftPlain.SequenceCompareTo(rightPlain)
            : string.CompareOrdinal(left.Name, right.Name);
}
