using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;

namespace FincoreSim.Control.Entities;

/// <summary>Reading everything that a world has, page by page.</summary>
internal static class WorldLists
{
    private const string Module = "World";
    private const string Sandbox = "/_sim/sandboxes/{sb}";

    private static readonly Member Client = Member.Uuid("client_id", "Only of this client.", required: false);

    /// <summary>Whose accounts or instruments are asked for.</summary>
    private static readonly ImmutableArray<Member> Holders =
    [
        Member.Uuid("account_id", "Only of this account.", required: false),
        Member.Uuid("owner_id", "Only of this owner, a client or a customer.", required: false),
        Member.Uuid("customer_id", "Only of this customer.", required: false),
        Client,
    ];

    public static void MapWorldLists(this ControlRoutes routes)
    {
        var contracts = ControlJson.Default;
        routes.Get($"{Sandbox}/clients", List("listClients", "Every client, with its credentials", contracts.PageOfClientView),
            ListClients);
        routes.Get(
            $"{Sandbox}/customers", List("listCustomers", "Every customer", contracts.PageOfCustomerView, Client), ListCustomers);
        routes.Get(
            $"{Sandbox}/accounts",
            List("listAccounts", "Every account", contracts.PageOfAccountItem,
                [Of<AccountStatus>("status"), Of<AccountType>("type"), .. Holders]),
            ListAccounts);
        routes.Get(
            $"{Sandbox}/instruments",
            List(
                "listAllInstruments", "Every instrument", contracts.PageOfInstrumentItem,
                [Of<InstrumentStatus>("status"), Of<InstrumentType>("type"), .. Holders]),
            ListInstruments);
        routes.Get(
            $"{Sandbox}/transactions",
            List("listAllTransactions", "Every transaction, the newest first", contracts.PageOfTransactionItem,
                TransactionsAsked.Query),
            ListTransactions);
        routes.Get(
            $"{Sandbox}/ledger",
            List("getLedger", "Balances, totals and invariants", contracts.LedgerView) with
            {
                Description = "Totals and invariants are of the whole ledger, whatever page of its accounts is asked for.",
            },
            call => call.In(
                sandbox => Reply.Json(sandbox.Read(world => LedgerView.From(world, call)), ControlJson.Default.LedgerView)));
    }

    private static ValueTask<Reply> ListClients(ControlCall call) => call.In(sandbox => ControlList
        .Read(call, sandbox.Gate, (world, place) => world.State.Clients.After(place))
        .Reply(client => ClientView.From(sandbox, client), ControlJson.Default.ClientView));

    private static ValueTask<Reply> ListCustomers(ControlCall call) => call.In(sandbox =>
    {
        var client = call.Query.Uuid("client_id");
        var found = ControlList.Read(
            call,
            sandbox.Gate,
            (world, place) => world.State.Customers.After(place),
            customer => client is null || customer.ClientId.Value == client);
        return found.Reply(CustomerView.From, ControlJson.Default.CustomerView);
    });

    private static ValueTask<Reply> ListAccounts(ControlCall call) => call.In(sandbox =>
    {
        var holder = Holder.Of(call.Query);
        var (status, type) = (call.Query.Choice<AccountStatus>("status"), call.Query.Choice<AccountType>("type"));
        var found = ControlList.Read(
            call,
            sandbox.Gate,
            (world, place) => world.State.Accounts.After(place).Select(placed => WithBalance(world, placed)),
            one => (status is null || one.Account.Status == status)
                && (type is null || one.Account.Type == type)
                && holder.Matches(one.Account.ClientId, one.Account.OwnerId, one.Account.Id));
        return found.Reply(one => AccountItem.From(one.Account, one.Ledger), ControlJson.Default.AccountItem);
    });

    private static Placed<(Account Account, LedgerAccount Ledger)> WithBalance(World world, Placed<Account> placed) =>
        new(placed.Place, (placed.Thing, world.State.Ledger[placed.Thing.Id]));

    private static ValueTask<Reply> ListInstruments(ControlCall call) => call.In(sandbox =>
    {
        var holder = Holder.Of(call.Query);
        var (status, type) = (call.Query.Choice<InstrumentStatus>("status"), call.Query.Choice<InstrumentType>("type"));
        var found = ControlList.Read(
            call,
            sandbox.Gate,
            (world, place) => world.State.Instruments.After(place),
            one => (status is null || one.Status == status)
                && (type is null || one.Type == type)
                && holder.Matches(one.ClientId, one.OwnerId, one.AccountId));
        return found.Reply(InstrumentItem.From, ControlJson.Default.InstrumentItem);
    });

    private static ValueTask<Reply> ListTransactions(ControlCall call) => call.In(sandbox =>
    {
        var asked = TransactionsAsked.Of(call.Query);
        var found = ControlList.Read(
            call, sandbox.Gate, (world, place) => world.State.Transactions.Before(place), asked.Matches, start: long.MaxValue);
        return found.Reply(
            transaction => sandbox.Gate.Inspect(world => TransactionItem.From(transaction, world)),
            ControlJson.Default.TransactionItem);
    });

    private static ApiOperation List(string id, string summary, JsonTypeInfo answer, params ImmutableArray<Member> filters) =>
        ControlOperations.Of(id, Module, summary, answer, null, 404) with { Query = [.. filters, .. ControlList.Pages] };

    private static Member Of<TEnum>(string name)
        where TEnum : struct, Enum => Member.Choice(
            name, name == "status" ? "Only with this status." : $"Only of this {name}.", WireName<TEnum>.All, required: false);

    /// <summary>Whose things are asked for; null asks for all.</summary>
    private sealed record Holder(Guid? Client, Guid? Owner, Guid? Customer, Guid? Account)
    {
        public static Holder Of(ControlQuery query) =>
            new(query.Uuid("client_id"), query.Uuid("owner_id"), query.Uuid("customer_id"), query.Uuid("account_id"));

        public bool Matches(ClientId client, Guid owner, AccountId? account) =>
            (Client is null || client.Value == Client)
            && (Owner is null || owner == Owner)
            && (Customer is null || owner == Customer)
            && (Account is null || account?.Value == Account);
    }

    /// <summary>Which transactions are asked for; null asks for all.</summary>
    private sealed record TransactionsAsked(
        TransactionStatus? Status,
        TransactionSubCategory? Type,
        TransactionCategory? Category,
        Guid? Id,
        Guid? Account,
        Guid? Client)
    {
        public static ImmutableArray<Member> Query { get; } =
        [
            WorldLists.Of<TransactionStatus>("status"),
            WorldLists.Of<TransactionSubCategory>("type"),
            WorldLists.Of<TransactionCategory>("category"),
            Member.Uuid(
                "transaction_id", "Only this transaction and what it led to: its refund, its other leg.", required: false),
            Member.Uuid("account_id", "Only of this account.", required: false),
            WorldLists.Client,
        ];

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
            && (Id is null || IsAbout(transaction))
            && (Account is null || transaction.AccountId.Value == Account)
            && (Client is null || transaction.ClientId.Value == Client);

        private bool IsAbout(Transaction transaction) =>
            transaction.Id.Value == Id || transaction.OriginalId?.Value == Id || transaction.OtherLegId?.Value == Id;
    }
}
