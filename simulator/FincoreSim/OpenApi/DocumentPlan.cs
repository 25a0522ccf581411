using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Http;
using FincoreSim.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>An error that a document describes.</summary>
/// <param name="Status">The status; <c>default</c> for those that any operation may answer.</param>
/// <param name="Name">Its name among the components.</param>
/// <param name="Description">When it is answered.</param>
/// <param name="Example">A body; null where only an operation of its own can show one.</param>
internal sealed record ErrorPlan(string Status, string Name, string Description, JsonNode? Example = null);

/// <summary>What one of the documents is about. Everything else it takes from the routes.</summary>
internal sealed record DocumentPlan
{
    /// <summary>What the paths it describes begin with.</summary>
    public required string Prefix { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>What its contracts do not say of themselves.</summary>
    public required FrozenDictionary<Type, SchemaFacts> Facts { get; init; }

    /// <summary>The contract of errors.</summary>
    public required JsonTypeInfo Error { get; init; }

    /// <summary>The version of the API that it describes.</summary>
    public required string Version { get; init; }

    /// <summary>What the tags of its operations stand for.</summary>
    public required FrozenDictionary<string, string> Tags { get; init; }

    /// <summary>Servers beside the address in use.</summary>
    public ImmutableArray<OpenApiServer> OtherServers { get; init; } = [];

    /// <summary>Whether headers that are the simulator's own, and no client of the API's, are shown.</summary>
    public bool ShowsSimulatorsOwn { get; init; }

    /// <summary>The errors that an operation shows as examples.</summary>
    public Func<ApiOperation, ImmutableArray<ErrorExample>> ErrorExamples { get; init; } = _ => [];

    /// <summary>Completes what is written, at the end.</summary>
    public Action<OpenApiDocument> Complete { get; init; } = _ => { };

    /// <summary>The errors, by status.</summary>
    public required ImmutableArray<ErrorPlan> Errors { get; init; }

    /// <summary>The statuses that every operation may answer.</summary>
    public required ImmutableArray<int> CommonErrors { get; init; }

    /// <summary>How callers prove who they are.</summary>
    public required FrozenDictionary<string, OpenApiSecurityScheme> SecuritySchemes { get; init; }

    /// <summary>What the parameters of paths mean; the others are UUIDs.</summary>
    public required FrozenDictionary<string, Member> PathMembers { get; init; }

    /// <summary>Whether a request's members that are not known are refused.</summary>
    public bool RefusesUnknownMembers { get; init; }

    /// <summary>Whether a body may be left out where none of its members is required.</summary>
    public bool LetsBodiesOut { get; init; }

    /// <summary>The webhooks' own part of the document.</summary>
    public Action<OpenApiDocument, SchemaBook> AddWebhooks { get; init; } = (_, _) => { };

    /// <summary>An example of an operation's answer; null where there is none.</summary>
    public Func<string, JsonNode?> AnswerExample { get; init; } = _ => null;

    /// <summary>Whether a route is described here. HEAD is not: it answers as GET without a body.</summary>
    public bool Includes(ApiDescription description) =>
        OperationOf(description) is not null
        && description.RelativePath!.StartsWith(Prefix, StringComparison.Ordinal)
        && description.HttpMethod != HttpMethods.Head;

    /// <summary>The operation of a route.</summary>
    public static ApiOperation? OperationOf(ApiDescription description) =>
        description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().LastOrDefault();
}
