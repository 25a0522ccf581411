namespace FincoreSim.SampleIntegrator.Ledger;

/// <summary>
/// What is known of the statuses of transactions, or of receipts. Webhooks come twice, late and in any order, so a status
/// only ever goes forward; and they may come before the answer that tells whose they are, so every one is kept. Not
/// thread-safe; the book locks.
/// </summary>
/// <param name="steps">What may follow each status; one that is not in here is final, or unknown.</param>
internal sealed class StatusBook(FrozenDictionary<string, string[]> steps)
{
    private readonly Dictionary<string, string> _statuses = new(StringComparer.Ordinal);

    /// <summary>The steps of a payment: STATUS_UPDATE.</summary>
    public static StatusBook OfPayments() => new(new Dictionary<string, string[]>
    {
        ["INITIALIZED"] = ["LIQUIDATED", "REJECTED", "REFUNDED"],
        ["LIQUIDATED"] = ["REFUNDED"],
        ["REJECTED"] = [],
        ["REFUNDED"] = [],
    }.ToFrozenDictionary());

    /// <summary>The steps of a receipt: CEP.</summary>
    public static StatusBook OfReceipts() => new(new Dictionary<string, string[]>
    {
        ["PENDING"] = ["DELAYED", "COMPLETED", "FAILED"],
        ["DELAYED"] = ["COMPLETED", "FAILED"],
        ["COMPLETED"] = [],
        ["FAILED"] = [],
    }.ToFrozenDictionary());

    /// <summary>Whether a status is one of those that are documented.</summary>
    public bool Knows(string status) => steps.ContainsKey(status);

    /// <summary>The status of something; null while nothing is known.</summary>
    public string? Of(string id) => _statuses.GetValueOrDefault(id);

    /// <summary>Takes in a status, and gives the one that now holds.</summary>
    public string Take(string id, string status, Mistakes mistakes)
    {
        if (_statuses.TryGetValue(id, out var current))
        {
            if (mistakes.Has(Mistake.ForgetsReturns) && current == "LIQUIDATED" && status == "REFUNDED")
            {
                return current;
            }

            if (!mistakes.Has(Mistake.TrustsOrder) && !steps[current].Contains(status))
            {
                return current;
            }
        }

        return _statuses[id] = status;
    }
}
