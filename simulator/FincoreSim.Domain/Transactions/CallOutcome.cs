using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Transactions;

/// <summary>What can be asked for one call, by the header X-Fincore-Sim-Outcome.</summary>
public enum CallOutcomeKind
{
    /// <summary>The payment settles at once.</summary>
    Liquidate,

    /// <summary>The payment is rejected by the other bank.</summary>
    Reject,

    /// <summary>The payment happens; its answer is given some time later, and until then its key is in progress.</summary>
    Hang,

    /// <summary>The payment happens; its answer is lost.</summary>
    LostAfterCommit,

    /// <summary>Nothing happens, and nothing is kept: the call fails with 503.</summary>
    FailBeforeCommit,
}

/// <summary>What one call asked for. Immutable.</summary>
/// <param name="Kind">Which outcome.</param>
/// <param name="Reason">Why it is rejected.</param>
/// <param name="Delay">How long the answer hangs, of the world's time.</param>
public sealed record CallOutcome(CallOutcomeKind Kind, ReturnReason? Reason = null, TimeSpan Delay = default)
{
    /// <summary>The forms that <see cref="Parse"/> understands.</summary>
    public const string Forms = "liquidate, reject:<reason>, hang:<duration>, lost_after_commit, fail_before_commit";

    /// <summary>Reads a header's value; null where it is none of <see cref="Forms"/>.</summary>
    public static CallOutcome? Parse(string text)
    {
        var (name, value) = text.Split(':', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (text.Trim(), null);
        return (name, value) switch
        {
            ("liquidate", null) => new CallOutcome(CallOutcomeKind.Liquidate),
            ("lost_after_commit", null) => new CallOutcome(CallOutcomeKind.LostAfterCommit),
            ("fail_before_commit", null) => new CallOutcome(CallOutcomeKind.FailBeforeCommit),
            ("reject", not null) =>
                ReturnReason.Find(value) is { } reason ? new CallOutcome(CallOutcomeKind.Reject, reason) : null,
            ("hang", not null) =>
                DurationText.TryParse(value, out var delay) ? new CallOutcome(CallOutcomeKind.Hang, Delay: delay) : null,
            _ => null,
        };
    }

    /// <summary>The effects that the call asked for; they go before those of any rule.</summary>
    internal RuleEffect ToEffect() => Kind switch
    {
        CallOutcomeKind.Liquidate => new SettleEffect(TimeSpan.Zero),
        CallOutcomeKind.Reject => new RejectEffect(Reason!, null),
        CallOutcomeKind.Hang => new FailEffect(true, new AnswerFault(AnswerFaultKind.Hang, Delay: Delay)),
        CallOutcomeKind.LostAfterCommit => new FailEffect(true, new AnswerFault(AnswerFaultKind.Reset)),
        _ => new FailEffect(false, new AnswerFault(AnswerFaultKind.Status, 503)),
    };
}
