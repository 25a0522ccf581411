namespace FincoreSim.Http;

/// <summary>
/// The outermost step: whatever goes wrong below gets a body in the shape of its side of the program, never an empty one and
/// never a stack trace. The only place that catches exceptions of any type, but for the runs
/// in the background, which have no request.
/// </summary>
internal sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (Unanswered(context) is { } refusal)
            {
                await WriteAsync(context, refusal);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
        }
        catch (InvariantBroken broken)
        {
            InvariantBrokenLog(log, broken, broken.Invariant);
            await TryWriteAsync(context, new Refusal(RefusalCode.Internal, $"Invariant broken: {broken.Invariant}. The sandbox answers nothing more; reset it."));
        }
        catch (BadHttpRequestException bad)
        {
            await TryWriteAsync(context, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new Refusal(RefusalCode.BodyTooLarge, BodyReader.BytesMax.ToString(CultureInfo.InvariantCulture))
                : new Refusal(RefusalCode.InvalidArgument, "The request could not be read."));
        }
        catch (EndOfStreamException)
        {
            await TryWriteAsync(context, new Refusal(RefusalCode.InvalidArgument, "The body is shorter than its Content-Length."));
        }
        catch (Exception fault)
        {
            FaultLog(log, fault, context.Request.Method, context.Request.Path);
            await TryWriteAsync(context, new Refusal(RefusalCode.Internal, "Internal error of the simulator; its log has the details."));
        }
    }

    private static Refusal? Unanswered(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { ContentLength: not null } => null,
        { StatusCode: 404 } => new Refusal(RefusalCode.RouteNotFound, $"{context.Request.Method} {context.Request.Path}"),
        { StatusCode: 405 } => new Refusal(RefusalCode.MethodNotAllowed, context.Request.Method),
        { StatusCode: 400 } => new Refusal(RefusalCode.InvalidArgument, "The request could not be read."),
        { StatusCode: 415 } => new Refusal(RefusalCode.MediaTypeUnsupported),
        _ => null,
    };

    private static Task TryWriteAsync(HttpContext context, Refusal refusal) =>
        context.Response.HasStarted ? Task.CompletedTask : WriteAsync(context, refusal);

    private static Task WriteAsync(HttpContext context, Refusal refusal) => context.Request.Path.StartsWithSegments("/_sim")
        ? ControlReplies.WriteRefusalAsync(context, refusal)
        : ReplyWriter.WriteRefusalAsync(context, refusal, null, null, null);

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "Invariant {Invariant} is broken; the sandbox is poisoned")]
    private static partial void InvariantBrokenLog(ILogger log, Exception broken, string invariant);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void FaultLog(ILogger log, Exception fault, string method, PathString path);
}
