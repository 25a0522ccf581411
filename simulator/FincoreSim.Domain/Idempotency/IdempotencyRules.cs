namespace FincoreSim.Domain.Idempotency;

/// <summary>The rules of idempotency keys, in the order of precedence (guide; the bodies are assumed).</summary>
internal static class IdempotencyRules
{
    public static Refusal Mismatch { get; } = new(RefusalCode.IdempotencyKeyMismatch);

    /// <summary>Another use of a known key: other body, or still unanswered, or the first answer again.</summary>
    public static SubmittedPayment AnswerAgain(
        IdempotencyRecord known, KeyUse use, string operation, Action<Fact> append, WorldOptions options)
    {
        if (known.Hash != use.Hash || known.Operation != operation)
        {
            append(new KeyUsedAgain(
                known with { Conflicts = known.Conflicts + 1, LastConflictingBody = Head(use.Body, options) }, "conflict"));
            return new SubmittedPayment(new PaymentAnswer(Mismatch, options), false);
        }

        if (!known.IsAnswered)
        {
            append(new KeyUsedAgain(known, "in_progress"));
            return new SubmittedPayment(new PaymentAnswer(new Refusal(RefusalCode.OperationInProgress, operation), options), false);
        }

        append(new KeyUsedAgain(known with { Replays = known.Replays + 1 }, "replayed"));
        return new SubmittedPayment(known.Answer, true);
    }

    /// <summary>What is kept of a key's first use.</summary>
    public static IdempotencyRecord FirstUse(IdempotencyTable table, KeyUse use, string operation, PaymentAnswer answer, DateTimeOffset now, bool isAnswered) => new()
    {
        Key = use.Key,
        Operation = operation,
        Hash = use.Hash,
        Body = table.Keep(Head(use.Body, answer.Options).Span),
        Answer = answer,
        FirstAt = now,
        IsAnswered = isAnswered,
    };

    private static ReadOnlyMemory<byte> Head(ReadOnlyMemory<byte> body, WorldOptions options) =>
        body[..Math.Min(body.Length, options.Limits.IdempotencyBodyBytes)];
}
