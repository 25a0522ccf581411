using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// What a receiver's answer to MONEY_IN means. 201 accepts and 422 refuses a SPEI credit (documented); for an internal credit no
/// answer moves money (documented). What is not an answer is tried again (assumed).
/// </summary>
internal static class DepositAnswers
{
    public static AnswerMeaning Of(TransactionSubCategory credit, int? status) => (credit, status) switch
    {
        (_, 201) => AnswerMeaning.Taken,
        (_, >= 200 and < 300) => AnswerMeaning.TakenLoosely,
        (TransactionSubCategory.SpeiCredit, 422) => AnswerMeaning.RefundsDeposit,
        (_, 422) => AnswerMeaning.Final,
        _ => AnswerMeaning.TryAgain,
    };
}
