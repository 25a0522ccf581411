using FincoreSim.Api.Auth;
using FincoreSim.Api.Features.Transactions;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Api.Http;

/// <summary>
/// One call of the API after its caller is known: what a handler reads, and how it reaches the world. Used by one request.
/// </summary>
internal sealed class ApiCall : IDisposable
{
    /// <summary>The header by which one call asks for an outcome.</summary>
    public const string OutcomeHeader = "X-Fincore-Sim-Outcome";

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly SentKey _key;
    private Outcome<JsonDocument>? _parsed;
    private PlainBody? _plain;

    public ApiCall(HttpContext context, ApiOperation operation, Caller caller, ReadOnlyMemory<byte> bytes, SentKey key)
    {
        (Context, Operation, Caller, _bytes, _key) = (context, operation, caller, bytes, key);
    }

    public HttpContext Context { get; }

    public ApiOperation Operation { get; }

    public Caller Caller { get; }

    public Sandbox Sandbox => Caller.Sandbox;

    public ClientId Client => Caller.Client;

    /// <summary>The switches when the call began.</summary>
    public WorldOptions Options => Caller.Options;

    public IQueryCollection Query => Context.Request.Query;

    /// <summary>What the journal has of it so far.</summary>
    public JournalSpan Entries { get; private set; }

    /// <summary>The transaction that it made, or that its replayed answer is about; null while there is none.</summary>
    public TransactionId? Transaction { get; private set; }

    private Outcome<JsonDocument> Parsed => _parsed ??= JsonBody.Parse(_bytes);

    /// <summary>The body by the operation's shape; its client_id, where it has one, must be the caller's (403).</summary>
    public Outcome<JsonBody> ReadBody()
    {
        var body = ReadShape();
        return body.IsAccepted && body.Value.OptionalUuid("client_id") is { } client && client != Client.Value
            ? new Refusal(RefusalCode.PermissionDenied)
            : body;
    }

    private Outcome<JsonBody> ReadShape()
    {
        if ((_plain = PlainBody.TryRead(_bytes, Operation.Body!)) is not null)
        {
            return _plain;
        }

        if (!Parsed.IsAccepted)
        {
            return Parsed.Refusal;
        }

        var element = Placeholders.Resolve(this, Parsed.Value.RootElement);
        return ParsedBody.Read(element, Operation.Body!, Options.Strict).Map<JsonBody>(static body => body);
    }

    /// <summary>A UUID of the path.</summary>
    public Outcome<Guid> PathUuid(string name)
    {
        var text = (string)Context.GetRouteValue(name)!;
        return JsonBody.IsUuid(text) ? Guid.Parse(text)
            : Placeholders.Find(this, name, text) is { } known ? known
            : new Refusal(RefusalCode.InvalidArgument, $"{name} in the path must be a UUID.");
    }

    /// <summary>A UUID of the query; null where it is not there.</summary>
    public Outcome<Guid?> QueryUuid(string name)
    {
        if (!Query.TryGetValue(name, out var text) || text.Count == 0)
        {
            return default(Guid?);
        }

        return JsonBody.IsUuid(text) ? Guid.Parse(text!) : new Refusal(RefusalCode.InvalidArgument, $"{name} must be a UUID.");
    }

    /// <summary>Decides and applies a command, and writes what it gives.</summary>
    public Reply Execute<T>(Command<T> command, Func<T, WorldOptions, Reply> answer)
    {
        var outcome = Sandbox.Gate.Execute(command, out var entries);
        Entries = entries;
        if (outcome is { IsAccepted: true, Value: Transaction made })
        {
            Transaction = made.Id;
        }

        return outcome.IsAccepted ? answer(outcome.Value, Options) : Reply.Refused(outcome.Refusal, Options);
    }

    /// <summary>
    /// Answers a payment: the idempotency key first, where one was sent, then the body's own refusal, then the rules.
    /// </summary>
    public Reply Submit(Outcome<Command<Transaction>> command)
    {
        var asked = ReadAsked();
        if (!asked.IsAccepted)
        {
            return asked.Refusal;
        }

        var submitted = Sandbox.Submit(
            new PaymentRequest(Operation.KeyedAs ?? Operation.Id, command, KeyUse(), asked.Value, _key.IsPlaceholder));
        var (outcome, options) = submitted.Answer;
        Entries = submitted.Entries;
        Transaction = outcome.IsAccepted ? outcome.Value.Id : null;
        var reply = outcome.IsAccepted
            ? Reply.JsonLate(new TransactionAnswer(outcome.Value, options))
            : Reply.Refused(outcome.Refusal, options);
        return submitted is { AnsweredAt: null, Fault: null, IsReplay: false } && !_key.IsPlaceholder ? reply : reply with
        {
            HeldUntil = submitted.AnsweredAt,
            Fault = submitted.Fault,
            Headers = submitted.IsReplay ? [new(SentAnswer.ReplayHeader, "true")]
                : _key.IsPlaceholder ? [new(SentKey.NoteHeader, "placeholder")]
                : [],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_parsed is { IsAccepted: true } parsed)
        {
            parsed.Value.Dispose();
        }
    }

    /// <summary>What the header X-Fincore-Sim-Outcome asks for; refused where it cannot be read, or is switched off.</summary>
    private Outcome<CallOutcome?> ReadAsked()
    {
        if (!Context.Request.Headers.TryGetValue(OutcomeHeader, out var text))
        {
            return default(CallOutcome);
        }

        if (!Options.OutcomeHeader)
        {
            return new Refusal(RefusalCode.InvalidArgument,
                $"{OutcomeHeader} is switched off in this sandbox (outcome_header: false).");
        }

        return CallOutcome.Parse(text.ToString()) is { } asked
            ? asked
            : new Refusal(RefusalCode.InvalidArgument, $"{OutcomeHeader} must be one of {CallOutcome.Forms}.");
    }

    private KeyUse? KeyUse()
    {
        if (_key.Key is not { } key)
        {
            return null;
        }

        var canonical = _plain is not null ? CanonicalJson.Of(_plain, _bytes.Length) : CanonicalJson.Of(Parsed, _bytes);
        var expected = Options.VerifyIdempotencyKey ? DerivedKey.Of(Options, Client, Operation.KeyedAs!, canonical.Span) : null;
        return new KeyUse(new IdempotencyKey(Client, key), CanonicalJson.Hash(canonical.Span), _bytes,
            expected is null || expected.Key == key)
        {
            Expected = expected?.Key == key ? null : expected?.ToExpected(Options.Limits),
        };
    }
}
