using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>
/// What came of a call to Fincore. The distinction that money hangs on: an answer that says no, and no answer at all. Immutable.
/// </summary>
/// <param name="Status">The HTTP status; 0 when there was no whole answer.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Problem">Why there was none.</param>
internal sealed record FincoreAnswer(int Status, byte[] Body, string? Problem = null)
{
    /// <summary>Whether it says yes.</summary>
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>
    /// Whether it leaves open what has happened: no answer, the server's own failure, or the same call still being worked on.
    /// </summary>
    public bool IsLost => Status is 0 or >= 500 || Status == (int)HttpStatusCode.TooManyRequests || IsInProgress;

    private bool IsInProgress => Status == (int)HttpStatusCode.Conflict
        && (Error?.Reason == "operation_in_progress" || Reason.Contains("in progress", StringComparison.OrdinalIgnoreCase));

    /// <summary>What it says is wrong, for people.</summary>
    public string Reason =>
        Problem ?? Error?.Metadata?.ErrorDetail ?? $"Fincore answered {Status.ToString(CultureInfo.InvariantCulture)}";

    private ErrorDetail? Error =>
        Status >= 400 && TryRead(FincoreJson.Default.ErrorBody, out var body) ? body.Details?.FirstOrDefault() : null;

    /// <summary>The body of an answer that says yes; when it cannot be read, the answer counts as lost.</summary>
    public FincoreAnswer Read<T>(JsonTypeInfo<T> type, out T? body)
        where T : class
    {
        body = null;
        return !IsAccepted || TryRead(type, out body) ? this : new FincoreAnswer(0, [], "the answer broke off");
    }

    private bool TryRead<T>(JsonTypeInfo<T> type, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? body)
        where T : class
    {
        body = null;
        try
        {
            body = JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            // Not JSON, or cut off: the caller is told by the result.
        }

        return body is not null;
    }
}
