using System.Text.Json.Nodes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Switches;

namespace FincoreSim.Language.Shapes;

/// <summary>What each switch of a sandbox may be, for the schema. Stateless.</summary>
internal static class SwitchSchemas
{
    /// <summary>What a switch may be.</summary>
    public static JsonObject Of(OptionSwitch option) => option.Name switch
    {
        "cep" => Cep(),
        "retries" => Retries(),
        "limits" => OptionLimits.Schema(),
        "operating_day_turns" => SchemaBook.OrMatrix(SchemaBook.Text("^([01][0-9]|2[0-3]):[0-5][0-9]$")),
        "idempotency_namespace" =>
            SchemaBook.OrMatrix(SchemaBook.Text(@"^[{(]?[0-9A-Fa-f]{8}(-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}[)}]?$")),
        _ => ByWords(option.Allowed),
    };

    private static JsonObject ByWords(string allowed)
    {
        string[] words = allowed.Split(", ");
        return words switch
        {
            ["true or false"] => SchemaBook.OrMatrix(new JsonObject { ["type"] = "boolean" }),
            _ when allowed.StartsWith("a duration", StringComparison.Ordinal) =>
                allowed.Contains("above 0", StringComparison.Ordinal)
                ? SchemaBook.OrMatrix(SchemaBook.Text(DurationKind.PositivePattern))
                : Optional(),
            _ when words.All(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _)) =>
                SchemaBook.OrMatrix(new JsonObject { ["enum"] = new JsonArray([.. words.Select(Number)]) }),
            _ => SchemaBook.OrMatrix(SchemaBook.Words(words)),
        };
    }

    private static JsonNode Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    /// <summary>A duration, or a word for none.</summary>
    private static JsonObject Optional() =>
        SchemaBook.OrMatrix(SchemaBook.AnyOf(SchemaBook.Words(["never", "manual"]), SchemaBook.Text(DurationKind.Pattern)));

    private static JsonObject Cep() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["pending_after"] = Optional(),
            ["delayed_after"] = Optional(),
            ["completes_after"] = Optional(),
        },
        ["additionalProperties"] = false,
    };

    private static JsonObject Retries() => SchemaBook.AnyOf(
        SchemaBook.OrMatrix(SchemaBook.Words(RetryProfile.Named.Select(profile => profile.Name))),
        new JsonObject
        {
            ["type"] = "array",
            ["items"] = SchemaBook.OrMatrix(SchemaBook.Text(DurationKind.Pattern)),
            ["minItems"] = 1,
            ["maxItems"] = RetryProfile.AttemptsMax,
        });
}
