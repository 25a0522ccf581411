using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Json;

/// <summary>
/// A body as a parsed document has it. The order of refusals is that of the documented precedence: JSON object, then required
/// members and types, then UUIDs and choices. Where members that are not known are refused, they come before those.
/// </summary>
internal sealed class ParsedBody : JsonBody
{
    private readonly JsonElement _object;
    private readonly BodyShape _shape;

    // What was found of each member of the shape, in its order; undefined where it is missing or null. The object is looked
    // through once, and not once for each member and each look at it.
    private readonly JsonElement[] _found;
    private readonly ParsedBody?[] _objects;

    private ParsedBody(JsonElement value, BodyShape shape)
    {
        (_object, _shape) = (value, shape);
        _found = new JsonElement[shape.Members.Length];
        _objects = shape.HasObjects ? new ParsedBody?[shape.Members.Length] : [];
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && IndexOf(shape, property) is var index and >= 0)
            {
                _found[index] = property.Value;
            }
        }
    }

    /// <summary>The object itself.</summary>
    public JsonElement Element => _object;

    /// <summary>Checks a value by a shape.</summary>
    /// <param name="value">The parsed body.</param>
    /// <param name="shape">What it must be.</param>
    /// <param name="isStrict">Whether members that the shape does not know are refused.</param>
    public static Outcome<ParsedBody> Read(JsonElement value, BodyShape shape, bool isStrict)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Invalid("The body must be a JSON object.");
        }

        var body = new ParsedBody(value, shape);

        // Who misspelt a member that must be there is told so, and not that it is missing.
        var refusal = (isStrict ? CheckUnknown(value, shape, "") : null) ?? body.CheckTypes("") ?? body.CheckFormats("");
        return refusal is null ? body : refusal;
    }

    public override string? OptionalText(string name) => TryGet(name, out var value) ? value.GetString() : null;

    public override string? AmountText(string name) =>
        TryGet(name, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;

    public override Guid? OptionalUuid(string name) => !TryGet(name, out var value) ? null
        : value.TryGetGuid(out var id) ? id
        : Guid.Parse(value.GetString()!);

    public override double? OptionalNumber(string name) => TryGet(name, out var value) ? value.GetDouble() : null;

    public override long? OptionalInteger(string name) => TryGet(name, out var value) ? value.GetInt64() : null;

    public override bool? OptionalBoolean(string name) => TryGet(name, out var value) ? value.GetBoolean() : null;

    public override ParsedBody? OptionalObject(string name)
    {
        for (var index = 0; index < _objects.Length; index++)
        {
            if (_shape.Members[index].Name == name)
            {
                return _objects[index];
            }
        }

        return null;
    }

    public override bool Has(string name) => TryGet(name, out _);

    /// <summary>A member of any kind, as it stands in the body; undefined where it is missing.</summary>
    public JsonElement Raw(string name) => Find(name);

    private Refusal? CheckTypes(string path)
    {
        for (var index = 0; index < _found.Length; index++)
        {
            var (member, found) = (_shape.Members[index], _found[index]);
            if (found.ValueKind == JsonValueKind.Undefined)
            {
                if (member.IsRequired)
                {
                    return Invalid($"{path}{member.Name} is required.");
                }

                continue;
            }

            if (TypeProblem(member, found) is { } problem)
            {
                return Invalid($"{path}{member.Name} must be {problem}.");
            }

            if (member.Kind == MemberKind.Object)
            {
                _objects[index] = new ParsedBody(found, member.Shape ?? BodyShape.Any);
                if (_objects[index]!.CheckTypes($"{path}{member.Name}.") is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    private static string? TypeProblem(Member member, JsonElement found) => member.Kind switch
    {
        MemberKind.Text or MemberKind.Uuid or MemberKind.Choice when found.ValueKind != JsonValueKind.String => "a text",
        MemberKind.Text or MemberKind.Uuid or MemberKind.Choice =>
            PlainText.TryGet(found, out _) || TextOf(found) is not null ? null : "valid Unicode text",
        MemberKind.Integer => found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out _) ? null : "a whole number",
        MemberKind.Number => found.ValueKind == JsonValueKind.Number ? null : "a number",
        MemberKind.Boolean => found.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false",
        MemberKind.Object => found.ValueKind == JsonValueKind.Object ? null : "an object",
        _ => null,
    };

    private Refusal? CheckFormats(string path)
    {
        for (var index = 0; index < _found.Length; index++)
        {
            var (member, found) = (_shape.Members[index], _found[index]);
            var refusal = member.Kind switch
            {
                _ when found.ValueKind == JsonValueKind.Undefined => null,
                MemberKind.Uuid when !found.TryGetGuid(out _) && !IsUuid(found.GetString()) =>
                    Invalid($"{path}{member.Name} must be a UUID."),
                MemberKind.Choice when !member.Choices.Contains(found.GetString()!) =>
                    Invalid($"{path}{member.Name} must be one of {string.Join(", ", member.Choices)}."),
                MemberKind.Text when TextProblem(member, found) is { } problem => Invalid($"{path}{member.Name} {problem}."),
                MemberKind.Object => _objects[index]!.CheckFormats($"{path}{member.Name}."),
                _ => null,
            };
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private static string? TextProblem(Member member, JsonElement found) => member.Rule is not { } rule
        || (PlainText.TryGet(found, out var bytes) && rule.LetsThrough(bytes)) ? null : rule.ProblemOf(found.GetString()!);

    private static Refusal? CheckUnknown(JsonElement value, BodyShape shape, string path)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (shape.Members.FirstOrDefault(member => property.NameEquals(member.Name)) is not { } known)
            {
                return Invalid(Unknown.Member(path, NameOf(property), [.. shape.Members.Select(member => member.Name)]));
            }

            if (known.Shape is not null && property.Value.ValueKind == JsonValueKind.Object
                && CheckUnknown(property.Value, known.Shape, $"{path}{known.Name}.") is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private bool TryGet(string name, out JsonElement found) => (found = Find(name)).ValueKind != JsonValueKind.Undefined;

    /// <summary>A member of the shape; undefined where it is missing or null.</summary>
    private JsonElement Find(string name)
    {
        for (var index = 0; index < _found.Length; index++)
        {
            if (_shape.Members[index].Name == name)
            {
                return _found[index];
            }
        }

        return default;
    }

    private static int IndexOf(BodyShape shape, JsonProperty property)
    {
        for (var index = 0; index < shape.Members.Length; index++)
        {
            if (property.NameEquals(shape.Members[index].NameBytes.Span))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The text; null where it has half a surrogate pair, which no .NET text can be made of.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "A member whose name is not valid Unicode";
        }
    }
}
