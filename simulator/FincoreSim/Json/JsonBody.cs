using System.Diagnostics.CodeAnalysis;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Json;

/// <summary>A request body that was read by its shape: every required member is there and everything is of its kind.</summary>
internal abstract class JsonBody
{
    /// <summary>The deepest that a body may be nested (assumed).</summary>
    protected const int DepthMax = 32;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    /// <summary>Parses bytes as one JSON value; the document must be disposed by the caller. No trailing commas, no comments,
    /// no member twice.</summary>
    public static Outcome<JsonDocument> Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return Invalid("The body is empty; a JSON object is expected.");
        }

        try
        {
            return JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException problem) when (problem is { LineNumber: { } line, BytePositionInLine: { } position })
        {
            return Invalid($"The body is not valid JSON (line {line + 1}, byte {position + 1}).");
        }
        catch (JsonException)
        {
            return Invalid(TwiceGiven.Find(bytes.Span, new JsonReaderOptions { MaxDepth = DepthMax }) is { } twice
                ? $"{twice} is given twice."
                : "The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // Looking for members that come twice reads the names, and half a surrogate pair is no .NET text.
            return Invalid("The body has a member whose name is not valid Unicode.");
        }
    }

    public string Text(string name) => OptionalText(name) ?? throw Unchecked(name);

    public abstract string? OptionalText(string name);

    /// <summary>The text of an amount; null where it is missing or no text.</summary>
    public abstract string? AmountText(string name);

    public Guid Uuid(string name) => OptionalUuid(name) ?? throw Unchecked(name);

    public abstract Guid? OptionalUuid(string name);

    public abstract double? OptionalNumber(string name);

    public abstract long? OptionalInteger(string name);

    public abstract bool? OptionalBoolean(string name);

    /// <summary>The value of a choice whose texts are those of an enum.</summary>
    public TEnum Choice<TEnum>(string name)
        where TEnum : struct, Enum => OptionalChoice<TEnum>(name) ?? throw Unchecked(name);

    /// <summary>The value of a choice that may be missing.</summary>
    public TEnum? OptionalChoice<TEnum>(string name)
        where TEnum : struct, Enum =>
        WireName<TEnum>.TryParse(OptionalText(name), out var value) ? value : null;

    public JsonBody Object(string name) => OptionalObject(name) ?? throw Unchecked(name);

    public abstract JsonBody? OptionalObject(string name);

    /// <summary>Whether the member is there and not null.</summary>
    public abstract bool Has(string name);

    /// <summary>Reads a UUID in its usual form, with hyphens.</summary>
    public static bool IsUuid([NotNullWhen(true)] string? text) => Guid.TryParseExact(text, "D", out _);

    protected static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);

    private static InvalidOperationException Unchecked(string name) =>
        new($"{name} was not checked to be there, and of its kind");
}
