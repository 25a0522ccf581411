using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Idempotency;

/// <summary>A payment request, read as far as its body allowed.</summary>
/// <param name="Operation">The operation: <c>money_out</c>.</param>
/// <param name="Parsed">The command, or why the body is none.</param>
/// <param name="Key">The use of an idempotency key; null where none was sent.</param>
/// <param name="Asked">What the call asked for by X-Fincore-Sim-Outcome; null where it asked for nothing.</param>
/// <param name="HasPlaceholderKey">Whether it came with the documentation's placeholder for a key, which stands for none.</param>
public sealed record PaymentRequest(
    string Operation, Outcome<Command<Transaction>> Parsed, KeyUse? Key, CallOutcome? Asked = null,
    bool HasPlaceholderKey = false);

/// <summary>The answer to a payment request.</summary>
/// <param name="Answer">The answer, with the switches under which it is written.</param>
/// <param name="IsReplay">Whether it was given before.</param>
public readonly record struct SubmittedPayment(PaymentAnswer Answer, bool IsReplay)
{
    /// <summary>UTC instant, of the world's time, at which the answer is given; null: now.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What the caller sees of the answer; null: the answer.</summary>
    public AnswerFault? Fault { get; init; }

    /// <summary>What the journal has of it.</summary>
    public JournalSpan Entries { get; init; }
}
