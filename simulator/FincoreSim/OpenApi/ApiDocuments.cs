using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>
/// The OpenAPI documents, made from the routes when they are asked for: <c>fincore</c> is the API with its webhooks, from which
/// clients are generated, <c>fincore.sim</c> the same with the simulator's own headers, <c>control</c> the simulator's own API.
/// The files in <c>openapi/</c> are copies, and a test fails when they differ.
/// </summary>
internal static class ApiDocuments
{
    private const string Book = "schemas";

    public static void AddApiDocuments(this IServiceCollection services)
    {
        services.AddOpenApi(FincoreDocument.Name, options => Configure(options, FincoreDocument.Plan()));
        services.AddOpenApi(
            FincoreDocument.SimulatorName, options => Configure(options, FincoreDocument.Plan(showsSimulatorsOwn: true)));
        services.AddOpenApi(ControlDocument.Name, options => Configure(options, ControlDocument.Plan()));
    }

    /// <summary>Serves them as YAML and as JSON.</summary>
    public static void MapApiDocuments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.yaml");
        endpoints.MapOpenApi("/openapi/{documentName}.json");
    }

    private static void Configure(OpenApiOptions options, DocumentPlan plan)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = plan.Includes;
        options.AddOperationTransformer((operation, context, _) =>
        {
            new OperationWriter(plan, context.Document!, BookOf(context.Document!, plan)).Write(operation, context.Description);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            DocumentWriter.Write(plan, document, BookOf(document, plan));
            return Task.CompletedTask;
        });
    }

    /// <summary>The schemas of a document that is being made; they live as long as it does.</summary>
    private static SchemaBook BookOf(OpenApiDocument document, DocumentPlan plan)
    {
        document.Metadata ??= new Dictionary<string, object>();
        if (!document.Metadata.TryGetValue(Book, out var found))
        {
            document.Metadata[Book] = found = new SchemaBook(document, plan);
        }

        return (SchemaBook)found;
    }
}
