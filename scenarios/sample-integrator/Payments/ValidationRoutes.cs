using FincoreSim.SampleIntegrator.Fincore;
using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>Validations over HTTP.</summary>
internal static class ValidationRoutes
{
    /// <summary>Begins a validation, or says how far it is.</summary>
    public static async Task<Reply> ValidateAsync(Call call, CancellationToken stop)
    {
        var form = await call.ReadJsonAsync(WalletJson.Default.ValidationForm);
        if (form is not { Clabe: { } clabe } || !Clabes.IsOne(clabe))
        {
            return Reply.Error(400, "needed: clabe (18 digits)");
        }

        var book = call.Book;
        if (book.Fincore is not { } fincore)
        {
            return Routes.NoWay();
        }

        await book.Outgoing.WaitAsync(stop);
        try
        {
            if (book.Locked(() => book.Validations.Find(clabe)) is { State: "verified" } verified)
            {
                return Show(200, verified);
            }

            var validation = book.Locked(() => book.Validations.Open(clabe, book.Mistakes));
            if (validation.TransactionId is null)
            {
                var outcome = await PayAsync(book, fincore, validation, stop);
                book.Locked(() =>
                {
                    book.Validations.Learn(validation, outcome);
                    return true;
                });
            }

            return book.Locked(() => Show(202, validation));
        }
        finally
        {
            book.Outgoing.Release();
        }
    }

    /// <summary>How far the validation of a CLABE is.</summary>
    public static Reply Read(
        Call call, string clabe) => call.Book.Locked(() => call.Book.Validations.Find(clabe) is { } validation
        ? Show(200, validation)
        : Reply.Json(200, new ValidationView(clabe, "unknown"), WalletJson.Default.ValidationView));

    private static async Task<PaymentOutcome> PayAsync(
        Book book, FincoreClient fincore, Validation validation, CancellationToken stop)
    {
        if (validation.Payment is null)
        {
            var (instrument, answer) = await Instruments.FindOrRegisterAsync(fincore, validation.Clabe, stop);
            if (instrument is null)
            {
                return PaymentDesk.NotAsked(answer);
            }

            var number = validation.Number.ToString(CultureInfo.InvariantCulture);
            validation.Payment = new Payment(fincore.Access, instrument, Centavos.Penny, "Validacion de cuenta", number);
        }

        return await PaymentDesk.SendAsync(fincore, validation.Payment, book.Mistakes, stop);
    }

    private static Reply Show(int status, Validation validation) => Reply.Json(
        status, new ValidationView(validation.Clabe, validation.State, validation.Refusal), WalletJson.Default.ValidationView);
}
