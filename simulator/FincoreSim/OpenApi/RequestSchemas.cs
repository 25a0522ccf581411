using System.Text.Json.Nodes;
using FincoreSim.Json;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>Schemas and examples of requests, from the tables by which they are read.</summary>
internal static class RequestSchemas
{
    /// <summary>The form of an amount (documented).</summary>
    public const string AmountPattern = @"^-?[0-9]+\.[0-9][0-9]$";

    private static readonly FrozenSet<string> PageMembers = ["page", "per_page", "page_size"];

    /// <summary>The schema of a body. JSON null counts as not there, so what is optional may be null.</summary>
    public static OpenApiSchema Describe(BodyShape shape, Func<BodyShape, IOpenApiSchema> nested, bool isOpen) => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = isOpen,
        Properties = shape.Members.ToDictionary(member => member.Name, member => Describe(member, nested)),
        MinProperties = shape.MembersMin,
        Required = new SortedSet<string>(shape.Members.Where(member => member.IsRequired).Select(member => member.Name),
            StringComparer.Ordinal),
        OneOf = shape.Alternatives.IsEmpty ? null : [.. shape.Alternatives.Select(Given)],
    };

    /// <summary>The schema of a parameter, which has no null, and whose text the handler looks at.</summary>
    public static OpenApiSchema OfParameter(Member member)
    {
        var schema = Scalar(member with { IsRequired = true, Rule = null });
        schema.Description = null;
        var isWhole = member.Kind == MemberKind.Integer;
        schema.Minimum = !isWhole ? null : PageMembers.Contains(member.Name) ? "1" : Text(member.Least);
        schema.Maximum = isWhole && member.Most < long.MaxValue ? Text(member.Most) : null;
        return schema;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The examples of a body: one, or one for each of its alternatives.</summary>
    public static IEnumerable<(string Name, JsonObject Example)> Examples(BodyShape shape) => shape.Alternatives.IsEmpty
        ? [("example", Example(shape, except: []))]
        : shape.Alternatives.Select(one => (one, Example(shape, shape.Alternatives.Remove(one))));

    /// <summary>The example of one member; null where it has none.</summary>
    public static JsonNode? Example(Member member) => member switch
    {
        { Shape: { } shape } => Example(shape, except: []) is { Count: > 0 } nested ? nested : null,
        { Example: null } => null,
        { Kind: MemberKind.Integer or MemberKind.Number or MemberKind.Boolean } => JsonNode.Parse(member.Example),
        { Kind: MemberKind.Any, Example: ['{' or '[', ..] } => JsonNode.Parse(member.Example),
        _ => JsonValue.Create(member.Example),
    };

    private static JsonObject Example(BodyShape shape, ImmutableArray<string> except)
    {
        var example = new JsonObject();
        foreach (var member in shape.Members.Where(member => !except.Contains(member.Name)))
        {
            if (Example(member) is { } value)
            {
                example.Add(member.Name, value);
            }
        }

        return example;
    }

    private static IOpenApiSchema Given(string name) => new OpenApiSchema { Required = new HashSet<string> { name } };

    private static IOpenApiSchema Describe(Member member, Func<BodyShape, IOpenApiSchema> nested)
    {
        if (member.Shape is not { } shape)
        {
            return Scalar(member);
        }

        var schema = nested(shape);
        return member.IsRequired ? schema : new OpenApiSchema
        {
            Description = member.Description,
            AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema],
        };
    }

    private static OpenApiSchema Scalar(Member member)
    {
        var isNullable = !member.IsRequired && member.Kind != MemberKind.Any;
        var type = TypeOf(member.Kind);
        return new OpenApiSchema
        {
            Type = isNullable ? type | JsonSchemaType.Null : type,
            Description = member.Description,
            Format = member.Kind == MemberKind.Uuid ? "uuid" : null,
            Pattern = member.Kind == MemberKind.Amount ? AmountPattern : member.Pattern ?? member.Rule?.Pattern,
            MaxLength = member.LengthMax ?? member.Rule?.LengthMax,
            Enum = member.Choices.IsEmpty
                ? null
                : [.. member.Choices.Select(value => (JsonNode)value),
                    .. isNullable ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()],
        };
    }

    private static JsonSchemaType? TypeOf(MemberKind kind) => kind switch
    {
        MemberKind.Integer => JsonSchemaType.Integer,
        MemberKind.Number => JsonSchemaType.Number,
        MemberKind.Boolean => JsonSchemaType.Boolean,
        MemberKind.Object => JsonSchemaType.Object,
        MemberKind.Any => null,
        _ => JsonSchemaType.String,
    };
}
