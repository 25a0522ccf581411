namespace FincoreSim.Domain.Webhooks;

/// <summary>What a receiver's answer means.</summary>
public enum AnswerMeaning
{
    /// <summary>Taken.</summary>
    Taken,

    /// <summary>Taken by a 2xx that the documentation does not name; noted.</summary>
    TakenLoosely,

    /// <summary>A deposit is refused: it is refunded at once (422 to a SPEI MONEY_IN).</summary>
    RefundsDeposit,

    /// <summary>A no that changes nothing and ends the delivery.</summary>
    Final,

    /// <summary>Tried again.</summary>
    TryAgain,
}

/// <summary>
/// What answers mean where the notice says nothing else: 2xx done, 4xx final, and what is not an answer is tried again (assumed).
/// </summary>
public static class AnswerTable
{
    /// <summary>What a status means for a notice; null is no answer.</summary>
    public static AnswerMeaning Of(Notice notice, int? status) => notice.MeaningOf(status);

    /// <summary>What a status usually means; null is no answer.</summary>
    internal static AnswerMeaning Usual(int? status) => status switch
    {
        >= 200 and < 300 => AnswerMeaning.Taken,
        >= 400 and < 500 => AnswerMeaning.Final,
        _ => AnswerMeaning.TryAgain,
    };
}
