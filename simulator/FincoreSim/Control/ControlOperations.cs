using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Json;

namespace FincoreSim.Control;

/// <summary>Makes the descriptions of control operations, which differ in little.</summary>
internal static class ControlOperations
{
    /// <summary>An operation with its answer, its body and the statuses it may refuse with.</summary>
    public static ApiOperation Of(string id, string module, string summary, JsonTypeInfo answer, BodyShape? body = null,
        params ImmutableArray<int> errors) =>
        new(id, module, id, summary) { Auth = AuthScheme.Admin, Answer = answer, Body = body, Errors = errors };
}
