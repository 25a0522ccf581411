using FincoreSim.Domain.Primitives;

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
    /// <param name="waiting">Every payment that has neither settled nor come back, with its amount.</param>
    /// <param name="refunded">What each refund of the world refers to.</param>
    public static ImmutableArray<InvariantState> CheckAll(
        LedgerBook book, IReadOnlyCollection<KeyValuePair<TransactionId, Money>> waiting, IEnumerable<TransactionId> refunded)
    {
        var fold = book.Fold();
        return
        [
            new(DebitsEqualCredits, book.Debits == book.Credits && book.Accounts.Sum(account => account.Posted.Centavos) == 0),
            new(FoldEqualsBalances, book.Accounts.SequenceEqual(fold)),
            new(NoNegativeBalance, book.Accounts.All(account => account.IsSystem || account.Available >= Money.Zero)),
            new(OneRefund, refunded.GroupBy(id => id).All(group => group.Count() == 1)),
            new(HoldsHaveTransactions, HoldsMatch(book, waiting)),
        ];
    }

    private static bool HoldsMatch(LedgerBook book, IReadOnlyCollection<KeyValuePair<TransactionId, Money>> waiting) =>
        waiting.Count == book.HoldCount
        && waiting.All(payment => book.HoldOf(payment.Key)?.Amount == payment.Value)
        && book.Holds.Sum(hold => hold.Amount.Centavos) == book.Held.Centavos;
}
