using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Scenarios;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// What a decision reads and writes: the state as it is, and the facts staged so far. Nothing changes until the world
/// applies them; a refused draft is thrown away. A world has one, which each decision begins anew: used by one decision at a
/// time, inside the gate.
/// </summary>
internal sealed class Draft
{
    private readonly List<Fact> _facts = new(16);
    private readonly long[] _used = new long[IdKinds];
    private readonly List<Fact> _notes = [];
    private bool _hasUsed;
    private RuleBook? _rules;
    private long _scheduled;

    internal static readonly int IdKinds = Enum.GetValues<IdKind>().Length;

    public Draft(WorldState state) => State = state;

    public WorldState State { get; }

    public WorldOptions Options => State.Options;

    /// <summary>What the call asked for; null where it asked for nothing.</summary>
    public CallOutcome? Asked { get; private set; }

    /// <summary>The world's UTC instant at which the decision is taken.</summary>
    public DateTimeOffset Now { get; private set; }

    public List<Fact> Facts => _facts;

    /// <summary>What stands even when the decision is a refusal: which rules were considered, and their counters.</summary>
    public List<Fact> Notes => _notes;

    /// <summary>The armed rules with their counters, as this decision left them.</summary>
    public ImmutableArray<ArmedRule> Rules => (_rules ?? State.Rules).All;

    /// <summary>What the caller will see of the answer; null: the answer.</summary>
    public AnswerFault? Fault { get; set; }

    /// <summary>How many ids of each kind it took; empty when it took none.</summary>
    public ReadOnlySpan<long> Used => _hasUsed ? _used : [];

    /// <summary>The number under which the command itself will stand in the journal.</summary>
    public long CommandSequence => State.Journal.NextSequence;

    /// <summary>How many deliveries will wait that do not yet.</summary>
    public int DeliveriesDecided { get; set; }

    /// <summary>Whether one more delivery may wait.</summary>
    public bool HasRoomForDelivery => State.Deliveries.HasRoomFor(DeliveriesDecided, Options.Limits);

    /// <summary>Forgets the decision before, and begins one at an instant.</summary>
    public void Begin(DateTimeOffset now, CallOutcome? asked = null)
    {
        (Now, Asked, Fault, _rules, _scheduled, DeliveriesDecided) = (now, asked, null, null, 0, 0);
        _facts.Clear();
        _notes.Clear();
        if (_hasUsed)
        {
            Array.Clear(_used);
            _hasUsed = false;
        }
    }

    public void Add(Fact fact) => _facts.Add(fact);

    public void Note(Fact fact) => _notes.Add(fact);

    public void CountRule(ArmedRule counted)
    {
        _rules = (_rules ?? State.Rules).Replace(counted);
        Note(new RuleCounted(counted));
    }

    public Guid NextUuid(IdKind kind) => State.Ids.Uuid(kind, NextOrdinal(kind));

    public long NextOrdinal(IdKind kind)
    {
        _hasUsed = true;
        return State.Ordinal(kind) + ++_used[(int)kind];
    }

    /// <summary>The instrument, if it is this client's and not deleted.</summary>
    public Instrument? Instrument(ClientId client, InstrumentId id) =>
        State.Instruments.Find(id) is { Status: not InstrumentStatus.Deleted } found && found.ClientId == client ? found : null;

    /// <summary>The account that an instrument pays to or from: its own, or the one that has its CLABE.</summary>
    public Account? AccountBehind(Instrument instrument) => instrument switch
    {
        { AccountId: { } id } => State.Accounts.Find(id),
        { Detail: ClabeDetail detail } => State.AccountOf(detail.Clabe),
        _ => null,
    };

    /// <summary>The last rule of all that moves money: the world has room for it, so that applying cannot fail.</summary>
    /// <param name="transactions">How many transactions it makes.</param>
    /// <param name="amount">What it moves.</param>
    public Refusal? RoomFor(int transactions, Money amount)
    {
        if (State.Transactions.Count + transactions > Options.Limits.Transactions)
        {
            return new Refusal(RefusalCode.LimitReached, "transactions");
        }

        return State.Ledger.HasRoomFor(amount) ? null : new Refusal(RefusalCode.LimitReached, "money moved in all");
    }

    public void Post(LedgerAccountId debit, LedgerAccountId credit, Money amount, TransactionId? transaction) =>
        Add(new EntryMade(new LedgerEntry(EntryKind.Posted, debit, credit, amount, transaction)));

    public void PlaceHold(LedgerAccountId debit, LedgerAccountId credit, Money amount, TransactionId transaction) =>
        Add(new EntryMade(new LedgerEntry(EntryKind.HoldPlaced, debit, credit, amount, transaction)));

    /// <summary>Posts or voids the hold of a transaction.</summary>
    public void EndHold(TransactionId transaction, EntryKind kind)
    {
        var hold = State.Ledger.HoldOf(transaction)
            ?? throw new InvariantBroken(LedgerInvariants.HoldsHaveTransactions, $"{transaction} has no hold");
        Add(new EntryMade(new LedgerEntry(kind, hold.Debit, hold.Credit, hold.Amount, transaction)));
    }

    /// <summary>Schedules a command; it takes the place of what was scheduled for the subject.</summary>
    public void ScheduleAfter<T>(TimeSpan delay, Guid subject, T command)
        where T : Command, IDueCommand => ScheduleAt(Now + delay, subject, command);

    public void ScheduleAt<T>(DateTimeOffset at, Guid subject, T command, bool isRecurring = false)
        where T : Command, IDueCommand
    {
        Command due = command;
        due = due.Origin == Origin.Clock ? due : due with { Origin = Origin.Clock };
        Add(new ItemScheduled(new DueItem(at, State.ScheduledCount + ++_scheduled, subject, due, CommandSequence, isRecurring)));
    }

    /// <summary>Takes back what is scheduled for a subject; nothing where nothing is.</summary>
    public void Unschedule(Guid subject)
    {
        if (State.Schedule.Has(subject))
        {
            Add(new ItemUnscheduled(subject));
        }
    }

    public long ScheduledCount => _scheduled;
}

/// <summary>Money moved, or was held, or given back.</summary>
/// <param name="Entry">The double entry.</param>
public sealed record EntryMade(LedgerEntry Entry) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "ledger_entry";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Entry.TransactionId;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("entry", WireName<EntryKind>.Of(Entry.Kind)), new("amount", Entry.Amount.ToString()),
        new("debit", Entry.Debit.Value.ToString()), new("credit", Entry.Credit.Value.ToString()),
    ];

    internal override void ApplyTo(WorldState state) => state.Ledger.Apply(Entry, state.Options.Limits.LedgerEntries);
}
