using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Ledger;

/// <summary>An invariant and whether it holds, as <c>GET …/ledger</c> lists it.</summary>
/// <param name="Name">The name that a poisoned world answers with.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record InvariantState(string Name, bool Holds);

/// <summary>What must always be true of a ledger: cheaply after each entry, in full on demand.</summary>
public static class LedgerInvariants
{
    /// <summary>Every entry debits what it credits.</summary>
    public const string DebitsEqualCredits = "debits_equal_credits";

    /// <summary>The entries, folded, give the balances.</summary>
    public const string FoldEqualsBalances = "journal_fold_equals_balances";

    /// <summary>No client's account has less than nothing available.</summary>
    public const string NoNegativeBalance = "no_client_account_below_zero";

    /// <summary>At most one refund refers to a transaction.</summary>
    public const string OneRefund = "at_most_one_refund_per_transaction";

    /// <summary>Every hold belongs to a transaction that is INITIALIZED, and every such SPEI payment has its hold.</summary>
    public const string HoldsHaveTransactions = "every_hold_has_its_transaction";

    /// <summary>No CEP webhook says INITIALIZED (documented).</summary>
    public const string CepNeverInitialized = "cep_webhook_never_initialized";

    /// <summary>Checks what one entry can have broken; throws <see cref="InvariantBroken"/>.</summary>
    internal static void CheckEntry(LedgerBook book, in LedgerEntry entry, in LedgerAccount debited)
    {
        if (entry.Amount <= Money.Zero || book.PostedSum != Money.Zero || book.Debits != book.Credits)
        {
            throw new InvariantBroken(DebitsEqualCredits, $"{entry}: the posted balances add up to {book.PostedSum}");
        }

        if (!debited.IsSystem && (debited.Available < Money.Zero || debited.PendingDebits < Money.Zero))
        {
            throw new InvariantBroken(NoNegativeBalance, $"{debited.Name} would have {debited.Available} available");
        }
    }

    /// <summary>Checks everything, by walking all that is kept: proportional to the size of the world.</summary>
    /// <param name="book">The ledger.</param>
    /// <param name="transactions">Every transaction of the world.</param>
    public static ImmutableArray<InvariantState> CheckAll(LedgerBook book, IReadOnlyCollection<Transaction> transactions)
    {
        var fold = book.Fold();
        var refunds = transactions.Where(transaction => transaction.OriginalId is not null).Select(transaction => transaction.OriginalId);
        return
        [
            new(DebitsEqualCredits, book.Debits == book.Credits && book.Accounts.Sum(account => account.Posted.Centavos) == 0),
            new(FoldEqualsBalances, book.Accounts.SequenceEqual(fold)),
            new(NoNegativeBalance, book.Accounts.All(account => account.IsSystem || account.Available >= Money.Zero)),
            new(OneRefund, refunds.GroupBy(id => id).All(group => group.Count() == 1)),
            new(HoldsHaveTransactions, HoldsMatch(book, transactions)),
        ];
    }

    private static bool HoldsMatch(LedgerBook book, IReadOnlyCollection<Transaction> transactions)
    {
        var waiting = transactions.Where(transaction => transaction.Status == TransactionStatus.Initialized).ToArray();
        return waiting.Length == book.HoldCount
            && waiting.All(transaction => book.HoldOf(transaction.Id)?.Amount == transaction.Amount)
            && book.Holds.Sum(hold => hold.Amount.Centavos) == book.Held.Centavos;
    }
}
