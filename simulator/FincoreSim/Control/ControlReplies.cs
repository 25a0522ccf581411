using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Control;

/// <summary>Writes the answers of the control API: snake_case JSON, errors as <c>{error, detail, allowed?}</c>.</summary>
internal static class ControlReplies
{
    private static readonly WorldOptions UsualOptions = new();

    /// <summary>Writes an answer.</summary>
    public static Task WriteAsync(HttpContext context, Reply reply) =>
        reply.Refusal is null ? ReplyWriter.WriteBytesAsync(context, reply) : WriteRefusalAsync(context, reply.Refusal);

    /// <summary>Writes a refusal: 404 for what does not exist, 409 for a state, else as the API's status says.</summary>
    /// <param name="context">The call.</param>
    /// <param name="refusal">Why it is refused.</param>
    /// <param name="hint">A sentence about what would do; null: there is none.</param>
    public static Task WriteRefusalAsync(HttpContext context, Refusal refusal, string? hint = null)
    {
        ReplyWriter.SayWhatIsTaken(context.Response, refusal);
        var (body, status) = ErrorOf(refusal, hint);
        return ReplyWriter.WriteBytesAsync(context, Reply.Json(body, ControlJson.Default.ControlError, status));
    }

    /// <summary>A refusal in the words of the control API, with its status.</summary>
    public static (ControlError Error, int Status) ErrorOf(Refusal refusal, string? hint = null)
    {
        var error = WireErrors.Of(refusal, UsualOptions);
        var body = new ControlError(
            WireName<RefusalCode>.Of(refusal.Code).ToLowerInvariant(),
            hint is null ? WireErrors.DetailOf(refusal, error) : $"{WireErrors.DetailOf(refusal, error)} {hint}",
            refusal.Conflict?.Current,
            refusal.Conflict?.Allowed,
            RemedyCalls.Of(refusal.Conflict?.Remedy));
        return (body, error.Status);
    }
}
