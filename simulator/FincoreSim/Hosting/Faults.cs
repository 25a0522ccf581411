using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Domain.Primitives;
using Microsoft.AspNetCore.Connections;

namespace FincoreSim.Hosting;

/// <summary>
/// The outermost step: whatever goes wrong below gets a body in the shape of its side of the program, never an empty one and
/// never a stack trace. The only place that catches exceptions of any type, but for what runs
/// in the background, which has no request.
/// </summary>
internal sealed partial class Faults(
    RequestDelegate next, RouteHints hints, CallRecorder recorder, IHostApplicationLifetime life, ILogger<Faults> log)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception cut) when (IsOfLeaving(cut, context))
        {
            // There is nobody to answer, and nothing more to be read.
            LeftLog(log, cut, context.Request.Method, context.Request.Path);
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (Unanswered(context) is { } refusal)
            {
                Record(context, refusal);
                await WriteAsync(context, refusal, HintFor(context, refusal));
            }
        }
        catch (InvariantBroken broken) when (broken.PoisonedAt is not null)
        {
            // The sandbox has told of it, once; every call says so.
            await TryWriteAsync(context, new Refusal(
                RefusalCode.Internal,
                $"A bug of the simulator broke this sandbox ({broken.Message}). It answers nothing more until it is reset."));
        }
        catch (BadHttpRequestException bad)
        {
            await TryWriteLastAsync(context, Explain(bad));
        }
        catch (EndOfStreamException)
        {
            await TryWriteLastAsync(context, Unreadable("The body is shorter than its Content-Length."));
        }
        catch (Exception fault) when (!IsOfLeaving(fault, context))
        {
            FaultLog(log, fault, context.Request.Method, context.Request.Path);
            await TryWriteAsync(
                context, new Refusal(RefusalCode.Internal, "Internal error of the simulator; its log has the details."));
        }
    }

    /// <summary>
    /// Whether this is what a caller who leaves causes: a connection that is reset or closed shows as several exceptions, by
    /// where in the request it happens, and the token of the request may learn of it only afterwards. The same for a program
    /// that stops without waiting for this request any longer.
    /// </summary>
    private bool IsOfLeaving(Exception problem, HttpContext context) => problem switch
    {
        ConnectionResetException or ConnectionAbortedException => true,
        EndOfStreamException => false,
        ObjectDisposedException => life.ApplicationStopped.IsCancellationRequested,
        OperationCanceledException or IOException => context.RequestAborted.IsCancellationRequested,
        _ => false,
    };

    private static Refusal Explain(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyReader.TooLarge(),
        StatusCodes.Status408RequestTimeout => Unreadable("The request could not be read: its body comes too slowly."),
        _ => Unreadable("The request could not be read."),
    };

    private static Refusal Unreadable(string why) => new(RefusalCode.InvalidArgument, why);

    private static Refusal? Unanswered(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { ContentLength: not null } => null,
        { StatusCode: 404 } => new Refusal(RefusalCode.RouteNotFound, $"{context.Request.Method} {context.Request.Path}"),
        { StatusCode: 405 } => new Refusal(RefusalCode.MethodNotAllowed, context.Request.Method),
        { StatusCode: 400 } => Unreadable("The request could not be read."),
        { StatusCode: 415 } => new Refusal(RefusalCode.MediaTypeUnsupported),
        _ => null,
    };

    /// <summary>A call of the API that reached no operation is a call all the same.</summary>
    private void Record(HttpContext context, Refusal refusal)
    {
        if (context.Request.Path.StartsWithSegments("/v1"))
        {
            recorder.Finish(recorder.RecordOfNobody(context, refusal, null), null, recorder.Begin());
        }
    }

    /// <summary>What was probably meant, of the control API; the API's own texts are those of its provider.</summary>
    private string? HintFor(HttpContext context, Refusal refusal) => !IsControl(context) ? null : refusal.Code switch
    {
        RefusalCode.RouteNotFound => hints.ForUnknown(context.Request.Method, context.Request.Path),
        RefusalCode.MethodNotAllowed => hints.ForMethod(context.Request.Path),
        _ => null,
    };

    private static bool IsControl(HttpContext context) => context.Request.Path.StartsWithSegments("/_sim");

    private static Task TryWriteAsync(HttpContext context, Refusal refusal) =>
        context.Response.HasStarted ? Task.CompletedTask : WriteAsync(context, refusal);

    /// <summary>Writes a refusal and ends the connection: nobody knows where the next request begins.</summary>
    private static Task TryWriteLastAsync(HttpContext context, Refusal refusal)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
        }

        return TryWriteAsync(context, refusal);
    }

    /// <summary>Writes a refusal in the shape of the side that the path belongs to.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal, string? hint = null) => IsControl(context)
        ? ControlReplies.WriteRefusalAsync(context, refusal, hint)
        : ReplyWriter.WriteRefusalAsync(context, refusal, null, null, null);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "The caller of {Method} {Path} left, or the program stops")]
    private static partial void LeftLog(ILogger log, Exception cut, string method, PathString path);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void FaultLog(ILogger log, Exception fault, string method, PathString path);
}
