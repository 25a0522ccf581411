using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Json;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>
/// The schemas of one document: of answers from their JSON contracts, of requests from their shapes, each once and under a
/// name of its own. Used by one writer at a time.
/// </summary>
internal sealed class SchemaBook(OpenApiDocument document, DocumentPlan plan)
{
    private const string View = "View";

    private readonly Dictionary<string, object> _sources = new(StringComparer.Ordinal);

    /// <summary>The errors to which an operation refers.</summary>
    public HashSet<string> UsedErrors { get; } = new(StringComparer.Ordinal);

    /// <summary>The schema of an answer, a reference where it is an object.</summary>
    public IOpenApiSchema Of(JsonTypeInfo contract) => contract.Kind switch
    {
        JsonTypeInfoKind.Object => Reference(NameOf(contract.Type), contract.Type, () => Describe(contract)),
        JsonTypeInfoKind.Enumerable => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = Of(contract.Options.GetTypeInfo(contract.ElementType!)),
        },
        JsonTypeInfoKind.Dictionary => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = Of(contract.Options.GetTypeInfo(contract.ElementType!)),
        },
        _ => Scalar(contract.Type),
    };

    /// <summary>The schema of a request's body.</summary>
    public IOpenApiSchema Of(BodyShape shape) =>
        Reference(shape.SchemaName, shape.SchemaName, () => RequestSchemas.Describe(shape, Of, !plan.RefusesUnknownMembers));

    private OpenApiSchemaReference Reference(string name, object source, Func<OpenApiSchema> describe)
    {
        if (_sources.TryAdd(name, source))
        {
            document.AddComponent(name, describe());
        }
        else if (!_sources[name].Equals(source))
        {
            throw new InvalidOperationException(
                $"The document has two schemas called {name}: of {_sources[name]} and of {source}.");
        }

        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchema Describe(JsonTypeInfo contract)
    {
        var known = plan.Facts.GetValueOrDefault(contract.Type);
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = known?.Description,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new SortedSet<string>(StringComparer.Ordinal),
            AdditionalPropertiesAllowed = false,
        };
        foreach (var member in contract.Properties.Where(member => member.Get is not null))
        {
            var isNullable = member.IsGetNullable
                && (!member.PropertyType.IsValueType || Nullable.GetUnderlyingType(member.PropertyType) is not null);
            var isOptional = isNullable && IsLeftOutWhenNull(member, contract.Options);
            if (!isOptional)
            {
                schema.Required.Add(member.Name);
            }

            schema.Properties.Add(member.Name, Describe(member, known, isNullable && !isOptional));
        }

        return schema;
    }

    private IOpenApiSchema Describe(JsonPropertyInfo member, SchemaFacts? known, bool isNullable)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        if (type == typeof(string) || type == typeof(Guid))
        {
            return Text(known?.Texts.GetValueOrDefault(member.Name) ?? TextKinds.Any, isNullable);
        }

        var schema = Of(member.Options.GetTypeInfo(type));
        return !isNullable ? schema
            : schema is OpenApiSchema { Type: { } scalar } plain ? WithType(plain, scalar | JsonSchemaType.Null)
            : new OpenApiSchema { AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] };
    }

    private static OpenApiSchema Text(TextKind kind, bool isNullable) => new()
    {
        Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String,
        Format = kind.Format,
        Pattern = kind.Pattern,
        Description = kind.Description,
        Enum = kind.Values.IsEmpty
            ? null
            : [.. kind.Values.Select(value => (JsonNode)value),
                .. isNullable ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()],
    };

    private static OpenApiSchema Scalar(Type type) =>
        type == typeof(string) ? new OpenApiSchema { Type = JsonSchemaType.String }
        : type == typeof(int) ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" }
        : type == typeof(long) ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }
        : type == typeof(double) ? new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" }
        : type == typeof(bool) ? new OpenApiSchema { Type = JsonSchemaType.Boolean }
        : type == typeof(JsonElement) ? new OpenApiSchema()
        : throw new InvalidOperationException($"The document does not know how to show {type}.");

    private static OpenApiSchema WithType(OpenApiSchema schema, JsonSchemaType type)
    {
        schema.Type = type;
        return schema;
    }

    private static bool IsLeftOutWhenNull(JsonPropertyInfo member, JsonSerializerOptions options)
    {
        var own = member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .OfType<JsonIgnoreAttribute>().FirstOrDefault();
        return (own?.Condition ?? options.DefaultIgnoreCondition) == JsonIgnoreCondition.WhenWritingNull;
    }

    /// <summary>The name in the facts, else that of the type without View; a generic one's argument goes before it.</summary>
    private string NameOf(Type type)
    {
        if (plan.Facts.TryGetValue(type, out var known))
        {
            return known.Name;
        }

        var name = type.Name.Split('`')[0];
        var plain = name.EndsWith(View, StringComparison.Ordinal) ? name[..^View.Length] : name;
        return type.IsGenericType
            ? NameOf(type.GenericTypeArguments[0]) + (plain is "Items" or "PageOf" ? "List" : plain)
            : plain;
    }
}
