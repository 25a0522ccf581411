using System.Text.Json.Nodes;
using FincoreSim.Api.Features;
using FincoreSim.Api.Http;
using FincoreSim.Json;
using FincoreSim.OpenApi.Notes;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>Describes the errors of operations: with examples of their own where they have some, else by reference.</summary>
internal sealed class ErrorResponses(DocumentPlan plan, OpenApiDocument document, SchemaBook schemas)
{
    /// <summary>The response of an operation to a status.</summary>
    public IOpenApiResponse Of(ApiOperation operation, string status)
    {
        var planned = plan.Errors.First(error => error.Status == status);
        var examples = plan.ErrorExamples(operation)
            .Where(example => example.Wire.Status.ToString(CultureInfo.InvariantCulture) == status).ToArray();
        if (examples.Length == 0)
        {
            schemas.UsedErrors.Add(planned.Name);
            return new OpenApiResponseReference(planned.Name, document);
        }

        return new OpenApiResponse
        {
            Description = planned.Description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [OperationWriter.Json] = new OpenApiMediaType
                {
                    Schema = schemas.Of(plan.Error),
                    Examples = examples.ToDictionary(
                        example => example.Name, IOpenApiExample (example) => Show(example, operation)),
                },
            },
        };
    }

    private static OpenApiExample Show(ErrorExample example, ApiOperation operation)
    {
        var body = ErrorBody.Of(example.Refusal, example.Wire, operation.Module, operation.Method);
        return new OpenApiExample
        {
            Summary = example.Source.Sentence,
            Value = JsonNode.Parse(JsonBytes.Of(body, ApiJson.Default.ErrorBody)),
            Extensions = Annotator.LabelOf(example.Source) is { } label ? Annotator.With(null, label) : null,
        };
    }
}
