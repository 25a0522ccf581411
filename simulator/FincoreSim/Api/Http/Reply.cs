using System.Text.Json.Serialization.Metadata;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Json;

namespace FincoreSim.Api.Http;

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
        get => Parts?.ToBytes() ?? Late?.ToBytes() ?? field;
        private init;
    }

    /// <summary>The body as what it is made of, for who writes it at once; null where there are bytes already.</summary>
    public LateJson? Late { get; private init; }

    /// <summary>The body as what is written part by part; null where it is not.</summary>
    public JsonInParts? Parts { get; private init; }

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

    /// <summary>
    /// A JSON answer that becomes bytes only when it is written. It must not hang on anything that ends with the call.
    /// </summary>
    public static Reply JsonLate(LateJson late) => new() { Late = late };

    /// <summary>A JSON answer that is long, and never in memory as a whole.</summary>
    public static Reply InParts(JsonInParts parts) => new() { Parts = parts };

    /// <summary>An answer of another media type.</summary>
    public static Reply Content(ReadOnlyMemory<byte> body, string contentType) =>
        new() { Body = body, ContentType = contentType };

    /// <summary>What is seen of a call that never came to an answer; after a hang it is 503.</summary>
    public static Reply Broken(
        AnswerFault fault, DateTimeOffset? heldUntil, ImmutableArray<KeyValuePair<string, string>> headers) => new()
        {
            Fault = fault.Kind == AnswerFaultKind.Hang
            ? new AnswerFault(AnswerFaultKind.Status, StatusCodes.Status503ServiceUnavailable)
            : fault,
            HeldUntil = heldUntil,
            Headers = headers,
        };

    /// <summary>A refusal.</summary>
    public static Reply Refused(Refusal refusal, WorldOptions? options = null) => new() { Refusal = refusal, Options = options };

    public static implicit operator Reply(Refusal refusal) => Refused(refusal);
}
