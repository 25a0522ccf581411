using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.State;

namespace FincoreSim.Control;

/// <summary>Reading everything that a world has, page by page.</summary>
internal static class WorldLists
{
    private const string Module = "World";

    private static readonly Member Client = Member.Uuid("client_id", "Only of this client.", required: false);
    private static readonly Member Account = Member.Uuid("account_id", "Only of this account.", required: false);
    private static readonly Member Owner = Member.Uuid("owner_id", "Only of this owner: a client or a customer.", required: false);
    private static readonly Member Customer = Member.Uuid("customer_id", "Only of this customer.", required: false);

    public static void MapWorldLists(this ControlRoutes routes)
    {
        routes.Get("/_sim/sandboxes/{sb}/clients", ControlOperations.Of("listClients", Module, "Every client, with its credentials", ControlJson.Default.PageOfClientView, null, 404) with { Query = ControlList.Pages }, ListClients);
        routes.Get("/_sim/sandboxes/{sb}/customers", ControlOperations.Of("listCustomers", Module, "Every customer", ControlJson.Default.PageOfCustomerView, null, 404) with { Query = [Client, .. ControlList.Pages] }, ListCustomers);
        routes.Get("/_sim/sandboxes/{sb}/accounts", ControlOperations.Of("listAccounts", Module, "Every account", ControlJson.Default.PageOfAccountItem, null, 404) with
        {
            Query = [Of<AccountStatus>("status"), Of<AccountType>("type"), Account, Owner, Customer, Client, .. ControlList.Pages],
        }, ListAccounts);
        routes.Get("/_sim/sandboxes/{sb}/instruments", ControlOperations.Of("listAllInstruments", Module, "Every instrument", ControlJson.Default.PageOfInstrumentItem, null, 404) with
        {
            Query = [Of<InstrumentStatus>("status"), Of<InstrumentType>("type"), Account, Owner, Customer, Client, .. ControlList.Pages],
        }, ListInstruments);
        routes.Get("/_sim/sandboxes/{sb}/transactions", ControlOperations.Of("listAllTransactions", Module, "Every transaction, the newest first", ControlJson.Default.PageOfTransactionItem, null, 404) with
        {
            Query =
            [
                Of<TransactionStatus>("status"),
                Of<TransactionSubCategory>("type"),
                Of<TransactionCategory>("category"),
                Member.Uuid("transaction_id", "Only this transaction, and those that it led to: its refund, its other leg.", required: false),
                Account,
                Client,
                .. ControlList.Pages,
            ],
        }, ListTransactions);
        routes.Get("/_sim/sandboxes/{sb}/ledger", ControlOperations.Of("getLedger", Module, "Balances, totals and invariants", ControlJson.Default.LedgerView, null, 404) with
        {
            Description = "Totals and invariants are of the whole ledger, whatever page of its accounts is asked for.",
            Query = ControlList.Pages,
        }, ShowLedger);
    }

    private static ValueTask<Reply> ListClients(ControlCall call) => call.In(sandbox =>
    {
        var (page, next) = ControlList.Read(call, sandbox.Gate, (world, place) => world.State.Clients.After(place));
        return Reply.Json(new PageOf<ClientView>([.. page.Select(client => ClientView.From(sandbox, client))], next), ControlJson.Default.PageOfClientView);
    });

    private static ValueTask<Reply> ListCustomers(ControlCall call) => call.In(sandbox =>
    {
        var client = call.Query.Uuid("client_id");
        var (page, next) = ControlList.Read(
            call, sandbox.Gate, (world, place) => world.State.Customers.After(place), customer => client is null || customer.ClientId.Value == client);
        return Reply.Json(new PageOf<CustomerView>([.. page.Select(CustomerView.From)], next), ControlJson.Default.PageOfCustomerView);
    });

