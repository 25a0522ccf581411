using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>MONEY_IN: 201 once the deposit is booked, 422 with the reason to send it back.</summary>
internal static class MoneyInHook
{
    private static readonly FrozenSet<string> SubCategories = FrozenSet.Create("SPEI_CREDIT", "INT_CREDIT");

    /// <summary>Takes in a deposit.</summary>
    public static Reply Take(Book book, byte[] json)
    {
        var message = Webhooks.Read(json, HookJson.Default.MessageMoneyInBody);
        if (message is not { IdMsg: { } idMsg, Body: { Id: { } id, BeneficiaryAccount: { } clabe, SubCategory: { } kind } body }
            || !Centavos.TryParse(body.Amount, book.Mistakes, out var amount))
        {
            return Webhooks.Unreadable(Webhooks.MoneyIn);
        }

        return book.Locked(() => Webhooks.Tolerate(
            book, Webhooks.MoneyIn, SubCategories.Contains(kind) ? null : kind, message, body)
            ?? Answer(book.Deposits.Receive(new Deposit(idMsg, id, clabe, amount, kind), book.Mistakes), book.Mistakes));
    }

    private static Reply Answer(bool isAccepted, Mistakes mistakes)
    {
        if (isAccepted)
        {
            return Reply.Of(mistakes.Has(Mistake.Answers200BeforeBooking) ? 200 : 201);
        }

        return mistakes.Has(Mistake.RefusesWithoutReason)
            ? Reply.Of(422)
            : Reply.Json(422, new RefusalView("Invalid Amount"), WalletJson.Default.RefusalView);
    }
}
