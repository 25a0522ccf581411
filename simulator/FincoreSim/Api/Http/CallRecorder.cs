using FincoreSim.Api.Auth;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Api.Http;

/// <summary>
/// Puts calls into the log of their sandbox, or of nobody. It keeps what came and what was answered as they are, and makes
/// neither texts nor bytes of them: that is for who looks.
/// </summary>
internal sealed class CallRecorder(SandboxRegistry sandboxes, TimeProvider time)
{
    /// <summary>Called with each call that has been answered to the last byte, and its sandbox; must be quick.</summary>
    public Action<LoggedRequest, Sandbox?>? Finished { get; set; }

    /// <summary>When a call began, for <see cref="Finish"/>.</summary>
    public long Begin() => time.GetTimestamp();

    /// <summary>Keeps a call of a client; null where nothing is kept.</summary>
    public LoggedRequest? Record(HttpContext context, ApiOperation operation, Caller caller, in HandledCall handled)
    {
        var bounds = RequestBounds.Of(caller.Options.Limits);
        var log = caller.Sandbox.Requests;
        if (!log.Keeps(bounds))
        {
            return null;
        }

        var request = context.Request;
        var body = handled.HasReadBody ? handled.Body : BodyPeek.TakeArrived(request);
        var at = InstantOf(handled, caller.Sandbox);
        var kept = New(request, body, at, new SentAnswer(handled.Reply, operation, caller.Options), caller, handled);
        log.Add(kept, bounds);
        return kept;
    }

    /// <summary>Keeps a call that never came to an answer of its own: its caller left, or something is broken.</summary>
    public void RecordUnanswered(HttpContext context, Caller caller)
    {
        var bounds = RequestBounds.Of(caller.Options.Limits);
        if (caller.Sandbox.Requests.Keeps(bounds))
        {
            caller.Sandbox.Requests.Add(New(context.Request, default, caller.Sandbox.Now, null, caller, default), bounds);
        }
    }

    /// <summary>Keeps a call that is no sandbox's: its credential is missing or bad, or there is no such route.</summary>
    public LoggedRequest RecordOfNobody(HttpContext context, Reply reply, ApiOperation? operation)
    {
        var kept = New(
            context.Request, BodyPeek.TakeArrived(context.Request), time.GetUtcNow(), new SentAnswer(reply, operation, null), null, default);
        sandboxes.Requests.Add(kept, RequestBounds.OfNobody);
        return kept;
    }

    /// <summary>Notes that the last byte of an answer has gone.</summary>
    public void Finish(LoggedRequest? kept, Sandbox? sandbox, long begun)
    {
        if (kept is not null)
        {
            kept.Took = time.GetElapsedTime(begun);
            Finished?.Invoke(kept, sandbox);
        }
    }

    /// <summary>
    /// When the world decided it, as its journal has it; asked of the clock, which takes a turn at the gate, only where it decided
    /// nothing.
    /// </summary>
    private static DateTimeOffset InstantOf(in HandledCall handled, Sandbox sandbox) =>
        handled.Entries.At is var at && at == default ? sandbox.Now : at;

    private LoggedRequest New(
        HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset at, SentAnswer? answer, Caller? caller, in HandledCall handled) => new()
        {
            Method = request.Method,
            Path = request.Path.Value ?? "",
            Query = request.QueryString.Value ?? "",
            SentHeaders = HeadersOf(request),
            Body = body.Length <= LoggedRequest.BodyBytesMax ? body : body[..LoggedRequest.BodyBytesMax].ToArray(),
            BodyLength = body.Length > 0 || handled.HasReadBody || request.ContentLength is null or 0 ? body.Length : null,
            At = at,
            RealAt = time.GetUtcNow(),
            Client = caller?.Client,
            IsOwn = caller?.Sandbox.Traffic is not null && request.Headers.ContainsKey(Traffic.StepHeader),
            Entries = handled.Entries,
            Transaction = handled.Transaction,
            Answer = answer,
        };

    private static ImmutableArray<KeyValuePair<string, string>> HeadersOf(HttpRequest request)
    {
        var headers = new KeyValuePair<string, string>[request.Headers.Count];
        var count = 0;
        foreach (var (name, value) in request.Headers)
        {
            headers[count++] = new(name, value.ToString());
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(headers);
    }
}

/// <summary>What the pipeline came to, for the answer and for the log.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Body">The body as far as it was read.</param>
/// <param name="HasReadBody">Whether it was read, or there is none.</param>
/// <param name="Entries">What the journal has of it.</param>
/// <param name="Transaction">The transaction that it made, or that its replayed answer is about.</param>
internal readonly record struct HandledCall(
    Reply Reply, ReadOnlyMemory<byte> Body = default, bool HasReadBody = false, JournalSpan Entries = default, TransactionId? Transaction = null);
