using FincoreSim.Api.Auth;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Api.Http;

/// <summary>What an operation does once its caller and body are there.</summary>
internal delegate Reply ApiHandler(ApiCall call);

/// <summary>
/// The one way of every API call, in the order of precedence: authentication, the client of the path, the idempotency key,
/// the body's bytes, then the operation (replay or conflict, body, rules).
/// </summary>
internal sealed class ApiPipeline(Authentication authentication, CallRecorder recorder)
{
    /// <summary>Runs an operation and writes its answer.</summary>
    public async Task RunAsync(HttpContext context, ApiOperation operation, ApiHandler handle)
    {
        var begun = recorder.Begin();
        var (reply, sandbox, kept) = await ReplyAsync(context, operation, handle);
        if (reply.HeldUntil is { } until && sandbox is not null)
        {
            sandbox.Traffic?.Hold(context);
            if (await sandbox.Run.WaitUntilAsync(until, context.RequestAborted) is { } ended)
            {
                reply =
                    new Refusal(RefusalCode.Unavailable,
                        $"The sandbox was {ended.InWords()} while this answer was held back; its world is gone.");
            }
        }

        await AnswerFaults.WriteAsync(context, reply, operation);
        recorder.Finish(kept, sandbox, begun);
    }

    private async ValueTask<(Reply Reply, Sandbox? Sandbox, LoggedRequest? Kept)> ReplyAsync(
        HttpContext context, ApiOperation operation, ApiHandler handle)
    {
        var caller = authentication.Find(context.Request, operation.Auth);
        if (!caller.IsAccepted)
        {
            return (caller.Refusal, null, recorder.RecordOfNobody(context, caller.Refusal, operation));
        }

        var sandbox = caller.Value.Sandbox;
        if (context.Request.Headers.TryGetValue(Traffic.StepHeader, out var step) && !Traffic.IsOf(sandbox, step.ToString()))
        {
            Reply stray =
                new Refusal(RefusalCode.Unauthenticated, "The credential belongs to another sandbox than the scenario's.");
            return (stray, null, recorder.RecordOfNobody(context, stray, operation));
        }

        if (sandbox.Traffic is { } traffic)
        {
            return await ObservedAsync(traffic, context, operation, handle, caller.Value);
        }

        var handled = await HandleAsync(context, operation, handle, caller.Value);
        return (handled.Reply, sandbox, recorder.Record(context, operation, caller.Value, handled));
    }

    /// <summary>The same for a sandbox that a scenario's run uses: the call takes its turn, and is logged.</summary>
    private async ValueTask<(Reply Reply, Sandbox? Sandbox, LoggedRequest? Kept)> ObservedAsync(
        Traffic traffic, HttpContext context, ApiOperation operation, ApiHandler handle, Caller caller)
    {
        var body = await BodyPeek.PeekAsync(context.Request);
        var turn = await traffic.EnterAsync(context);
        DateTimeOffset? heldUntil = null;
        try
        {
            var handled = await HandleAsync(context, operation, handle, caller);
            heldUntil = handled.Reply.HeldUntil;
            var whole = handled.HasReadBody ? handled : handled with { Body = body, HasReadBody = true };
            return (handled.Reply, caller.Sandbox, recorder.Record(context, operation, caller, whole));
        }
        finally
        {
            traffic.Leave(turn, heldUntil);
        }
    }

    private async ValueTask<HandledCall> HandleAsync(
        HttpContext context, ApiOperation operation, ApiHandler handle, Caller caller)
    {
        try
        {
            return ScriptedReply(context, caller) ?? await ReplyToAsync(context, operation, handle, caller);
        }
        catch
        {
            recorder.RecordUnanswered(context, caller);
            throw;
        }
    }

    /// <summary>What a rule on requests makes of it, before it is read; null where it goes on.</summary>
    private static HandledCall? ScriptedReply(HttpContext context, Caller caller)
    {
        var sandbox = caller.Sandbox;
        if (!sandbox.Gate.HasRequestRules)
        {
            return null;
        }

        var consult = new ConsultRequest(context.Request.Method, context.Request.Path, caller.Client);
        var verdict = sandbox.Gate.Execute(consult, out var entries).Value;
        return verdict.Fault is null ? null : new HandledCall(
            Reply.Broken(
                verdict.Fault,
                verdict.Fault.Kind == AnswerFaultKind.Hang ? sandbox.Now + verdict.Fault.Delay : null,
                verdict.RetryAfter is { } wait
                    ? [new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))]
                    : []),
            Entries: entries);
    }

    private static async ValueTask<HandledCall> ReplyToAsync(
        HttpContext context, ApiOperation operation, ApiHandler handle, Caller caller)
    {
        var key = ReadKey(context, operation, caller);
        if (PathRefusal(context, operation, caller) is { } refusal)
        {
            return new HandledCall(refusal);
        }

        if (!key.IsAccepted)
        {
            return new HandledCall(key.Refusal);
        }

        var bytes = ReadOnlyMemory<byte>.Empty;
        if (operation.Body is not null)
        {
            var read = await BodyReader.ReadAsync(context.Request);
            if (!read.IsAccepted)
            {
                return new HandledCall(read.Refusal);
            }

            bytes = read.Value;
        }

        using var call = new ApiCall(context, operation, caller, bytes, key.Value);
        var reply = handle(call);
        return new HandledCall(reply, bytes, operation.Body is not null, call.Entries, call.Transaction);
    }

    /// <summary>The client in the path must be the caller: 403 otherwise, 400 where it is no UUID.</summary>
    private static Refusal? PathRefusal(HttpContext context, ApiOperation operation, Caller caller)
    {
        // Most paths name nobody; the values of the route come into being when they are looked at.
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.Parameters.Count: > 0 }
            || ClientParameter(context.Request.RouteValues) is not { } name)
        {
            return null;
        }

        using var call = new ApiCall(context, operation, caller, default, default);
        var client = call.PathUuid(name);
        return !client.IsAccepted ? client.Refusal
            : client.Value == caller.Client.Value ? null
            : new Refusal(RefusalCode.PermissionDenied);
    }

    private static string? ClientParameter(RouteValueDictionary values) =>
        values.ContainsKey("clientId") ? "clientId" : values.ContainsKey("client_id") ? "client_id" : null;

    private static Outcome<SentKey> ReadKey(HttpContext context, ApiOperation operation, Caller caller)
    {
        if (operation.KeyedAs is null || !context.Request.Headers.TryGetValue(SentKey.Header, out var text))
        {
            return default(SentKey);
        }

        if (operation.KeyedAs != "money_out" && !caller.Options.IdempotencyOnEveryPayment)
        {
            return default(SentKey);
        }

        return Guid.TryParseExact(text, "D", out var key) ? new SentKey(key, false)
            : Placeholders.IsKey(text.ToString()) && caller.Sandbox.KnowsPlaceholders ? new SentKey(null, true)
            : new Refusal(RefusalCode.IdempotencyKeyMalformed);
    }
}
