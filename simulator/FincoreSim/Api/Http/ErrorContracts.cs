using FincoreSim.Domain.Primitives;

namespace FincoreSim.Api.Http;

/// <summary>The error body of the API, shaped as google.rpc.Status in JSON (documented).</summary>
internal sealed record ErrorBody(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("details")] ImmutableArray<ErrorInfo> Details)
{
    /// <summary>The body of a refusal by an operation, which is known by module and method.</summary>
    public static ErrorBody Of(Refusal refusal, WireError error, string module, string method) => new(error.Code, "API Error",
    [
        new ErrorInfo("type.googleapis.com/google.rpc.ErrorInfo", error.Reason, "CORE", new ErrorMetadata(
            WireErrors.DetailOf(refusal, error),
            error.Status.ToString(CultureInfo.InvariantCulture),
            module,
            method,
            error.ErrorCode)),
    ]);
}

/// <summary>The one detail of an error body (documented).</summary>
internal sealed record ErrorInfo(
    [property: JsonPropertyName("@type")] string Type,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("metadata")] ErrorMetadata Metadata);

/// <summary>What an error tells of itself (documented).</summary>
internal sealed record ErrorMetadata(
    [property: JsonPropertyName("error_detail")] string ErrorDetail,
    [property: JsonPropertyName("http_code")] string HttpCode,
    [property: JsonPropertyName("module")] string Module,
    [property: JsonPropertyName("method_name")] string MethodName,
    [property: JsonPropertyName("error_code")] string ErrorCode);

/// <summary>The error body of the control API.</summary>
internal sealed record ControlError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("current")] string? Current = null,
    [property: JsonPropertyName("allowed")] ImmutableArray<string>? Allowed = null,
    [property: JsonPropertyName("call")] string? Call = null);
