using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Api.Http;

/// <summary>
/// An answer of the API for the log of calls: its reply, which is written again when somebody looks. Immutable.
/// </summary>
/// <param name="reply">What was answered.</param>
/// <param name="operation">The operation; null where there is none.</param>
/// <param name="options">The switches when the call began; null where it is no sandbox's.</param>
internal sealed class SentAnswer(Reply reply, ApiOperation? operation, WorldOptions? options) : LoggedAnswer
{
    /// <summary>The header that says that an answer is that of an earlier call.</summary>
    public const string ReplayHeader = "X-Fincore-Sim-Idempotent-Replay";

    /// <inheritdoc/>
    public override int? Status => AnswerFaults.StatusSeen(reply);

    /// <inheritdoc/>
    public override Refusal? Refusal => reply.Refusal;

    /// <inheritdoc/>
    public override string? ErrorCode =>
        reply.Refusal is { } refusal ? WireErrors.Of(refusal, reply.Options ?? options ?? new WorldOptions()).ErrorCode : null;

    /// <inheritdoc/>
    public override bool IsReplay => Has(ReplayHeader);

    /// <inheritdoc/>
    public override bool IsPlaceholder => Has(SentKey.NoteHeader);

    /// <inheritdoc/>
    public override bool TakesKey =>
        operation?.KeyedAs is { } keyed && (keyed == "money_out" || options is { IdempotencyOnEveryPayment: true });

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, string>> Headers => reply.Headers;

    /// <inheritdoc/>
    public override string? Note => reply switch
    {
        { Fault.Kind: AnswerFaultKind.Reset } => "the connection was reset, and nothing of it arrived",
        { Fault.Kind: AnswerFaultKind.Truncate } => "the connection broke in the middle of it",
        { Fault.Kind: AnswerFaultKind.Empty } => "its body was left out",
        { Fault.Kind: AnswerFaultKind.SlowBody } => "it dripped",
        { HeldUntil: not null } => "it was held back",
        { Fault.Kind: AnswerFaultKind.Status } => "a rule put it in the place of the answer",
        _ => null,
    };

    /// <inheritdoc/>
    public override byte[] ToBytes() => AnswerFaults.BodySeen(reply, operation);

    private bool Has(string name)
    {
        foreach (var header in reply.Headers)
        {
            if (header.Key == name)
            {
                return true;
            }
        }

        return false;
    }
}
