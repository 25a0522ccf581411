using FincoreSim.Domain.Transactions;

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
/// The table of answers. MONEY_IN: 201 accepts and 422 refuses a SPEI credit (documented); for an internal credit no answer
/// moves money (documented). The other types: 2xx done, 4xx final (assumed). What is not an answer is tried again (assumed).
/// </summary>
public static class AnswerTable
{
    /// <summary>What a status means for a notice; null is no answer.</summary>
    public static AnswerMeaning Of(Notice notice, int? status) => (notice, status) switch
    {
        (MoneyInNotice, 201) => AnswerMeaning.Taken,
        (MoneyInNotice, >= 200 and < 300) => AnswerMeaning.TakenLoosely,
        (MoneyInNotice { Transaction.SubCategory: TransactionSubCategory.SpeiCredit }, 422) => AnswerMeaning.RefundsDeposit,
        (MoneyInNotice, 422) => AnswerMeaning.Final,
        (MoneyInNotice, _) => AnswerMeaning.TryAgain,
        (_, >= 200 and < 300) => AnswerMeaning.Taken,
        (_, >= 400 and < 500) => AnswerMeaning.Final,
        _ => AnswerMeaning.TryAgain,
    };
}
