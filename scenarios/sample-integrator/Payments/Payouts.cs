using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>The payouts of a book: one for each reference. Not thread-safe; the book locks.</summary>
internal sealed class Payouts(AccountBook accounts)
{
    private readonly Dictionary<string, Payout> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Payout> _byTransaction = new(StringComparer.Ordinal);

    /// <summary>What is known of the statuses of payments, also of those that are nobody's yet.</summary>
    public StatusBook Statuses { get; } = StatusBook.OfPayments();

    /// <summary>The payout with this reference.</summary>
    public Payout? Find(string reference) => _byReference.GetValueOrDefault(reference);

    /// <summary>
    /// Writes a payout down before anybody is asked for it: what is not written down cannot be asked for twice with the same key.
    /// </summary>
    public Payout Open(string reference, string clabe, long amount)
    {
        var payout = new Payout(reference, clabe, amount);
        accounts.Move(AccountBook.Funds, Payout.AccountOf(payout.State), amount);
        return _byReference[reference] = payout;
    }

    /// <summary>Takes in what came of asking.</summary>
    public void Learn(Payout payout, PaymentOutcome outcome, Mistakes mistakes)
    {
        payout.Reason = outcome.Reason;
        if (outcome.TransactionId is { } id)
        {
            payout.TransactionId = id;
            _byTransaction[id] = payout;
            Apply(payout, Statuses.Take(id, outcome.Status!, mistakes));
        }
        else
        {
            Enter(payout, outcome.Result == PaymentResult.Refused ? PayoutState.Refused : PayoutState.Unknown);
        }
    }

    /// <summary>Takes in a STATUS_UPDATE. When it is nobody's yet, it is kept until the answer tells whose it is.</summary>
    public void Learn(string transactionId, string status, string? reason, Mistakes mistakes)
    {
        var now = Statuses.Take(transactionId, status, mistakes);
        if (now == status && _byTransaction.TryGetValue(transactionId, out var payout))
        {
            payout.Reason = reason;
            Apply(payout, now);
        }
    }

    private void Apply(Payout payout, string status) => Enter(payout, status switch
    {
        "LIQUIDATED" => PayoutState.Settled,
        "REJECTED" => PayoutState.Rejected,
        "REFUNDED" => PayoutState.Returned,
        _ => PayoutState.Sent,
    });

    private void Enter(Payout payout, PayoutState state)
    {
        accounts.Move(Payout.AccountOf(payout.State), Payout.AccountOf(state), payout.Amount);
        payout.State = state;
    }
}
