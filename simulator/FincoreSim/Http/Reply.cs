using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Http;

/// <summary>
/// An answer, ready to be written: a status and JSON bytes, or a refusal that the pipeline gives its body. Immutable.
/// </summary>
internal sealed record Reply
{
    /// <summary>The status; ignored for a refusal.</summary>
    public int Status { get; private init; } = 200;

    /// <summary>The body; empty for a refusal.</summary>
    public ReadOnlyMemory<byte> Body
    {
        get => Late is null ? field : Late.ToBytes();
        private init;
    }

    /// <summary>The body as what it is made of, for who writes it at once; null where there are bytes already.</summary>
    public LateJson? Late { get; private init; }

    /// <summary>Why it was refused.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The switches under which the refusal is written.</summary>
    public WorldOptions? Options { get; private init; }

    /// <summary>Headers beside those of every answer.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>UTC instant, of the sandbox's time, until which the answer is held back; null: none.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>What the caller sees of the answer; null: the answer.</summary>
    public AnswerFault? Fault { get; init; }

    /// <summary>The media type.</summary>
    public string ContentType { get; private init; } = "application/json";

    /// <summary>A JSON answer.</summary>
    public static Reply Json<T>(T value, JsonTypeInfo<T> type, int status = 200) =>
        new() { Status = status, Body = JsonBytes.Of(value, type) };

    /// <summary>A JSON answer that becomes bytes only when it is written. It must not hang on anything that ends with the call.</summary>
    public static Reply JsonLate(LateJson late) => new() { Late = late };

    /// <summary>An answer of another media type.</summary>
    public static Reply Content(ReadOnlyMemory<byte> body, string contentType) => new() { Body = body, ContentType = contentType };

    /// <summary>What is seen of a call that never came to an answer; after a hang it is 503.</summary>
    public static Reply Broken(AnswerFault fault, DateTimeOffset? heldUntil, ImmutableArray<KeyValuePair<string, string>> headers) => new()
    {
        Fault = fault.Kind == AnswerFaultKind.Hang ? new AnswerFault(AnswerFaultKind.Status, StatusCodes.Status503ServiceUnavailable) : fault,
        HeldUntil = heldUntil,
        Headers = headers,
    };

    /// <summary>A refusal.</summary>
    public static Reply Refused(Refusal refusal, WorldOptions? options = null) => new() { Refusal = refusal, Options = options };

    public static implicit operator Reply(Refusal refusal) => Refused(refusal);
}

/// <summary>What will be JSON. Immutable.</summary>
internal abstract class LateJson
{
    /// <summary>Writes it as one value.</summary>
    public abstract void Write(Utf8JsonWriter writer);

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes() => JsonBytes.Written(this).ToArray();
}

/// <summary>JSON bytes as every answer has them: compact, UTF-8, nothing escaped that need not be.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The bytes of a value.</summary>
    public static byte[] Of<T>(T value, JsonTypeInfo<T> type)
    {
        var (buffer, writer) = Begin();
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The bytes of what becomes JSON late, good until this thread asks for others.</summary>
    public static ReadOnlySpan<byte> Written(LateJson late)
    {
        var (buffer, writer) = Begin();
        late.Write(writer);
        writer.Flush();
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
}
