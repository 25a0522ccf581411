using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Ledger;

/// <summary>
/// The double-entry ledger of one world: balances, holds, and the entries that led to them. Old entries are folded into the
/// opening side when the limit is reached, so that the fold of (folded + kept) always gives the balances.
/// Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class LedgerBook : StatePart
{
    private Edit _edit;

    // Accounts are never closed, so that their places in the order of opening are theirs for ever.
    private StateMap<LedgerAccountId, int> _places;
    private StateList<LedgerAccount> _accounts;
    private StateList<LedgerAccount> _folded;
    private StateMap<TransactionId, Hold> _holds;
    private StateList<PlacedEntry> _entries;

    internal LedgerBook(Edit edit)
    {
        _edit = edit;
        Open(new LedgerAccount(LedgerAccountId.SpeiClearing, "SPEI_CLEARING", true));
        Open(new LedgerAccount(LedgerAccountId.Opening, "OPENING", true));
    }

    private LedgerBook(LedgerBook other, Edit edit)
    {
        (_places, _accounts, _folded, _holds, _entries) =
            (other._places, other._accounts, other._folded, other._holds, other._entries);
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

    /// <summary>How many entries are kept.</summary>
    public int EntriesKept => _entries.Count;

    /// <summary>The entries that are kept, oldest first.</summary>
    public IEnumerable<LedgerEntry> Entries => _entries.Forward(_entries.First).Select(placed => placed.Entry);

    /// <summary>Every ledger account, in the order of opening.</summary>
    public IEnumerable<LedgerAccount> Accounts => _accounts.Forward(0);

    /// <summary>The ledger accounts behind a place, in the order of opening.</summary>
    public IEnumerable<Placed<LedgerAccount>> AccountsAfter(long place)
    {
        foreach (var account in _accounts.Forward(place))
        {
            yield return new(++place, account);
        }
    }

    /// <summary>Every open hold, in no particular order.</summary>
    public IEnumerable<Hold> Holds => _holds.Entries.Select(entry => entry.Value);

    /// <summary>The account with this id; throws where there is none.</summary>
    public LedgerAccount this[LedgerAccountId id] => _accounts[PlaceOf(id)];

    /// <summary>The account of a client's account.</summary>
    public LedgerAccount this[AccountId id] => this[LedgerAccountId.Of(id)];

    /// <summary>The open hold of a transaction.</summary>
    public Hold? HoldOf(TransactionId id) => _holds.TryGet(id, out var hold) ? hold : null;

    /// <summary>Whether one more amount can be moved.</summary>
    public bool HasRoomFor(Money amount) => (Int128)Debits.Centavos + Held.Centavos + amount.Centavos <= TurnoverMax;

    /// <summary>
    /// The accounts with the balances that the entries alone give, in the order of opening; for the invariant check.
    /// </summary>
    public LedgerAccount[] Fold()
    {
        var balances = _folded.Forward(0).ToArray();
        foreach (var entry in Entries)
        {
            var (from, to) = (PlaceOf(entry.Debit), PlaceOf(entry.Credit));
            balances[from] = Debited(balances[from], entry);
            balances[to] = Credited(balances[to], entry);
        }

        return balances;
    }

    internal override StateSlot Slot => StateSlot.Ledger;

    internal override StatePart Fork(Edit edit) => new LedgerBook(this, edit);

    internal override void Use(Edit edit) => _edit = edit;

    internal void Open(LedgerAccount account)
    {
        _places = _places.Set(account.Id, _accounts.Count, _edit);
        _accounts = _accounts.Add(account, _edit);
        _folded = _folded.Add(new LedgerAccount(account.Id, account.Name, account.IsSystem), _edit);
    }

    internal void Apply(LedgerEntry entry, int entriesKept)
    {
        var (from, to) = (PlaceOf(entry.Debit), PlaceOf(entry.Credit));
        Write(from, Debited(_accounts.At(from), entry));
        Write(to, Credited(_accounts.At(to), entry));
        _entries = _entries.Add(new PlacedEntry(entry, from, to), _edit);
        Count(entry);
        while (_entries.Count > entriesKept)
        {
            FoldOldest();
        }

        LedgerInvariants.CheckEntry(this, entry, _accounts.At(from));
    }

    private int PlaceOf(LedgerAccountId id) =>
        _places.TryGet(id, out var place) ? place : throw new InvariantBroken("ledger_account_exists", id.ToString());

    private void Write(int place, in LedgerAccount after)
    {
        PostedSum += after.Posted - _accounts.At(place).Posted;
        _accounts = _accounts.Set(place, after, _edit);
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
        var (oldest, from, to) = _entries[_entries.First];
        _folded = _folded.Set(from, Debited(_folded.At(from), oldest), _edit);
        _folded = _folded.Set(to, Credited(_folded.At(to), oldest), _edit);
        _entries = _entries.DropBefore(_entries.First + 1, _edit);
    }

    /// <summary>What an entry makes of the account that gives. With <see cref="Credited"/> the one place that says so.</summary>
    private static LedgerAccount Debited(in LedgerAccount account, in LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Posted => account with { Posted = account.Posted - entry.Amount },
        EntryKind.HoldPlaced => account with { PendingDebits = account.PendingDebits + entry.Amount },
        EntryKind.HoldPosted =>
            account with { Posted = account.Posted - entry.Amount, PendingDebits = account.PendingDebits - entry.Amount },
        _ => account with { PendingDebits = account.PendingDebits - entry.Amount },
    };

    /// <summary>What an entry makes of the account that gets.</summary>
    private static LedgerAccount Credited(in LedgerAccount account, in LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Posted => account with { Posted = account.Posted + entry.Amount },
        EntryKind.HoldPlaced => account with { PendingCredits = account.PendingCredits + entry.Amount },
        EntryKind.HoldPosted =>
            account with { Posted = account.Posted + entry.Amount, PendingCredits = account.PendingCredits - entry.Amount },
        _ => account with { PendingCredits = account.PendingCredits - entry.Amount },
    };

    /// <summary>An entry, with the places of its accounts.</summary>
    private readonly record struct PlacedEntry(LedgerEntry Entry, int From, int To);
}
