namespace FincoreSim.Json;

/// <summary>Tells whether JSON has what is expected of it: objects may have more members, all else is equal. Stateless.</summary>
internal static class JsonPart
{
    private const int ShownMax = 80;

    /// <summary>The first difference, with its place; null where there is none.</summary>
    /// <param name="expected">What it must have.</param>
    /// <param name="body">The bytes that should be JSON.</param>
    public static string? Difference(JsonElement expected, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var found = JsonDocument.Parse(body);
            return Difference("body", expected, found.RootElement);
        }
        catch (JsonException)
        {
            return body.IsEmpty ? "body: expected one, found none" : "body: expected JSON, found something else";
        }
    }

    private static string? Difference(
        string at, JsonElement expected, JsonElement found) => (expected.ValueKind, found.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => OfObject(at, expected, found),
            (JsonValueKind.Array, JsonValueKind.Array) => OfArray(at, expected, found),
            _ => JsonElement.DeepEquals(expected, found) ? null : $"{at}: expected {Shown(expected)}, found {Shown(found)}",
        };

    private static string? OfObject(string at, JsonElement expected, JsonElement found)
    {
        foreach (var member in expected.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            var different = found.TryGetProperty(member.Name, out var value)
                ? Difference(place, member.Value, value)
                : $"{place}: expected {Shown(member.Value)}, found nothing";
            if (different is not null)
            {
                return different;
            }
        }

        return null;
    }

    private static string? OfArray(string at, JsonElement expected, JsonElement found)
    {
        if (expected.GetArrayLength() != found.GetArrayLength())
        {
            return $"{at}: expected {expected.GetArrayLength()} items, found {found.GetArrayLength()}";
        }

        return expected.EnumerateArray().Zip(found.EnumerateArray())
            .Select(
                (pair, index) =>
                    Difference(string.Create(CultureInfo.InvariantCulture, $"{at}.{index}"), pair.First, pair.Second))
            .FirstOrDefault(different => different is not null);
    }

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= ShownMax ? text : $"{text[..ShownMax]}…";
    }
}
