using System.Buffers;
using FincoreSim.SampleIntegrator.Fincore;
using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>Payouts over HTTP.</summary>
internal static class PayoutRoutes
{
    private const int ReferenceLengthMax = 34;
    private const int ReferenceModulus = 10_000_000;

    private static readonly SearchValues<char> ReferenceLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:# ");

    /// <summary>Pays, once for each reference.</summary>
    public static async Task<Reply> PayAsync(Call call, CancellationToken stop)
    {
        var form = await call.ReadJsonAsync(WalletJson.Default.PayoutForm);
        if (form is not { Reference: { } reference, Clabe: { } clabe } || !IsReference(reference) || !Clabes.IsOne(clabe)
            || !Centavos.TryParse(form.Amount, call.Book.Mistakes, out var amount))
        {
            return Reply.Error(
                400, $"needed: reference (1 to {ReferenceLengthMax} letters, digits, -_.:# and spaces), clabe (18 digits), "
                    + $"amount (a text with two decimals)");
        }

        if (call.Book.Fincore is null)
        {
            return Routes.NoWay();
        }

        await call.Book.Outgoing.WaitAsync(stop);
        try
        {
            if (call.Book.Locked(() => Show(200, call.Book.Payouts.Find(reference))) is { } known)
            {
                return known;
            }

            var payout = call.Book.Locked(() => call.Book.Payouts.Open(reference, clabe, amount));
            return await SendAsync(call.Book, payout, 201, stop);
        }
        finally
        {
            call.Book.Outgoing.Release();
        }
    }

    /// <summary>Asks again for a payout of which nobody knows whether it was paid.</summary>
    public static async Task<Reply> RetryAsync(Call call, string reference, CancellationToken stop)
    {
        if (call.Book.Fincore is null)
        {
            return Routes.NoWay();
        }

        await call.Book.Outgoing.WaitAsync(stop);
        try
        {
            var payout = call.Book.Locked(() => call.Book.Payouts.Find(reference));
            return payout is { State: PayoutState.Unknown }
                ? await SendAsync(call.Book, payout, 200, stop)
                : Read(call, reference);
        }
        finally
        {
            call.Book.Outgoing.Release();
        }
    }

    /// <summary>How far a payout is.</summary>
    public static Reply Read(Call call, string reference) => call.Book.Locked(() => Show(200, call.Book.Payouts.Find(reference)))
        ?? Reply.Error(404, $"there is no payout {reference}");

    private static async Task<Reply> SendAsync(Book book, Payout payout, int status, CancellationToken stop)
    {
        var outcome = await AskAsync(book, book.Fincore!, payout, stop);
        return book.Locked(() =>
        {
            book.Payouts.Learn(payout, outcome, book.Mistakes);
            return Show(status, payout)!;
        });
    }

    private static async Task<PaymentOutcome> AskAsync(Book book, FincoreClient fincore, Payout payout, CancellationToken stop)
    {
        if (payout.Payment is null)
        {
            var (instrument, answer) = await Instruments.FindOrRegisterAsync(fincore, payout.Clabe, stop);
            if (instrument is null)
            {
                return PaymentDesk.NotAsked(answer);
            }

            payout.Payment =
                new Payment(fincore.Access, instrument, payout.Amount, $"Pago {payout.Reference}", NumberOf(payout.Reference));
        }

        return await PaymentDesk.SendAsync(fincore, payout.Payment, book.Mistakes, stop);
    }

    /// <summary>The seven digits of a reference: always the same, though another reference may have them too.</summary>
    private static string NumberOf(string reference)
    {
        var number = 0;
        foreach (var letter in reference)
        {
            number = ((number * 31) + letter) % ReferenceModulus;
        }

        return number.ToString("0000000", CultureInfo.InvariantCulture);
    }

    private static bool IsReference(string text) =>
        text.Length is > 0 and <= ReferenceLengthMax && !text.AsSpan().ContainsAnyExcept(ReferenceLetters);

    private static Reply? Show(int status, Payout? payout) => payout is null ? null : Reply.Json(
        status,
        new PayoutView(payout.Reference, payout.State.ToString().ToLowerInvariant(), Centavos.Format(payout.Amount),
            payout.TransactionId, payout.Reason),
        WalletJson.Default.PayoutView);
}
