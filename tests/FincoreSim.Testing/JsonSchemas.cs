using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace FincoreSim.Testing;

/// <summary>
/// Checks values against a JSON Schema of draft 2020-12, formats as well, as editors do. Thread-safe: one value is looked at at a
/// time, since the library keeps what it finds.
/// </summary>
public sealed class JsonSchemas
{
    private readonly JsonSchema _schema;

    /// <summary>Reads a schema.</summary>
    public JsonSchemas(string schema) => _schema = JsonSchema.FromText(schema);

    /// <summary>What is wrong with a value: where, and what; empty where it is valid.</summary>
    public IReadOnlyList<string> Violations(JsonElement value)
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
        EvaluationResults result;
        lock (_schema)
        {
            result = _schema.Evaluate(JsonNode.Parse(value.GetRawText()), options);
        }

        if (result.IsValid)
        {
            return [];
        }

        var told = result.Details.Where(detail => detail.HasErrors)
            .SelectMany(detail => detail.Errors!.Values.Select(error => $"{detail.InstanceLocation}: {error}"))
            .Distinct().ToArray();
        return told.Length > 0 ? told : ["the schema does not hold"];
    }
}
