using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>How far a payout is.</summary>
internal enum PayoutState
{
    /// <summary>Nobody knows: it may have been paid. Where every payout begins.</summary>
    Unknown,

    /// <summary>Fincore accepted it.</summary>
    Sent,

    /// <summary>It arrived (LIQUIDATED).</summary>
    Settled,

    /// <summary>The other bank rejected it (REJECTED).</summary>
    Rejected,

    /// <summary>It came back after it had arrived (REFUNDED).</summary>
    Returned,

    /// <summary>Fincore refused it; nothing was paid.</summary>
    Refused,
}

/// <summary>A payout: what the caller's reference stands for. Not thread-safe; the book locks.</summary>
/// <param name="reference">The caller's, which makes it that payout and no other.</param>
/// <param name="clabe">Who is paid.</param>
/// <param name="amount">Centavos.</param>
internal sealed class Payout(string reference, string clabe, long amount)
{
    /// <summary>The caller's reference.</summary>
    public string Reference => reference;

    /// <summary>Who is paid.</summary>
    public string Clabe => clabe;

    /// <summary>Centavos.</summary>
    public long Amount => amount;

    /// <summary>How far it is.</summary>
    public PayoutState State { get; set; }

    /// <summary>Fincore's transaction; null while it is not known.</summary>
    public string? TransactionId { get; set; }

    /// <summary>Why it was refused, rejected or returned, or is unknown.</summary>
    public string? Reason { get; set; }

    /// <summary>What Fincore is asked; null until it can be.</summary>
    public Payment? Payment { get; set; }

    /// <summary>Where its money stands in a state: given back, on its way, or gone.</summary>
    public static string AccountOf(PayoutState state) => state switch
    {
        PayoutState.Rejected or PayoutState.Returned or PayoutState.Refused => AccountBook.Funds,
        PayoutState.Settled => AccountBook.Settled,
        _ => AccountBook.Open,
    };
}
