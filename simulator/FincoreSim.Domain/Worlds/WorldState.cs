using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Scenarios;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// All that a world is at an instant. Facts change it, nothing else; a fork shares what both have and copies what one of
/// them changes. Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class WorldState
{
    private readonly long[] _ordinals;
    private StateMap<Clabe, AccountId> _accountByClabe;
    private StateMap<ClientId, StateList<TransactionId>> _transactionsOfClient;

    internal WorldState(WorldOptions options, long seed, BankCatalogue banks)
    {
        Options = options;
        Seed = seed;
        Ids = new SeededIds(seed);
        Banks = banks;
        Edit = new Edit();
        Ledger = new LedgerBook(Edit);
        Journal = new Journal(Edit);
        Schedule = new Schedule(Edit);
        Deliveries = new DeliveryBook(Edit);
        Idempotency = new IdempotencyTable(Edit);
        _ordinals = new long[Draft.IdKinds];
        foreach (var account in new LedgerAccount[]
                 {
                     new(LedgerAccountId.SpeiClearing, "SPEI_CLEARING", true), new(LedgerAccountId.Opening, "OPENING", true),
                 })
        {
            Ledger.Open(account);
        }
    }

    private WorldState(WorldState other)
    {
        Edit = new Edit();
        (Options, Seed, Ids, Banks, ScheduledCount) = (other.Options, other.Seed, other.Ids, other.Banks, other.ScheduledCount);
        (Clients, Customers, Accounts, Instruments) = (other.Clients, other.Customers, other.Accounts, other.Instruments);
        (Transactions, Webhooks, Reports) = (other.Transactions, other.Webhooks, other.Reports);
        Rules = other.Rules;
        DepositKeys = other.DepositKeys;
        (_accountByClabe, _transactionsOfClient) = (other._accountByClabe, other._transactionsOfClient);
        _ordinals = [.. other._ordinals];
        Ledger = other.Ledger.Fork(Edit);
        Journal = other.Journal.Fork(Edit);
        Deliveries = other.Deliveries.Fork(Edit);
        Idempotency = other.Idempotency.Fork(Edit);
        Schedule = other.Schedule.Fork(Edit);
    }

    /// <summary>The switches.</summary>
    public WorldOptions Options { get; internal set; }

    /// <summary>The seed of ids and chance.</summary>
    public long Seed { get; private set; }

    /// <summary>The banks.</summary>
    public BankCatalogue Banks { get; }

    /// <summary>Balances, holds and entries.</summary>
    public LedgerBook Ledger { get; }

    /// <summary>All that happened.</summary>
    public Journal Journal { get; }

    /// <summary>Idempotency keys and their answers.</summary>
    public IdempotencyTable Idempotency { get; }

    /// <summary>Deliveries of webhooks.</summary>
    public DeliveryBook Deliveries { get; }

    /// <summary>The rules that are armed.</summary>
    public RuleBook Rules { get; internal set; } = RuleBook.Empty;

    internal SeededIds Ids { get; private set; }

    internal Edit Edit { get; private set; }

    internal Schedule Schedule { get; }

    internal long ScheduledCount { get; private set; }

    /// <summary>Every client.</summary>
    public Table<ClientId, Client> Clients { get; internal set; }

    /// <summary>Every customer.</summary>
    public Table<CustomerId, Customer> Customers { get; internal set; }

    /// <summary>Every account.</summary>
    public Table<AccountId, Account> Accounts { get; internal set; }

    /// <summary>Every instrument, deleted ones too.</summary>
    public Table<InstrumentId, Instrument> Instruments { get; internal set; }

    /// <summary>Every transaction.</summary>
    public Table<TransactionId, Transaction> Transactions { get; internal set; }

    /// <summary>Every registered webhook, deleted ones too.</summary>
    public Table<WebhookId, Webhook> Webhooks { get; internal set; }

    /// <summary>Every report that was produced.</summary>
    public StateList<Report> Reports { get; internal set; }

    /// <summary>What is due, in the order in which it will run.</summary>
    public IEnumerable<DueItem> Due => Schedule.Items;

    internal DepositKeys DepositKeys { get; private set; }

    /// <summary>The account with this CLABE.</summary>
    public Account? AccountOf(Clabe clabe) => _accountByClabe.TryGet(clabe, out var id) ? Accounts.Find(id) : null;

    /// <summary>How many ids of a kind were given so far.</summary>
    public long Ordinal(IdKind kind) => _ordinals[(int)kind];

    internal StateList<TransactionId> TransactionIdsOf(ClientId client) => _transactionsOfClient.Find(client);

    internal void UseSeed(long seed) => (Seed, Ids) = (seed, new SeededIds(seed));

    internal void IndexClabe(Clabe clabe, AccountId account) => _accountByClabe = _accountByClabe.Set(clabe, account, Edit);

    internal void IndexDeposit(Transaction credit) => DepositKeys = DepositKeys.Add(
        new DepositKey(credit.Payer!.Institution, credit.TrackingKey), OperatingDay.Of(credit.CreatedAt, Options.OperatingDayTurns), Edit);

    internal void IndexTransaction(ClientId client, TransactionId id) => _transactionsOfClient =
        _transactionsOfClient.Set(client, TransactionIdsOf(client).Add(id, Edit), Edit);

    internal void CountIds(Draft draft)
    {
        for (var kind = 0; kind < draft.Used.Length; kind++)
        {
            _ordinals[kind] += draft.Used[kind];
        }

        ScheduledCount += draft.ScheduledCount;
    }

    internal WorldState Fork()
    {
        var fork = new WorldState(this);
        Edit = new Edit();
        Ledger.Use(Edit);
        Journal.Use(Edit);
        Schedule.Use(Edit);
        Deliveries.Use(Edit);
        Idempotency.Use(Edit);
        return fork;
    }
}
