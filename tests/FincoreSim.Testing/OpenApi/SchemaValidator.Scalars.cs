using System.Text.Json;
using System.Text.RegularExpressions;

namespace FincoreSim.Testing;

/// <summary>The keywords for strings and numbers; on any other value they say nothing, as JSON Schema has it.</summary>
internal sealed partial class SchemaValidator
{
    private void Pattern(Place place, JsonElement pattern)
    {
        if (place.Value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        try
        {
            if (!SchemaPattern.IsMatch(pattern.GetString()!, place.Value.GetString()!))
            {
                Expected(place, $"a string matching {pattern}");
            }
        }
        catch (Exception broken) when (broken is ArgumentException or RegexMatchTimeoutException)
        {
            _faults.Add($"{place.Pointer}: the checker cannot run the pattern {pattern}: {broken.Message}");
        }
    }

    private void Format(Place place, JsonElement format)
    {
        var name = format.GetString()!;
        if (!SchemaFormats.Known(name))
        {
            _faults.Add($"{place.Pointer}: the checker does not know the format {name}");
        }
        else if (!SchemaFormats.Holds(name, place.Value))
        {
            Expected(place, $"format {name}");
        }
    }

    private void Length(Place place, JsonElement limit, bool least)
    {
        if (place.Value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        // JSON Schema counts code points, not UTF-16 units.
        var length = place.Value.GetString()!.EnumerateRunes().Count();
        if (least ? length < limit.GetInt32() : length > limit.GetInt32())
        {
            Expected(place, $"{(least ? "at least" : "at most")} {limit} characters");
        }
    }

    private void Bound(Place place, JsonElement limit, string words, Func<int, bool> holds)
    {
        if (place.Value.ValueKind == JsonValueKind.Number && !holds(Compare(place.Value, limit)))
        {
            Expected(place, $"{words} {limit.GetRawText()}");
        }
    }

    /// <summary>Compares exactly where both numbers fit a decimal, which is where money is.</summary>
    private static int Compare(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out var exactLeft) && right.TryGetDecimal(out var exactRight)
            ? exactLeft.CompareTo(exactRight)
            : left.GetDouble().CompareTo(right.GetDouble());

    private static bool IsWhole(JsonElement number) =>
        number.TryGetDecimal(out var exact) ? decimal.IsInteger(exact) : double.IsInteger(number.GetDouble());
}
