using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Ledger;

/// <summary>The id of a ledger account: an account's own id, or one of the two of the system.</summary>
public readonly record struct LedgerAccountId(Guid Value)
{
    /// <summary>Money that came from or went to other banks.</summary>
    public static LedgerAccountId SpeiClearing { get; } = new(new Guid("00000000-0000-0000-0000-000000000001"));

    /// <summary>Where seeded balances come from.</summary>
    public static LedgerAccountId Opening { get; } = new(new Guid("00000000-0000-0000-0000-000000000002"));

    /// <summary>The ledger account of an account.</summary>
    public static LedgerAccountId Of(AccountId account) => new(account.Value);
}

/// <summary>
/// A balance, split into what is posted and what pending holds will move. In centavos. Immutable.
/// Invariant for clients' accounts: available is never below zero.
/// </summary>
/// <param name="Id">The id.</param>
/// <param name="Name">A name for people: the CLABE, or SPEI_CLEARING, OPENING.</param>
/// <param name="IsSystem">Whether it may go below zero.</param>
public readonly record struct LedgerAccount(LedgerAccountId Id, string Name, bool IsSystem)
{
    /// <summary>Settled money.</summary>
    public Money Posted { get; init; }

    /// <summary>What pending holds will take out.</summary>
    public Money PendingDebits { get; init; }

    /// <summary>What pending holds will bring in.</summary>
    public Money PendingCredits { get; init; }

    /// <summary>What can be spent: posted − pending debits.</summary>
    public Money Available => Posted - PendingDebits;
}

/// <summary>How an entry moves money.</summary>
public enum EntryKind
{
    /// <summary>From posted to posted, at once.</summary>
    Posted,

    /// <summary>A hold is placed: pending on both sides.</summary>
    HoldPlaced,

    /// <summary>A hold becomes posted.</summary>
    HoldPosted,

    /// <summary>A hold is given back.</summary>
    HoldVoided,
}

/// <summary>
/// One double entry: what is debited from one account is credited to the other. Immutable.
/// </summary>
/// <param name="Kind">How it moves the money.</param>
/// <param name="Debit">The account that gives.</param>
/// <param name="Credit">The account that gets.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="TransactionId">The transaction it belongs to; null for opening balances and funding.</param>
public readonly record struct LedgerEntry(
    EntryKind Kind, LedgerAccountId Debit, LedgerAccountId Credit, Money Amount, TransactionId? TransactionId);

/// <summary>Money that is promised: a SPEI payment that has neither settled nor come back. Immutable.</summary>
public readonly record struct Hold(TransactionId TransactionId, LedgerAccountId Debit, LedgerAccountId Credit, Money Amount);
