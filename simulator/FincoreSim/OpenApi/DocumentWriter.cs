using FincoreSim.Ground;
using FincoreSim.Serving;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>Completes a document whose operations are written: what stands at its top, the errors, the webhooks, the order.</summary>
internal static class DocumentWriter
{
    public static void Write(DocumentPlan plan, OpenApiDocument document, SchemaBook schemas)
    {
        document.Info = new OpenApiInfo
        {
            Title = plan.Title,
            Version = Product.Version,
            Description = plan.Description,
        };
        document.Servers = [new OpenApiServer { Url = ServeOptions.DefaultUrl }];
        document.Tags = TagsOf(document);
        foreach (var (name, scheme) in plan.SecuritySchemes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            document.AddComponent(name, scheme);
        }

        foreach (var error in plan.Errors)
        {
            document.AddComponent(error.Name, Describe(error, schemas, plan));
        }

        plan.AddWebhooks(document, schemas);
        var found = document.Components!.Schemas!;
        document.Components.Schemas = found.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary();
    }

    private static HashSet<OpenApiTag> TagsOf(OpenApiDocument document)
    {
        var names = document.Paths.Values
            .SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Tags!)
            .Select(tag => tag.Reference.Id!);
        return [.. names.Distinct(StringComparer.Ordinal).Select(name => new OpenApiTag { Name = name })];
    }

    private static OpenApiResponse Describe(ErrorPlan error, SchemaBook schemas, DocumentPlan plan) => new()
    {
        Description = error.Description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [OperationWriter.Json] = new OpenApiMediaType { Schema = schemas.Of(plan.Error), Example = error.Example },
        },
    };
}
