using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Api.Http;

/// <summary>
/// Writes an answer as a rule, or the call itself, wants it to be seen: another status, a broken connection, an answer that
/// breaks off or drips. What happened has happened; only the answer suffers.
/// </summary>
internal static class AnswerFaults
{
    private const int Drops = 10;

    /// <summary>Writes the answer, or what is to be seen of it.</summary>
    public static async Task WriteAsync(HttpContext context, Reply reply, ApiOperation operation)
    {
        if (reply is { Refusal: { } refusal, Fault.Kind: AnswerFaultKind.Truncate or AnswerFaultKind.SlowBody })
        {
            // What breaks off or drips is the answer that tells of the refusal.
            reply = ReplyWriter.BodyOf(refusal, reply.Options, reply, operation) with { Fault = reply.Fault };
        }

        switch (reply.Fault)
        {
            case null or { Kind: AnswerFaultKind.Hang }:
                await ReplyWriter.WriteAsync(context, reply, operation);
                break;
            case { Kind: AnswerFaultKind.Status } fault:
                await ReplyWriter.WriteRefusalAsync(context, StatusOf(fault), null, reply, operation);
                break;
            case { Kind: AnswerFaultKind.Reset }:
                context.Abort();
                break;
            case { Kind: AnswerFaultKind.Empty }:
                context.Response.StatusCode = reply.Refusal is null ? reply.Status : StatusCodes.Status500InternalServerError;
                context.Response.ContentLength = 0;
                await context.Response.CompleteAsync();
                break;
            case { Kind: AnswerFaultKind.Truncate }:
                await StartAsync(context, reply);
                await context.Response.BodyWriter.WriteAsync(reply.Body[..(reply.Body.Length / 2)], context.RequestAborted);
                context.Abort();
                break;
            case { Kind: AnswerFaultKind.SlowBody, Delay: var delay }:
                await DripAsync(context, reply, delay);
                break;
            default:
                throw new InvalidOperationException(reply.Fault.Kind.ToString());
        }
    }

    /// <summary>The status that the caller sees; null where the connection breaks before the answer is whole.</summary>
    public static int? StatusSeen(Reply reply) => reply.Fault switch
    {
        { Kind: AnswerFaultKind.Reset or AnswerFaultKind.Truncate } => null,
        { Kind: AnswerFaultKind.Status } fault => fault.Status,
        { Kind: AnswerFaultKind.Empty } when reply.Refusal is not null => StatusCodes.Status500InternalServerError,
        _ => reply.Refusal is { } refusal ? WireErrors.Of(refusal, reply.Options ?? new WorldOptions()).Status : reply.Status,
    };

    /// <summary>The body that the caller sees, or was to see.</summary>
    public static byte[] BodySeen(Reply reply, ApiOperation? operation)
    {
        if (reply.Fault is { Kind: AnswerFaultKind.Empty })
        {
            return [];
        }

        var refusal = reply.Fault is { Kind: AnswerFaultKind.Status } fault ? StatusOf(fault) : reply.Refusal;
        var seen = refusal is null ? reply : ReplyWriter.BodyOf(refusal, reply.Options, reply, operation);
        return seen.Body.ToArray();
    }

    private static Refusal StatusOf(AnswerFault fault) => new(RefusalCode.Scripted)
    {
        Scripted = new ScriptedAnswer(fault.Status, fault.Status == StatusCodes.Status429TooManyRequests
            ? "RESOURCE_EXHAUSTED"
            : "UNAVAILABLE", "The simulator was told to give this answer."),
    };

    private static Task StartAsync(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Body.Length;
        return context.Response.StartAsync(context.RequestAborted);
    }

    /// <summary>The body in ten drops over a time, which is real: the caller's patience is.</summary>
    private static async Task DripAsync(HttpContext context, Reply reply, TimeSpan over)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        await StartAsync(context, reply);
        for (var drop = 0; drop < Drops; drop++)
        {
            var (from, to) = (reply.Body.Length * drop / Drops, reply.Body.Length * (drop + 1) / Drops);
            await Task.Delay(over / Drops, time, context.RequestAborted);
            await context.Response.BodyWriter.WriteAsync(reply.Body[from..to], context.RequestAborted);
        }
    }
}
