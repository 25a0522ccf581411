using FincoreSim.SampleIntegrator.Fincore;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.SampleIntegrator.Payments;

namespace FincoreSim.SampleIntegrator;

/// <summary>Every address of the integrator, in one table.</summary>
internal static class Routes
{
    /// <summary>Answers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="stop">Ends what is under way when the server stops; a caller that goes away ends nothing.</param>
    public static Task<Reply> AnswerAsync(Call call, CancellationToken stop) => (call.Method, call.Path) switch
    {
        ("POST", []) => Webhooks.ReceiveAnyAsync(call),
        ("POST", ["hooks", "money-in"]) => Webhooks.ReceiveAsync(call, Webhooks.MoneyIn),
        ("POST", ["hooks", "status"]) => Webhooks.ReceiveAsync(call, Webhooks.StatusUpdate),
        ("POST", ["hooks", "cep"]) => Webhooks.ReceiveAsync(call, Webhooks.Cep),
        ("POST", ["hooks", "report"]) => Webhooks.ReceiveAsync(call, Webhooks.Report),
        ("POST", ["accounts", "validate"]) => ValidationRoutes.ValidateAsync(call, stop),
        ("POST", ["payouts"]) => PayoutRoutes.PayAsync(call, stop),
        ("POST", ["payouts", var reference, "retry"]) => PayoutRoutes.RetryAsync(call, reference, stop),
        _ => Task.FromResult(call.Book.Locked(() => Read(call))),
    };

    /// <summary>The answer when Fincore would have to be asked and nobody said where it is.</summary>
    public static Reply NoWay() => Reply.Error(
        503, $"there is no way to Fincore yet: send the headers {string.Join(", ", FincoreAccess.Headers)} with any call, or set "
            + $"the variables {string.Join(", ", FincoreAccess.Variables)}");

    private static Reply Read(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["wallets", var clabe]) => Wallet(call.Book, clabe),
        ("GET", ["movements"]) => Movements(call),
        ("GET", ["accounts", var clabe]) => ValidationRoutes.Read(call, clabe),
        ("GET", ["payouts", var reference]) => PayoutRoutes.Read(call, reference),
        ("GET", ["book"]) => Figures(call.Book),
        ("GET", ["notes"]) => Reply.Json(200, call.Book.Notes.All, WalletJson.Default.StringArray),
        _ => Reply.Error(404, $"there is no {call.Method} /{string.Join('/', call.Path)}"),
    };

    private static Reply Wallet(Book book, string clabe) => Reply.Json(
        200, new WalletView(clabe, Centavos.Format(book.Accounts.Of(AccountBook.Wallet(clabe)))), WalletJson.Default.WalletView);

    private static Reply Movements(Call call) => Reply.Json(
        200,
        [
            .. call.Book.Deposits.Booked(call.Query("id_msg"), call.Query("clabe")).Select(deposit => new MovementView(
                deposit.IdMsg, deposit.TransactionId, deposit.Clabe, Centavos.Format(deposit.Amount), deposit.SubCategory)),
        ],
        WalletJson.Default.MovementViewArray);

    private static Reply Figures(Book book) => Reply.Json(
        200,
        new BookView(
            Centavos.Format(book.Accounts.Deposits),
            Centavos.Format(book.Accounts.Of(AccountBook.Settled)),
            Centavos.Format(book.Accounts.Of(AccountBook.Open)),
            Centavos.Format(book.Accounts.Balance)),
        WalletJson.Default.BookView);
}