    private static ValueTask<Reply> ListAccounts(ControlCall call) => call.In(sandbox =>
    {
        var asked = Held.Of(call.Query);
        var (status, type) = (call.Query.Choice<AccountStatus>("status"), call.Query.Choice<AccountType>("type"));
        var (page, next) = ControlList.Read(
            call,
            sandbox.Gate,
            (world, place) => world.State.Accounts.After(place)
                .Select(placed => new Placed<(Account Account, LedgerAccount Ledger)>(placed.Place, (placed.Thing, world.State.Ledger[placed.Thing.Id]))),
            one => (status is null || one.Account.Status == status) && (type is null || one.Account.Type == type)
                && asked.Matches(one.Account.ClientId, one.Account.OwnerId, one.Account.Id));
        return Reply.Json(
            new PageOf<AccountItem>([.. page.Select(one => AccountItem.From(one.Account, one.Ledger))], next), ControlJson.Default.PageOfAccountItem);
    });

    private static ValueTask<Reply> ListInstruments(ControlCall call) => call.In(sandbox =>
    {
        var asked = Held.Of(call.Query);
        var (status, type) = (call.Query.Choice<InstrumentStatus>("status"), call.Query.Choice<InstrumentType>("type"));
        var (page, next) = ControlList.Read(
            call,
            sandbox.Gate,
            (world, place) => world.State.Instruments.After(place),
            one => (status is null || one.Status == status) && (type is null || one.Type == type)
                && asked.Matches(one.ClientId, one.OwnerId, one.AccountId));
        return Reply.Json(new PageOf<InstrumentItem>([.. page.Select(InstrumentItem.From)], next), ControlJson.Default.PageOfInstrumentItem);
    });

    private static ValueTask<Reply> ListTransactions(ControlCall call) => call.In(sandbox =>
    {
        var filter = TransactionsAsked.Of(call.Query);
        var (page, next) = ControlList.Read(
            call, sandbox.Gate, (world, place) => world.State.Transactions.Before(place), filter.Matches, start: long.MaxValue);
        return Reply.Json(new PageOf<TransactionItem>([.. page.Select(TransactionItem.From)], next), ControlJson.Default.PageOfTransactionItem);
    });

    private static ValueTask<Reply> ShowLedger(ControlCall call) => call.In(sandbox =>
        Reply.Json(sandbox.Read(world => LedgerView.From(world, call)), ControlJson.Default.LedgerView));

    private static Member Of<TEnum>(string name)
        where TEnum : struct, Enum =>
        Member.Choice(name, name == "status" ? "Only with this status." : $"Only of this {name}.", WireName<TEnum>.All, required: false);

    /// <summary>Whose things are asked for; null asks for all.</summary>
    private sealed record Held(Guid? Client, Guid? Owner, Guid? Customer, Guid? Account)
    {
        public static Held Of(ControlQuery query) =>
            new(query.Uuid("client_id"), query.Uuid("owner_id"), query.Uuid("customer_id"), query.Uuid("account_id"));

        public bool Matches(ClientId client, Guid owner, AccountId? account) =>
            (Client is null || client.Value == Client)
            && (Owner is null || owner == Owner)
            && (Customer is null || owner == Customer)
            && (Account is null || account?.Value == Account);
    }

    /// <summary>Which transactions are asked for; null asks for all.</summary>
    private sealed record TransactionsAsked(
        TransactionStatus? Status, TransactionSubCategory? Type, TransactionCategory? Category, Guid? Id, Guid? Account, Guid? Client)
    {
        public static TransactionsAsked Of(ControlQuery query) => new(
            query.Choice<TransactionStatus>("status"),
            query.Choice<TransactionSubCategory>("type"),
            query.Choice<TransactionCategory>("category"),
            query.Uuid("transaction_id"),
            query.Uuid("account_id"),
            query.Uuid("client_id"));

        public bool Matches(Transaction transaction) =>
            (Status is null || transaction.Status == Status)
            && (Type is null || transaction.SubCategory == Type)
            && (Category is null || transaction.Category == Category)
            && (Id is null || transaction.Id.Value == Id || transaction.OriginalId?.Value == Id || transaction.OtherLegId?.Value == Id)
            && (Account is null || transaction.AccountId.Value == Account)
            && (Client is null || transaction.ClientId.Value == Client);
    }
}
