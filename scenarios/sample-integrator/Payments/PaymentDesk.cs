using FincoreSim.SampleIntegrator.Fincore;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>What is known after asking for a payment.</summary>
internal enum PaymentResult
{
    /// <summary>It was accepted.</summary>
    Accepted,

    /// <summary>Fincore said no; nothing was paid.</summary>
    Refused,

    /// <summary>Nobody knows. It may have been paid.</summary>
    Unknown,
}

/// <summary>What came of asking for a payment. Immutable.</summary>
/// <param name="Result">What is known.</param>
/// <param name="TransactionId">The transaction, when it was accepted.</param>
/// <param name="Status">Its status, when it was accepted.</param>
/// <param name="Reason">Why not, otherwise.</param>
internal sealed record PaymentOutcome(PaymentResult Result, string? TransactionId, string? Status, string? Reason);

/// <summary>Sends payments, each once, whatever becomes of the answers.</summary>
internal static class PaymentDesk
{
    private const string Route = "/v1/transactions/money_out";

    /// <summary>
    /// Asks for a payment until there is an answer, a few times at most. What then is still open is unknown, not failed.
    /// </summary>
    public static async Task<PaymentOutcome> SendAsync(
        FincoreClient fincore, Payment payment, Mistakes mistakes, CancellationToken stop)
    {
        if (mistakes.Has(Mistake.GivesUpOnLostAnswer))
        {
            var only = await AskAsync(fincore, payment, mistakes, stop);
            return only.Result == PaymentResult.Unknown ? only with { Result = PaymentResult.Refused } : only;
        }

        return await Retries.WhileLostAsync(
            () => AskAsync(fincore, payment, mistakes, stop), outcome => outcome.Result == PaymentResult.Unknown, stop);
    }

    /// <summary>What an answer that is not about a payment means for the payment that hangs on it: nothing was paid.</summary>
    public static PaymentOutcome NotAsked(FincoreAnswer answer) =>
        new(answer.IsLost ? PaymentResult.Unknown : PaymentResult.Refused, null, null, answer.Reason);

    private static async Task<PaymentOutcome> AskAsync(
        FincoreClient fincore, Payment payment, Mistakes mistakes, CancellationToken stop)
    {
        var (body, key) = payment.Next(mistakes);
        var answer =
            (await fincore.PostAsync(Route, body, key, stop)).Read(FincoreJson.Default.TransactionItem, out var transaction);
        return transaction is null
            ? NotAsked(answer)
            : new PaymentOutcome(PaymentResult.Accepted, transaction.Id, transaction.Status, null);
    }
}
