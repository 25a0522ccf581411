using System.Collections.Frozen;
using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>The keywords that combine schemas or apply to any value, and the table of all keywords.</summary>
internal sealed partial class SchemaValidator
{
    private static readonly FrozenDictionary<string, Action<SchemaValidator, Place, JsonElement>> Keywords =
        new Dictionary<string, Action<SchemaValidator, Place, JsonElement>>
        {
            ["$ref"] = (validator, place, reference) => validator.Reference(place, reference),
            ["type"] = (validator, place, type) => validator.Type(place, type),
            ["enum"] = (validator, place, values) => validator.Enum(place, values),
            ["const"] = (validator, place, value) => validator.Const(place, value),
            ["allOf"] = (validator, place, schemas) => validator.AllOf(place, schemas),
            ["anyOf"] = (validator, place, schemas) => validator.AnyOf(place, schemas),
            ["oneOf"] = (validator, place, schemas) => validator.OneOf(place, schemas),
            ["not"] = (validator, place, schema) => validator.Not(place, schema),
            ["required"] = (validator, place, names) => validator.Required(place, names),
            ["properties"] = (validator, place, schemas) => validator.Properties(place, schemas),
            ["additionalProperties"] = (validator, place, schema) => validator.AdditionalProperties(place, schema),
            ["discriminator"] = (validator, place, value) => validator.Discriminator(place, value),
            ["items"] = (validator, place, schema) => validator.Items(place, schema),
            ["minItems"] = (validator, place, limit) => validator.ItemCount(place, limit, least: true),
            ["maxItems"] = (validator, place, limit) => validator.ItemCount(place, limit, least: false),
            ["minProperties"] = (validator, place, limit) => validator.MemberCount(place, limit),
            ["uniqueItems"] = (validator, place, flag) => validator.UniqueItems(place, flag),
            ["pattern"] = (validator, place, pattern) => validator.Pattern(place, pattern),
            ["format"] = (validator, place, format) => validator.Format(place, format),
            ["minLength"] = (validator, place, limit) => validator.Length(place, limit, least: true),
            ["maxLength"] = (validator, place, limit) => validator.Length(place, limit, least: false),
            ["minimum"] = (validator, place, limit) => validator.Bound(place, limit, "at least", order => order >= 0),
            ["maximum"] = (validator, place, limit) => validator.Bound(place, limit, "at most", order => order <= 0),
            ["exclusiveMinimum"] = (validator, place, limit) => validator.Bound(place, limit, "more than", order => order > 0),
            ["exclusiveMaximum"] = (validator, place, limit) => validator.Bound(place, limit, "less than", order => order < 0),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Annotations = FrozenSet.Create(
        StringComparer.Ordinal,
        "title",
        "description",
        "$comment",
        "$defs",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs");

    private void Reference(Place place, JsonElement reference)
    {
        if (JsonPointer.Resolve(_document, reference.ToString()) is { } schema)
        {
            Walk(place.With(schema));
        }
        else
        {
            _faults.Add($"{place.Pointer}: the document refers to {reference}, which it does not have");
        }
    }

    private void Type(Place place, JsonElement type)
    {
        string[] allowed = type.ValueKind == JsonValueKind.Array
            ? [.. type.EnumerateArray().Select(one => one.ToString())]
            : [type.ToString()];
        if (!allowed.Any(one => IsOfType(place.Value, one)))
        {
            Expected(place, $"type {string.Join(" or ", allowed)}");
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && IsWhole(value),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private void Enum(Place place, JsonElement values)
    {
        if (!values.EnumerateArray().Any(value => JsonElement.DeepEquals(value, place.Value)))
        {
            Expected(place, $"one of {values.GetRawText()}");
        }
    }

    private void Const(Place place, JsonElement value)
    {
        if (!JsonElement.DeepEquals(value, place.Value))
        {
            Expected(place, $"exactly {value.GetRawText()}");
        }
    }

    private void AllOf(Place place, JsonElement schemas)
    {
        foreach (var schema in schemas.EnumerateArray())
        {
            Walk(place.With(schema));
        }
    }

    private void AnyOf(Place place, JsonElement schemas)
    {
        var attempts = schemas.EnumerateArray().Select(schema => Try(place.With(schema))).ToList();
        if (attempts.TrueForAll(violations => violations.Count > 0))
        {
            _violations.Add($"{place.Pointer}: expected one of the schemas of anyOf to match, none did: {Reasons(attempts)}");
        }
    }

    private void OneOf(Place place, JsonElement schemas)
    {
        var attempts = schemas.EnumerateArray().Select(schema => Try(place.With(schema))).ToList();
        var matching = attempts.Count(violations => violations.Count == 0);
        if (matching == 0)
        {
            _violations.Add($"{place.Pointer}: expected one of the schemas of oneOf to match, none did: {Reasons(attempts)}");
        }
        else if (matching > 1)
        {
            _violations.Add($"{place.Pointer}: expected exactly one of the schemas of oneOf to match, {matching} did");
        }
    }

    private void Not(Place place, JsonElement schema)
    {
        if (Try(place.With(schema)).Count == 0)
        {
            Expected(place, $"something that does not match {Shown(schema)}");
        }
    }

    private static string Reasons(List<List<string>> attempts) =>
        string.Join("; ", attempts.Select((violations, index) => $"({index + 1}) {violations[0]}"));
}
