using System.Reflection;

namespace FincoreSim.Api.Http;

/// <summary>Maps operations to routes: one line a route, with what the OpenAPI document needs beside it.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder endpoints, ApiPipeline pipeline)
{
    private static readonly MethodInfo Described =
        typeof(ApiRoutes).GetMethod(nameof(Describe), BindingFlags.NonPublic | BindingFlags.Static)!;

    public void Get(string pattern, ApiOperation operation, ApiHandler handle) => Map(["GET"], pattern, operation, handle);

    public void Post(string pattern, ApiOperation operation, ApiHandler handle) => Map(["POST"], pattern, operation, handle);

    public void Patch(string pattern, ApiOperation operation, ApiHandler handle) => Map(["PATCH"], pattern, operation, handle);

    public void Delete(string pattern, ApiOperation operation, ApiHandler handle) => Map(["DELETE"], pattern, operation, handle);

    private void Map(string[] methods, string pattern, ApiOperation operation, ApiHandler handle)
    {
        RequestDelegate run = context => pipeline.RunAsync(context, operation, handle);
        endpoints.MapMethods(pattern, methods, run).WithMetadata(operation, Described);
    }

    /// <summary>Stands for every handler in the OpenAPI document, which wants a method to look at.</summary>
    private static void Describe(HttpContext context) => _ = context;
}
