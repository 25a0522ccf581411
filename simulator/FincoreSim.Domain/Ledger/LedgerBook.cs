namespace FincoreSim.Domain.Ledger;

/// <summary>
/// The double-entry ledger of one world: balances, holds, and the entries that led to them. Old entries are folded into the
/// opening side when the limit is reached, so that the fold of (folded + kept) always gives the balances.
/// Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class LedgerBook
{
    private Edit _edit;
    private StateMap<LedgerAccountId, LedgerAccount> _accounts;
    private StateMap<LedgerAccountId, LedgerAccount> _folded;
    private StateList<LedgerAccountId> _order;
    private StateMap<TransactionId, Hold> _holds;
    private StateList<LedgerEntry> _entries;

    internal LedgerBook(Edit edit) => _edit = edit;

    private LedgerBook(LedgerBook other, Edit edit)
    {
        (_accounts, _folded, _order, _holds, _entries) =
            (other._accounts, other._folded, other._order, other._holds, other._entries);
        (Debits, Credits, Held, PostedSum) = (other.Debits, other.Credits, other.Held, other.PostedSum);
        _edit = edit;
    }

    /// <summary>
    /// How much may move in all, in centavos, so that no sum overflows: what is accepted is posted once, and comes back at
    /// most once.
    /// </summary>
    private const long TurnoverMax = long.MaxValue / 4;

    /// <summary>The sum of all posted debits so far.</summary>
    public Money Debits { get; private set; }

    /// <summary>The sum of all posted credits so far; equals <see cref="Debits"/>.</summary>
    public Money Credits { get; private set; }

    /// <summary>The sum of all holds that are open.</summary>
    public Money Held { get; private set; }

    /// <summary>The sum of all posted balances, kept from what was written; always zero.</summary>
    public Money PostedSum { get; private set; }

    /// <summary>How many holds are open.</summary>
    public int HoldCount => _holds.Count;

    /// <summary>How many entries were folded away so far.</summary>
    public long EntriesFolded => _entries.First;

    /// <summary>The entries that are kept, oldest first.</summary>
    public IEnumerable<LedgerEntry> Entries => _entries.Forward(_entries.First);

    /// <summary>Every ledger account, in the order of opening.</summary>
    public IEnumerable<LedgerAccount> Accounts => _order.Forward(0).Select(id => this[id]);

    /// <summary>Every open hold, in no particular order.</summary>
    public IEnumerable<Hold> Holds => _holds.Entries().Select(pair => pair.Value);

    /// <summary>The account with this id; throws where there is none.</summary>
    public LedgerAccount this[LedgerAccountId id] =>
        _accounts.TryGet(id, out var account) ? account : throw new InvariantBroken("ledger_account_exists", id.ToString());

    /// <summary>The account of a client's account.</summary>
    public LedgerAccount this[AccountId id] => this[LedgerAccountId.Of(id)];

    /// <summary>The open hold of a transaction.</summary>
    public Hold? HoldOf(TransactionId id) => _holds.TryGet(id, out var hold) ? hold : null;

    /// <summary>Whether one more amount can be moved.</summary>
    public bool HasRoomFor(Money amount) => (Int128)Debits.Centavos + Held.Centavos + amount.Centavos <= TurnoverMax;

    /// <summary>The balances that the entries alone give; for the invariant check.</summary>
    public Dictionary<LedgerAccountId, LedgerAccount> Fold()
    {
        var balances = _folded.Entries().ToDictionary();
        foreach (var entry in Entries)
        {
            balances[entry.Debit] = Debited(balances.TryGetValue(entry.Debit, out var from) ? from : Blank(this[entry.Debit]), entry);
            balances[entry.Credit] = Credited(balances.TryGetValue(entry.Credit, out var to) ? to : Blank(this[entry.Credit]), entry);
        }

        return balances;
    }

    internal LedgerBook Fork(Edit edit) => new(this, edit);

    internal void Use(Edit edit) => _edit = edit;

    internal void Open(LedgerAccount account)
    {
        _accounts = _accounts.Set(account.Id, account, _edit);
        _order = _order.Add(account.Id, _edit);
    }

    internal void Apply(LedgerEntry entry, int entriesKept)
    {
        var from = this[entry.Debit];
        Write(from, Debited(from, entry));
        var to = this[entry.Credit];
        Write(to, Credited(to, entry));
        _entries = _entries.Add(entry, _edit);
        Count(entry);
        while (_entries.Count > entriesKept)
        {
            FoldOldest();
        }

        LedgerInvariants.CheckEntry(this, entry);
    }

    private void Write(LedgerAccount before, LedgerAccount after)
    {
        PostedSum += after.Posted - before.Posted;
        _accounts = _accounts.Set(after.Id, after, _edit);
    }

    private void Count(LedgerEntry entry)
    {
        if (entry.Kind is EntryKind.Posted or EntryKind.HoldPosted)
        {
            Debits += entry.Amount;
            Credits += entry.Amount;
        }

        if (entry.Kind == EntryKind.HoldPlaced)
        {
            Held += entry.Amount;
            var id = entry.TransactionId ?? throw new InvariantBroken("every_hold_has_its_transaction", entry.ToString());
            _holds = _holds.Set(id, new Hold(id, entry.Debit, entry.Credit, entry.Amount), _edit);
        }

        if (entry.Kind is EntryKind.HoldPosted or EntryKind.HoldVoided)
        {
            Held -= entry.Amount;
            _holds = _holds.Remove(entry.TransactionId!.Value, _edit);
        }
    }

    private void FoldOldest()
    {
        var oldest = _entries[_entries.First];
        _folded = _folded.Set(oldest.Debit, Debited(_folded.TryGet(oldest.Debit, out var from) ? from : Blank(this[oldest.Debit]), oldest), _edit);
        _folded = _folded.Set(oldest.Credit, Credited(_folded.TryGet(oldest.Credit, out var to) ? to : Blank(this[oldest.Credit]), oldest), _edit);
        _entries = _entries.DropBefore(_entries.First + 1, _edit);
    }

    private static LedgerAccount Blank(LedgerAccount account) => new(account.Id, account.Name, account.IsSystem);

    /// <summary>What an entry makes of the account that gives. With <see cref="Credited"/> the one place that says so.</summary>
    private static LedgerAccount Debited(LedgerAccount account, LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Posted => account with { Posted = account.Posted - entry.Amount },
        EntryKind.HoldPlaced => account with { PendingDebits = account.PendingDebits + entry.Amount },
        EntryKind.HoldPosted => account with { Posted = account.Posted - entry.Amount, PendingDebits = account.PendingDebits - entry.Amount },
        _ => account with { PendingDebits = account.PendingDebits - entry.Amount },
    };

    /// <summary>What an entry makes of the account that gets.</summary>
    private static LedgerAccount Credited(LedgerAccount account, LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Posted => account with { Posted = account.Posted + entry.Amount },
        EntryKind.HoldPlaced => account with { PendingCredits = account.PendingCredits + entry.Amount },
        EntryKind.HoldPosted => account with { Posted = account.Posted + entry.Amount, PendingCredits = account.PendingCredits - entry.Amount },
        _ => account with { PendingCredits = account.PendingCredits - entry.Amount },
    };
}
