using FincoreSim.Api.Http;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;
using Microsoft.AspNetCore.Routing;

namespace FincoreSim.Tests.Control;

/// <summary>An operation of the control API as its route declares it, so that tests hold whatever operation is added.</summary>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The path, with its parameters in braces.</param>
/// <param name="Operation">What is declared.</param>
internal sealed record ControlOperation(string Method, string Pattern, ApiOperation Operation)
{
    private static readonly Lazy<ControlOperation[]> Known = new(Find);

    /// <summary>All of them, each once for GET and HEAD.</summary>
    public static IReadOnlyList<ControlOperation> All => Known.Value;

    /// <summary>A test case for each.</summary>
    public static IEnumerable<TestCaseData> Cases => All.Select(one => new TestCaseData(one.Operation.Id));

    public static ControlOperation Of(string id) => All.Single(one => one.Operation.Id == id);

    /// <summary>Whether the answer has no end.</summary>
    public bool IsStream => Operation.ContentType == "text/event-stream";

    /// <summary>Calls it in a sandbox, about things that are not there.</summary>
    public Task<Answer> CallAsync(SimSandbox sandbox, string query, string? body = null) =>
        sandbox.App.Anybody.SendAsync(new HttpMethod(Method), PathIn(sandbox) + query, body);

    private string PathIn(SimSandbox sandbox) => Pattern
        .Replace("{sb}", sandbox.Id, StringComparison.Ordinal)
        .Replace("{id}", Docs.Unknown, StringComparison.Ordinal)
        .Replace("{key}", Docs.Unknown, StringComparison.Ordinal)
        .Replace("{name}", "nobody", StringComparison.Ordinal)
        .Replace("{run}", "nobody", StringComparison.Ordinal)
        .Replace("{n}", "1", StringComparison.Ordinal)
        .Replace("{status}", "201", StringComparison.Ordinal);

    private static ControlOperation[] Find()
    {
        using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/_sim/", StringComparison.Ordinal))
            .Select(route => new ControlOperation(
                route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], route.RoutePattern.RawText!,
                route.Metadata.GetMetadata<ApiOperation>()!))];
    }
}
