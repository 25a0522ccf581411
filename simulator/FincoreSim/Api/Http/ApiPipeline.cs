using FincoreSim.Api.Auth;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Worlds;

namespace FincoreSim.Api.Http;

/// <summary>What an operation does once its caller and body are there.</summary>
internal delegate Reply ApiHandler(ApiCall call);

/// <summary>
/// The one way of every API call, in the order of precedence: authentication, the client of the path, the idempotency key,
/// the body's bytes, then the operation (replay or conflict, body, rules).
/// </summary>
internal sealed class ApiPipeline(Authentication authentication)
{
    /// <summary>Runs an operation and writes its answer.</summary>
    public async Task RunAsync(HttpContext context, ApiOperation operation, ApiHandler handle)
    {
        var (reply, sandbox) = await ReplyAsync(context, operation, handle);
        if (reply.HeldUntil is { } until && sandbox is not null)
        {
            sandbox.Traffic?.Hold(context);
            if (await sandbox.Run.WaitUntilAsync(until, context.RequestAborted) is { } ended)
            {
                reply = new Refusal(RefusalCode.Unavailable, $"The sandbox was {ended.InWords()} while this answer was held back; its world is gone.");
            }
        }

        await AnswerFaults.WriteAsync(context, reply, operation);
    }

    private async ValueTask<(Reply Reply, Sandbox? Sandbox)> ReplyAsync(HttpContext context, ApiOperation operation, ApiHandler handle)
    {
        var caller = authentication.Find(context.Request, operation.Auth);
        if (!caller.IsAccepted)
        {
            return (caller.Refusal, null);
        }

        var sandbox = caller.Value.Sandbox;
        if (context.Request.Headers.TryGetValue(Traffic.StepHeader, out var step) && !Traffic.IsOf(sandbox, step.ToString()))
        {
            return (new Refusal(RefusalCode.Unauthenticated, "The credential is of another sandbox than that of the scenario."), null);
        }

        return (sandbox.Traffic is { } traffic
            ? await ObservedAsync(traffic, context, operation, handle, caller.Value)
            : ScriptedReply(context, caller.Value) ?? await ReplyToAsync(context, operation, handle, caller.Value), sandbox);
    }

    /// <summary>The same for a sandbox that a scenario's run uses: the call takes its turn, and is logged.</summary>
    private static async ValueTask<Reply> ObservedAsync(Traffic traffic, HttpContext context, ApiOperation operation, ApiHandler handle, Caller caller)
    {
        var request = context.Request;
        var body = await CallLog.PeekAsync(request);
        var turn = await traffic.EnterAsync(context);
        DateTimeOffset? heldUntil = null;
        try
        {
            var reply = ScriptedReply(context, caller) ?? await ReplyToAsync(context, operation, handle, caller);
            heldUntil = reply.HeldUntil;
            traffic.Calls.Add(new LoggedCall
            {
                Method = request.Method,
                Path = $"{request.Path}{request.QueryString}",
                Headers = CallLog.HeadersOf(request),
                Body = body,
                Status = AnswerFaults.StatusSeen(reply),
                At = caller.Sandbox.Now,
                IsOwn = request.Headers.ContainsKey(Traffic.StepHeader),
                IsReplay = reply.Headers.Any(header => header.Key == "X-Fincore-Sim-Idempotent-Replay"),
            });
            return reply;
        }
        finally
        {
            traffic.Leave(turn, heldUntil);
        }
    }

    /// <summary>What a rule on requests makes of it, before it is read; null where it goes on.</summary>
    private static Reply? ScriptedReply(HttpContext context, Caller caller)
    {
        var sandbox = caller.Sandbox;
        if (!sandbox.Gate.HasRequestRules)
        {
            return null;
        }

        var verdict = sandbox.Execute(new ConsultRequest(context.Request.Method, context.Request.Path, caller.Client)).Value;
        return verdict.Fault is null ? null : Reply.Broken(
            verdict.Fault,
            verdict.Fault.Kind == AnswerFaultKind.Hang ? sandbox.Now + verdict.Fault.Delay : null,
            verdict.RetryAfter is { } wait ? [new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))] : []);
    }

    private static async ValueTask<Reply> ReplyToAsync(HttpContext context, ApiOperation operation, ApiHandler handle, Caller caller)
    {
        var key = ReadKey(context, operation, caller);
        if (PathRefusal(context, operation, caller) is { } refusal)
        {
            return refusal;
        }

        if (!key.IsAccepted)
        {
            return key.Refusal;
        }

        var bytes = ReadOnlyMemory<byte>.Empty;
        if (operation.Body is not null)
        {
            var read = await BodyReader.ReadAsync(context.Request);
            if (!read.IsAccepted)
            {
                return read.Refusal;
            }

            bytes = read.Value;
        }

        using var call = new ApiCall(context, operation, caller, bytes, key.Value);
        return handle(call);
    }

    /// <summary>The client in the path must be the caller: 403 otherwise, 400 where it is no UUID.</summary>
    private static Refusal? PathRefusal(HttpContext context, ApiOperation operation, Caller caller)
    {
        // Most paths name nobody; the values of the route come into being when they are looked at.
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.Parameters.Count: > 0 } || ClientParameter(context.Request.RouteValues) is not { } name)
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
