using System.Text.Json;
using FincoreSim.Hosting;
using FincoreSim.SampleIntegrator;
using FincoreSim.Serving;
using FincoreSim.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.OpenApi;

/// <summary>One document as the simulator serves it.</summary>
/// <param name="Yaml">The YAML form, of which <c>openapi/</c> has a copy.</param>
/// <param name="Json">The JSON form.</param>
internal sealed record ServedDocument(string Yaml, string Json)
{
    /// <summary>The JSON form, read.</summary>
    public JsonElement Root { get; } = JsonElement.Parse(Json);

    /// <summary>Checks answers against it.</summary>
    public OpenApiChecker Checker { get; } = new(Json);

    /// <summary>Finds operations in it.</summary>
    public OperationIndex Operations { get; } = new(JsonElement.Parse(Json));
}

/// <summary>The documents and the routes they are made from, fetched once from a simulator that is started for it.</summary>
internal sealed record ServedDocuments(
    ServedDocument Fincore, ServedDocument Simulated, ServedDocument Control, IReadOnlyList<string> Routes)
{
    private static readonly Lazy<ServedDocuments> Fetched = new(() => FetchAsync().GetAwaiter().GetResult());

    /// <summary>The documents.</summary>
    public static ServedDocuments Current => Fetched.Value;

    /// <summary>The one in which a path would be; null for paths that are in none.</summary>
    public ServedDocument? Of(string path) =>
        path.StartsWith("/v1/", StringComparison.Ordinal) ? Fincore
        : path.StartsWith("/_sim/", StringComparison.Ordinal) ? Control
        : null;

    /// <summary>The one of this name.</summary>
    public ServedDocument Named(string name) => name switch
    {
        "fincore" => Fincore,
        "fincore.sim" => Simulated,
        _ => Control,
    };

    private static async Task<ServedDocuments> FetchAsync()
    {
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await app.StartAsync();
        using var wire = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(wire) { BaseAddress = new Uri(app.Urls.Single()) };
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => MethodsOf(route).Select(method => $"{method} /{route.RoutePattern.RawText!.TrimStart('/')}"));
        return new ServedDocuments(await FetchAsync(http, "fincore"), await FetchAsync(http, "fincore.sim"),
            await FetchAsync(http, "control"), [.. routes]);
    }

    private static async Task<ServedDocument> FetchAsync(HttpClient http, string name) => new(
        await FetchTextAsync(http, $"/openapi/{name}.yaml"), await FetchTextAsync(http, $"/openapi/{name}.json"));

    /// <summary>The text with the usual address where the one in use stands, as the committed files have it.</summary>
    public static async Task<string> FetchTextAsync(HttpClient http, string path) => (await http.GetStringAsync(path))
        .Replace(http.BaseAddress!.ToString().TrimEnd('/'), ServeOptions.DefaultUrl, StringComparison.Ordinal);

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
}
