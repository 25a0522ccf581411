using FincoreSim.SampleIntegrator.Fincore;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>
/// A payment that Fincore is asked for, as often as it takes: its body and its key are made once and kept, so that asking
/// again can never become another payment.
/// </summary>
internal sealed class Payment
{
    private const string Currency = "MXN";
    private const int DescriptionLengthMax = 39;

    private readonly string _clientId;

    /// <summary>A payment that nobody was asked for yet.</summary>
    public Payment(FincoreAccess access, string instrumentId, long amount, string description, string externalReference)
    {
        _clientId = access.ClientId;
        Request = new PaymentRequest(
            access.ClientId, instrumentId, access.InstrumentId,
            new PaymentDetail(Centavos.Format(amount), Currency, description, externalReference));
        Key = IdempotencyKey.OfMoneyOut(_clientId, Bytes(Request));
    }

    /// <summary>The body.</summary>
    public PaymentRequest Request { get; }

    /// <summary>The idempotency key.</summary>
    public string Key { get; }

    /// <summary>How often it was asked for.</summary>
    public int Attempts { get; private set; }

    /// <summary>The body and the key of the next attempt: those of the first, unless somebody blunders.</summary>
    public (byte[] Body, string Key) Next(Mistakes mistakes)
    {
        Attempts++;
        var (body, key) = (Bytes(Request), Key);
        if (Attempts > 1 && mistakes.Has(Mistake.ChangedBodyOnRetry))
        {
            body = Bytes(
                Request with { Detail = Request.Detail with { Description = Cut($"{Request.Detail.Description} otra vez") } });
        }

        if (Attempts > 1 && mistakes.Has(Mistake.NewKeyOnRetry))
        {
            key = IdempotencyKey.OfMoneyOut(_clientId, body, Attempts.ToString(CultureInfo.InvariantCulture));
        }

        return (body, key);
    }

    private static byte[] Bytes(PaymentRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(request, FincoreJson.Default.PaymentRequest);

    private static string Cut(string text) => text.Length <= DescriptionLengthMax ? text : text[^DescriptionLengthMax..];
}
