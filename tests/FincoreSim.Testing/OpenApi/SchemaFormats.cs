using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FincoreSim.Testing;

/// <summary>
/// The formats the checker reads, loosely. Those for strings say nothing of other values, those for numbers nothing of
/// strings. Stateless.
/// </summary>
internal static partial class SchemaFormats
{
    private static readonly FrozenDictionary<string, Func<string, bool>> ForStrings = new Dictionary<string, Func<string, bool>>
    {
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["date-time"] = text => DateTimePattern().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = text => TimePattern().IsMatch(text),
        ["email"] = text => EmailPattern().IsMatch(text),
        ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':', StringComparison.Ordinal),
        ["byte"] = text => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        ["binary"] = _ => true,
        ["password"] = _ => true,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<JsonElement, bool>> ForNumbers =
        new Dictionary<string, Func<JsonElement, bool>>
        {
            ["int32"] = number => Within(number, int.MinValue, int.MaxValue),
            ["int64"] = number => Within(number, long.MinValue, long.MaxValue),
            ["float"] = _ => true,
            ["double"] = _ => true,
            ["decimal"] = _ => true,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Known(string format) => ForStrings.ContainsKey(format) || ForNumbers.ContainsKey(format);

    public static bool Holds(string format, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !ForStrings.TryGetValue(format, out var holds) || holds(value.GetString()!),
        JsonValueKind.Number => !ForNumbers.TryGetValue(format, out var holds) || holds(value),
        _ => true,
    };

    private static bool Within(JsonElement number, decimal least, decimal most) =>
        number.TryGetDecimal(out var exact) && decimal.IsInteger(exact) && exact >= least && exact <= most;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"\A([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\z")]
    private static partial Regex EmailPattern();
}
