using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>
/// The validation of an account: somebody paid it a centavo and waits for the receipt. Not thread-safe; the book locks.
/// </summary>
/// <param name="clabe">The account.</param>
/// <param name="number">The how manieth of this CLABE; from 1.</param>
internal sealed class Validation(string clabe, int number)
{
    /// <summary>The account.</summary>
    public string Clabe => clabe;

    /// <summary>The how manieth of this CLABE: what makes its payment another than the one before.</summary>
    public int Number => number;

    /// <summary>The centavo's transaction; null while it is not known.</summary>
    public string? TransactionId { get; set; }

    /// <summary>The status of the receipt; null while there is none.</summary>
    public string? Receipt { get; set; }

    /// <summary>Why Fincore refused the centavo; null when it did not.</summary>
    public string? Refusal { get; set; }

    /// <summary>What Fincore is asked; null until it can be.</summary>
    public Payment? Payment { get; set; }

    /// <summary>How far it is: <c>waiting</c>, <c>verified</c>, <c>failed</c>.</summary>
    public string State => (Refusal, Receipt) switch
    {
        (not null, _) or (_, "FAILED") => "failed",
        (_, "COMPLETED") => "verified",
        _ => "waiting",
    };
}

/// <summary>The validations of a book, the last one of each CLABE. Not thread-safe; the book locks.</summary>
internal sealed class Validations
{
    private readonly Dictionary<string, Validation> _byClabe = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Validation> _byTransaction = new(StringComparer.Ordinal);

    /// <summary>What is known of receipts, also of those that are nobody's yet.</summary>
    public StatusBook Receipts { get; } = StatusBook.OfReceipts();

    /// <summary>The last validation of a CLABE.</summary>
    public Validation? Find(string clabe) => _byClabe.GetValueOrDefault(clabe);

    /// <summary>
    /// The validation to ask for: the one that waits, or else a new one. A validation that is over, either way, may be asked for
    /// anew.
    /// </summary>
    public Validation Open(string clabe, Mistakes mistakes)
    {
        var last = Find(clabe);
        return last is { State: "waiting" } && !mistakes.Has(Mistake.SecondCent)
            ? last
            : _byClabe[clabe] = new Validation(clabe, (last?.Number ?? 0) + 1);
    }

    /// <summary>Takes in what came of asking for the centavo.</summary>
    public void Learn(Validation validation, PaymentOutcome outcome)
    {
        validation.Refusal = outcome.Result == PaymentResult.Refused ? outcome.Reason : null;
        if (outcome.TransactionId is { } id)
        {
            validation.TransactionId = id;
            _byTransaction[id] = validation;
            validation.Receipt ??= Receipts.Of(id);
        }
    }

    /// <summary>
    /// Takes in a CEP. Whose it is, the transaction says; where the answer with the transaction was lost, the CLABE does.
    /// </summary>
    public void Learn(string transactionId, string clabe, string status, Mistakes mistakes)
    {
        var now = Receipts.Take(transactionId, status, mistakes);
        if (_byTransaction.TryGetValue(transactionId, out var validation))
        {
            validation.Receipt = now;
        }
        else if (Find(clabe) is { TransactionId: null, Payment: not null } orphan)
        {
            orphan.Receipt = now;
        }
    }
}
