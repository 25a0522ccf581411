using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Idempotency;

/// <summary>The rules of idempotency keys, in the order of precedence (guide; the bodies are assumed).</summary>
internal static class IdempotencyRules
{
    public static Refusal Mismatch { get; } = new(RefusalCode.IdempotencyKeyMismatch);

    /// <summary>Another use of a known key: other body, or still unanswered, or the first answer again.</summary>
    public static SubmittedPayment AnswerAgain(
        IdempotencyRecord known, KeyUse use, string operation, Action<Fact> append, WorldState state)
    {
        var options = state.Options;
        if (known.Hash != use.Hash || known.Operation != operation)
        {
            append(new KeyUsedAgain(
                known with { Conflicts = known.Conflicts + 1, LastConflictingBody = ConflictingBody(known, use, state) },
                "conflict"));
            return new SubmittedPayment(new PaymentAnswer(Mismatch, options), false);
        }

        if (!known.IsAnswered)
        {
            append(new KeyUsedAgain(known, "in_progress"));
            return new SubmittedPayment(new PaymentAnswer(new Refusal(RefusalCode.OperationInProgress, operation), options),
                false);
        }

        append(new KeyUsedAgain(known with { Replays = known.Replays + 1 }, "replayed"));
        return new SubmittedPayment(known.Answer, true);
    }

    /// <summary>What is kept of a key's first use.</summary>
    public static KeyRecorded FirstUse(
        IdempotencyTable table, KeyUse use, string operation, PaymentAnswer answer, DateTimeOffset now, bool isAnswered) => new(
        RecordOf(use, operation, answer, now, isAnswered), table.Keep(Head(use.Body, answer.Options.Limits).Span));

    private static IdempotencyRecord RecordOf(
        KeyUse use, string operation, PaymentAnswer answer, DateTimeOffset now, bool isAnswered) => new()
        {
            Key = use.Key,
            Operation = operation,
            Hash = use.Hash,
            Answer = answer,
            FirstAt = now,
            IsAnswered = isAnswered,
        };

    /// <summary>
    /// What is kept of another body: a copy, since a part of the request would keep all of it; nothing where there is no room.
    /// </summary>
    private static ReadOnlyMemory<byte> ConflictingBody(IdempotencyRecord known, KeyUse use, WorldState state)
    {
        var head = Head(use.Body, state.Options.Limits);
        return state.Idempotency.HasRoomForConflict(head.Length - known.LastConflictingBody.Length, state.Options.Limits)
            ? head.ToArray()
            : default;
    }

    private static ReadOnlyMemory<byte> Head(ReadOnlyMemory<byte> body, WorldLimits limits) =>
        body[..Math.Min(body.Length, limits.IdempotencyBodyBytes)];
}
