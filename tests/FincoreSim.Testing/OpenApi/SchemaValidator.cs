using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>
/// Walks a value and its schema together. Faults of the document itself (an unknown keyword, a reference to nowhere) are
/// kept apart from violations, so that a branch of <c>anyOf</c> that fails for that reason cannot hide it. For one check.
/// </summary>
internal sealed partial class SchemaValidator
{
    private const int DepthMax = 200;
    private readonly JsonElement _document;
    private readonly SortedSet<string> _faults;
    private readonly List<string> _violations = [];

    private SchemaValidator(JsonElement document, SortedSet<string> faults)
    {
        _document = document;
        _faults = faults;
    }

    public static IReadOnlyList<string> Validate(JsonElement document, JsonElement schema, JsonElement value)
    {
        var validator = new SchemaValidator(document, new SortedSet<string>(StringComparer.Ordinal));
        validator.Walk(new Place(schema, value, "#", 0));
        return [.. validator._violations, .. validator._faults];
    }

    private void Walk(Place place)
    {
        if (place.Depth > DepthMax)
        {
            _faults.Add($"{place.Pointer}: the document's schemas go more than {DepthMax} levels deep here");
            return;
        }

        switch (place.Schema.ValueKind)
        {
            case JsonValueKind.True:
                return;
            case JsonValueKind.False:
                Expected(place, "nothing (the schema is false)");
                return;
            case JsonValueKind.Object:
                break;
            default:
                _faults.Add($"{place.Pointer}: the document has {place.Schema.ValueKind} where a schema should be");
                return;
        }

        foreach (var keyword in place.Schema.EnumerateObject())
        {
            Apply(place, keyword.Name, keyword.Value);
        }
    }

    private void Apply(Place place, string keyword, JsonElement argument)
    {
        try
        {
            if (Keywords.TryGetValue(keyword, out var check))
            {
                check(this, place, argument);
                return;
            }
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            _faults.Add($"{place.Pointer}: the checker cannot read the document's {keyword}: {Shown(argument)}");
            return;
        }

        if (!Annotations.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal))
        {
            _faults.Add($"{place.Pointer}: the checker does not know the schema keyword {keyword}");
        }
    }

    private void Expected(Place place, string expectation) =>
        _violations.Add($"{place.Pointer}: expected {expectation}, got {Shown(place.Value)}");

    /// <summary>What the value violates in another schema, without counting it here.</summary>
    private List<string> Try(Place place)
    {
        var attempt = new SchemaValidator(_document, _faults);
        attempt.Walk(place);
        return attempt._violations;
    }

    private static string Shown(JsonElement value)
    {
        const int ShownMax = 60;
        var text = value.GetRawText();
        return text.Length > ShownMax ? text[..ShownMax] + "…" : text;
    }

    /// <summary>A schema, the value it is held against, where in the body that is, and how deep the walk has gone.</summary>
    private readonly record struct Place(JsonElement Schema, JsonElement Value, string Pointer, int Depth)
    {
        public Place With(JsonElement schema) => this with { Schema = schema, Depth = Depth + 1 };

        public Place Into(JsonElement schema, JsonElement value, string pointer) => new(schema, value, pointer, Depth + 1);
    }
}
