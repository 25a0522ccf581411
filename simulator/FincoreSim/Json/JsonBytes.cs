using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;

namespace FincoreSim.Json;

/// <summary>What will be JSON. Immutable.</summary>
internal abstract class LateJson
{
    /// <summary>Writes it as one value.</summary>
    public abstract void Write(Utf8JsonWriter writer);

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes() => JsonBytes.Written(this).ToArray();
}

/// <summary>What will be JSON, part by part, because it may be long. Immutable.</summary>
internal abstract class JsonInParts
{
    /// <summary>How much is held before it is sent; what is no longer has its length in the head of the answer.</summary>
    private const int HeldBytes = 32 * 1024;

    /// <summary>Writes it as one value, and says after each part how many bytes there are so far.</summary>
    public abstract IEnumerable<long> Write(Utf8JsonWriter writer);

    /// <summary>Answers with it, no faster than it is read; to HEAD with the head alone.</summary>
    public async Task AnswerAsync(HttpResponse response, bool isHead, CancellationToken stop)
    {
        var held = new ArrayBufferWriter<byte>();
        using var writer = JsonBytes.WriterTo(held);
        var sent = 0L;
        foreach (var written in Write(writer))
        {
            if (written - sent < HeldBytes)
            {
                continue;
            }

            if (isHead)
            {
                return;
            }

            writer.Flush();
            sent = written;
            if ((await response.BodyWriter.WriteAsync(held.WrittenMemory, stop)).IsCompleted)
            {
                return;
            }

            held.ResetWrittenCount();
        }

        writer.Flush();
        if (sent == 0)
        {
            response.ContentLength = held.WrittenCount;
        }

        if (!isHead)
        {
            await response.BodyWriter.WriteAsync(held.WrittenMemory, stop);
        }
    }

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = JsonBytes.WriterTo(bytes);
        foreach (var _ in Write(writer))
        {
            // What is written stays in the buffer.
        }

        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}

/// <summary>JSON bytes as every answer has them: compact, UTF-8, nothing escaped that need not be.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A thread that once wrote something long must not hold on to so much memory.</summary>
    private const int BufferBytesKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>A writer of such JSON to somewhere else.</summary>
    public static Utf8JsonWriter WriterTo(IBufferWriter<byte> to) => new(to, Relaxed);

    /// <summary>The bytes of a value.</summary>
    public static byte[] Of<T>(T value, JsonTypeInfo<T> type)
    {
        var (buffer, writer) = Begin();
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        End(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The bytes of what becomes JSON late, good until this thread asks for others.</summary>
    public static ReadOnlySpan<byte> Written(LateJson late)
    {
        var (buffer, writer) = Begin();
        late.Write(writer);
        writer.Flush();
        End(buffer);
        return buffer.WrittenSpan;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Begin()
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Relaxed);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        return (buffer, writer);
    }

    private static void End(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > BufferBytesKept)
        {
            (_buffer, _writer) = (null, null);
        }
    }
}
