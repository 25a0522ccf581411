using System.Text.RegularExpressions;
using FincoreSim.Api.Http;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.ScenarioFiles;
using Microsoft.AspNetCore.Routing;

namespace FincoreSim.Tests.Doors;

/// <summary>An operation of the control API as the server maps it, so that a new one is looked at without a word here.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">Its method.</param>
/// <param name="Pattern">Its path, with names in braces.</param>
/// <param name="HasBody">Whether it reads a body.</param>
internal sealed record ControlOperation(string Id, string Method, string Pattern, bool HasBody)
{
    /// <summary>Operations that read a body without a shape: files of the scenario language.</summary>
    private static readonly string[] Files = ["armRules", "replaceRules", "runScenarios"];

    /// <summary>All of them, by name.</summary>
    public static ControlOperation[] All(SimulatorApp app) =>
    [
        .. app.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/_sim", StringComparison.Ordinal))
            .SelectMany(endpoint =>
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => Of(endpoint, method)))
            .OrderBy(operation => operation.Id, StringComparer.Ordinal),
    ];

    /// <summary>The path in a sandbox, with ids that nothing has.</summary>
    public string PathIn(string sandbox)
    {
        var path = Pattern.Replace("{sb}", sandbox, StringComparison.Ordinal);
        return Regex.Replace(path.Replace("{status}", "201", StringComparison.Ordinal), "{[^}]+}", Docs.Unknown);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Pattern}";

    private static ControlOperation Of(RouteEndpoint endpoint, string method)
    {
        var operation = endpoint.Metadata.GetMetadata<ApiOperation>()!;
        var hasBody = operation.Body is not null || Files.Contains(operation.Id);
        return new ControlOperation(operation.Id, method, endpoint.RoutePattern.RawText!, hasBody);
    }
}
