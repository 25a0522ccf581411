using Microsoft.OpenApi;

namespace FincoreSim.OpenApi.Notes;

/// <summary>What a value looks like, in words: unit and format, from the keywords of its schema.</summary>
internal static class Forms
{
    private const string Pesos = "Pesos (MXN), a text with two decimals such as 1.95.";
    private const string Rest = "Mexico's time, YYYY-MM-DD HH:MM:SS.ffffff-06:00.";
    private const string Iso = "Mexico's time, ISO 8601: YYYY-MM-DDTHH:MM:SS.ffffff-06:00.";

    private static readonly FrozenDictionary<string, string> OfPatterns = new Dictionary<string, string>
    {
        [TextKinds.Money.Pattern!] = Pesos,
        [RequestSchemas.AmountPattern] = Pesos,
        [TextKinds.Stamp.Pattern!] = Rest,
        [TextKinds.StampOrNone.Pattern!] = Rest,
        [TextKinds.IsoStamp.Pattern!] = Iso,
        [TextKinds.ExpiresAt.Pattern!] = Iso,
        [TextKinds.Seconds.Pattern!] = "Mexico's time, YYYY-MM-DD HH:MM:SS.",
        [TextKinds.UtcMilliseconds.Pattern!] = "UTC, YYYY-MM-DDTHH:MM:SS.fffZ.",
        [TextKinds.UtcSeconds.Pattern!] = "UTC, YYYY-MM-DDTHH:MM:SSZ.",
        [TextKinds.Clabe.Pattern!] = "18 digits.",
        [TextKinds.Reference.Pattern!] = "1 to 7 digits.",
        [TextKinds.OwnTrackingKey.Pattern!] = "23 characters: YYYYMMDD, FINCH, ten of A–Z and 0–9.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> OfFormats = new Dictionary<string, string>
    {
        ["uuid"] = "UUID.",
        ["date"] = "YYYY-MM-DD.",
        ["int32"] = "Whole number.",
    }.ToFrozenDictionary();

    /// <summary>The form of a value; empty where its keywords do not tell.</summary>
    public static string Of(IOpenApiSchema schema) =>
        schema.Pattern is { } pattern && OfPatterns.TryGetValue(pattern, out var text) ? text
        : schema.Format is { } format && OfFormats.TryGetValue(format, out text) ? text
        : schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer) ? "Whole number."
        : schema.Enum is { Count: > 0 }
            ? $"{(schema.Enum.Count > 1 ? "One of" : "Always")} "
                + $"{string.Join(", ", schema.Enum.Select(value => value?.ToString() ?? "null"))}."
            : "";
}
