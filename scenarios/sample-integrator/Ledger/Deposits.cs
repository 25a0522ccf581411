namespace FincoreSim.SampleIntegrator.Ledger;

/// <summary>A deposit as MONEY_IN tells of it. Immutable.</summary>
/// <param name="IdMsg">The id of the message; the same each time it is delivered.</param>
/// <param name="TransactionId">The id of the transaction.</param>
/// <param name="Clabe">The CLABE that was paid.</param>
/// <param name="Amount">Centavos.</param>
/// <param name="SubCategory">SPEI_CREDIT, INT_CREDIT, or what else there may be some day.</param>
internal sealed record Deposit(string IdMsg, string TransactionId, string Clabe, long Amount, string SubCategory)
{
    /// <summary>From another account of Fincore: it has happened, and no answer gives it back (documented).</summary>
    public bool IsInternal => SubCategory == "INT_CREDIT";
}

/// <summary>
/// The deposits of a book. Each has one effect and one answer, however often it is told of: a message counts as known by its
/// id and by its transaction's. Not thread-safe; the book locks.
/// </summary>
internal sealed class Deposits(AccountBook accounts)
{
    /// <summary>The one business rule: this amount is never right.</summary>
    private const long NeverRight = 99_99;

    private readonly Dictionary<string, bool> _wasAccepted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Deposit>> _byMessage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Deposit>> _byClabe = new(StringComparer.Ordinal);
    private readonly List<Deposit> _booked = [];

    /// <summary>Books a deposit, or refuses it; says whether it was accepted.</summary>
    public bool Receive(Deposit deposit, Mistakes mistakes)
    {
        if (!mistakes.Has(Mistake.BooksDuplicates) && KnownAnswer(deposit) is { } known)
        {
            return known;
        }

        var isAccepted = deposit.IsInternal || deposit.Amount != NeverRight;
        _wasAccepted[$"message {deposit.IdMsg}"] = isAccepted;
        _wasAccepted[$"transaction {deposit.TransactionId}"] = isAccepted;
        if (isAccepted && !(deposit.IsInternal && mistakes.Has(Mistake.IgnoresIntCredit)))
        {
            Book(deposit);
        }

        return isAccepted;
    }

    /// <summary>What was booked for a message, for a CLABE, or at all, oldest first.</summary>
    public IReadOnlyList<Deposit> Booked(string? idMsg, string? clabe) => (idMsg, clabe) switch
    {
        ({ } message, null) => _byMessage.GetValueOrDefault(message) ?? [],
        (null, { } wallet) => _byClabe.GetValueOrDefault(wallet) ?? [],
        ({ } message, { } wallet) => [.. Booked(message, null).Where(deposit => deposit.Clabe == wallet)],
        _ => _booked,
    };

    private bool? KnownAnswer(Deposit deposit) =>
        _wasAccepted.TryGetValue($"message {deposit.IdMsg}", out var answer)
            || _wasAccepted.TryGetValue($"transaction {deposit.TransactionId}", out answer)
            ? answer
            : null;

    private void Book(Deposit deposit)
    {
        accounts.Move(AccountBook.Outside, AccountBook.Wallet(deposit.Clabe), deposit.Amount);
        _booked.Add(deposit);
        Add(_byMessage, deposit.IdMsg, deposit);
        Add(_byClabe, deposit.Clabe, deposit);
    }

    private static void Add(Dictionary<string, List<Deposit>> index, string key, Deposit deposit)
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        list.Add(deposit);
    }
}
