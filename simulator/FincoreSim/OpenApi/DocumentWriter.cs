using System.Text.Json.Nodes;
using FincoreSim.Ground;
using FincoreSim.Serving;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>
/// Completes a document whose operations are written: what stands at its top, the errors, the webhooks, the order.
/// </summary>
internal static class DocumentWriter
{
    /// <summary>The extension that has the simulator's own version.</summary>
    public const string VersionExtension = "x-fincoresim-version";

    private const string License = "MIT";

    public static void Write(DocumentPlan plan, OpenApiDocument document, SchemaBook schemas)
    {
        document.Info = new OpenApiInfo
        {
            Title = plan.Title,
            Version = plan.Version,
            Description = plan.Description,
            License = new OpenApiLicense { Name = License, Identifier = License },
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                [VersionExtension] = new JsonNodeExtension(JsonValue.Create(Product.Version))
            },
        };
        document.Servers = [AddressInUse(document), .. plan.OtherServers];
        document.Tags = TagsOf(plan, document);
        foreach (var (name, scheme) in plan.SecuritySchemes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            document.AddComponent(name, scheme);
        }

        foreach (var error in plan.Errors.Where(error => schemas.UsedErrors.Contains(error.Name)))
        {
            document.AddComponent(error.Name, Describe(error, schemas, plan));
        }

        plan.AddWebhooks(document, schemas);
        var found = document.Components!.Schemas!;
        document.Components.Schemas = found.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary();
        plan.Complete(document);
    }

    /// <summary>The address by which the document was asked for, as the framework tells it.</summary>
    private static OpenApiServer AddressInUse(OpenApiDocument document) => new()
    {
        Url = document.Servers?.FirstOrDefault()?.Url?.TrimEnd('/') is { Length: > 0 } url ? url : ServeOptions.DefaultUrl,
        Description = "This simulator.",
    };

    private static HashSet<OpenApiTag> TagsOf(DocumentPlan plan, OpenApiDocument document)
    {
        var names = document.Paths.Values
            .SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Tags!)
            .Select(tag => tag.Reference.Id!);
        return [.. names.Distinct(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name, Description = plan.Tags[name] })];
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
