using System.Buffers;
using FincoreSim.Api.Features;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Api.Http;

/// <summary>
/// Writes answers: JSON with a length, long lists part by part and without one, refusals in the documented error body.
/// </summary>
internal static class ReplyWriter
{
    private static readonly WorldOptions UsualOptions = new();

    /// <summary>Writes an answer of the API.</summary>
    public static Task WriteAsync(HttpContext context, Reply reply, ApiOperation? operation) =>
        reply.Refusal is null
            ? WriteBytesAsync(context, reply)
            : WriteRefusalAsync(context, reply.Refusal, reply.Options, reply, operation);

    /// <summary>Writes bytes with their length and type.</summary>
    public static async Task WriteBytesAsync(HttpContext context, Reply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        if (reply.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent
            or StatusCodes.Status304NotModified)
        {
            // These have no body by definition; the server refuses to write one.
            return;
        }

        response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (reply.Late is { } late && !isHead)
        {
            Put(response, late);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
            return;
        }

        if (reply.Parts is { } parts)
        {
            await parts.AnswerAsync(response, isHead, context.RequestAborted);
            return;
        }

        var body = reply.Body;
        response.ContentLength = body.Length;
        if (!isHead)
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Writes a value into the server's own buffer, without bytes of its own.</summary>
    private static void Put(HttpResponse response, LateJson late)
    {
        var bytes = JsonBytes.Written(late);
        response.ContentLength = bytes.Length;
        response.BodyWriter.Write(bytes);
    }

    /// <summary>Writes a refusal of the API in the documented body.</summary>
    public static Task WriteRefusalAsync(
        HttpContext context, Refusal refusal, WorldOptions? options, Reply? reply, ApiOperation? operation)
    {
        var written = BodyOf(refusal, options, reply, operation);
        if (written.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        SayWhatIsTaken(context.Response, refusal);

        return WriteBytesAsync(context, written);
    }

    /// <summary>Tells the callers of compressed bodies, in the header for that, what would be taken.</summary>
    public static void SayWhatIsTaken(HttpResponse response, Refusal refusal)
    {
        if (refusal.Code == RefusalCode.BodyEncoded)
        {
            response.Headers.AcceptEncoding = BodyCoding.Accepted;
        }
    }

    /// <summary>A refusal as the answer that tells of it, in the documented body.</summary>
    public static Reply BodyOf(Refusal refusal, WorldOptions? options, Reply? reply, ApiOperation? operation)
    {
        var error = WireErrors.Of(refusal, options ?? UsualOptions);
        var body = ErrorBody.Of(refusal, error, operation?.Module ?? "Gateway", operation?.Method ?? "Request");
        return Reply.Json(body, ApiJson.Default.ErrorBody, error.Status) with { Headers = reply?.Headers ?? [] };
    }
}
