using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Language.Model;

namespace FincoreSim.Language.Shapes;

/// <summary>What <c>where</c> and <c>then</c> of a rule may be after each <c>when</c>, for the schema. Stateless.</summary>
internal static class RuleSchemas
{
    /// <summary>What a rule's keys say together.</summary>
    public static IEnumerable<JsonObject> Together(SchemaBook book) =>
    [
        .. Enum.GetValues<RuleEvent>().Select(when => After(when, book)),
        SchemaParts.Member("times", SchemaParts.Not(SchemaParts.Constant(0))),
        SchemaParts.Member("for", SchemaParts.Not(SchemaBook.Text("^(0+(ms|s|m|h|d))+$"))),
    ];

    private static JsonObject After(RuleEvent when, SchemaBook book)
    {
        var word = WireName<RuleEvent>.Of(when).ToLowerInvariant();
        return SchemaParts.If(SchemaParts.Is("when", word), new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["where"] = book.Named($"where_after_{word}", $"where {when}", () => Where(RuleFields.NamesOf(when))),
                ["then"] = EffectSchemas.After(when, book),
            },
        });
    }

    /// <summary>The fields of an event, each by its dotted path or as a member of a mapping.</summary>
    private static JsonObject Where(ImmutableArray<string> fields)
    {
        var groups = fields.Where(field => field.Contains('.', StringComparison.Ordinal)).Select(field => field.Split('.', 2))
            .ToLookup(path => path[0], path => path[1]);
        var schema = SchemaParts.OnlyKeys([.. fields, .. groups.Select(group => group.Key)]);
        schema["properties"] = new JsonObject(groups.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Members(group))));
        return schema;
    }

    private static JsonObject Members(IEnumerable<string> names)
    {
        var members = SchemaParts.OnlyKeys(names);
        members["type"] = "object";
        return members;
    }
}
