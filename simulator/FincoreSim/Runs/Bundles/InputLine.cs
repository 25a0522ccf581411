using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Runs.Bundles;

/// <summary>
/// One line of <c>commands.jsonl</c>: an input of the world. At most one of command, payment, snapshot and
/// restore is there; with none of them the recorder began to listen.
/// </summary>
internal sealed record InputLine
{
    /// <summary>The world's UTC instant; absent for marks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }

    /// <summary>The journal entry that led to it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CausedBy { get; init; }

    /// <summary>How many entries the journal had been given after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Journal { get; init; }

    /// <summary>A command.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Domain.Kernel.Command? Command { get; init; }

    /// <summary>A payment request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentLine? Payment { get; init; }

    /// <summary>The name under which the world was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Snapshot { get; init; }

    /// <summary>The name of what the world went back to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Restore { get; init; }

    /// <summary>The line of an input.</summary>
    public static InputLine From(RecordedInput input) => input switch
    {
        RecordedBeginning of => new InputLine { At = of.At, Journal = of.JournalAfter },
        RecordedCommand of =>
            new InputLine { At = of.At, CausedBy = of.CausedBy, Command = of.Command, Journal = of.JournalAfter },
        RecordedPayment of => new InputLine { At = of.At, Payment = PaymentLine.From(of.Request), Journal = of.JournalAfter },
        RecordedSnapshot of => new InputLine { Snapshot = of.Name },
        RecordedRestore of => new InputLine { Restore = of.Name },
        _ => throw new InvalidOperationException($"{input.GetType().Name} is no input"),
    };

    /// <summary>The input of a line; null where the line is none.</summary>
    public RecordedInput? ToInput() => this switch
    {
        { At: { } at, Command: { } command, Payment: null, Snapshot: null, Restore: null } =>
            new RecordedCommand(at, command, CausedBy) { JournalAfter = Journal },
        { At: { } at, Command: null, Payment: { } payment, Snapshot: null, Restore: null } =>
            payment.ToRequest() is { } request ? new RecordedPayment(at, request) { JournalAfter = Journal } : null,
        { At: { } at, Command: null, Payment: null, Snapshot: null, Restore: null } =>
            new RecordedBeginning(at) { JournalAfter = Journal },
        { Command: null, Payment: null, Snapshot: { } name, Restore: null } => new RecordedSnapshot(name),
        { Command: null, Payment: null, Snapshot: null, Restore: { } name } => new RecordedRestore(name),
        _ => null,
    };
}

/// <summary>A payment request. Either command or refusal is there.</summary>
internal sealed record PaymentLine
{
    /// <summary>The operation: <c>money_out</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What the body asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Domain.Kernel.Command? Command { get; init; }

    /// <summary>Why the body asked for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Refusal? Refusal { get; init; }

    /// <summary>The idempotency key; absent where none was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KeyUse? Key { get; init; }

    /// <summary>What the header asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallOutcome? Asked { get; init; }

    /// <summary>Whether the documentation's placeholder stood for a key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasPlaceholderKey { get; init; }

    public static PaymentLine From(PaymentRequest request) => new()
    {
        Operation = request.Operation,
        Command = request.Parsed.IsAccepted ? request.Parsed.Value : null,
        Refusal = request.Parsed.Refusal,
        Key = request.Key,
        Asked = request.Asked,
        HasPlaceholderKey = request.HasPlaceholderKey,
    };

    /// <summary>The request; null where the line is none.</summary>
    public PaymentRequest? ToRequest() => (Command, Refusal) switch
    {
        (Command<Transaction> command, null) => new PaymentRequest(Operation, command, Key, Asked, HasPlaceholderKey),
        (null, { } refusal) => new PaymentRequest(Operation, refusal, Key, Asked, HasPlaceholderKey),
        _ => null,
    };
}
