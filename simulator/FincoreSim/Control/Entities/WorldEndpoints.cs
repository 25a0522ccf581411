using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Entities;

/// <summary>What the API has no public call for: clients, customers, accounts, money, states; and reading everything.</summary>
internal static class WorldEndpoints
{
    private const string Module = "World";

    private static readonly BodyShape ClientBody = new(
        "ClientRequest", Member.Text("name", TextRules.Name, "A name for people.", required: false, example: "Client"));

    private static readonly BodyShape CustomerBody = new(
        "CustomerRequest",
        Member.Uuid("client_id", "The client; the sandbox's first by default.", required: false),
        Member.Text("name", TextRules.Name, "The customer's name.", required: false, example: "Ana Perez"),
        Member.Text("rfc", TextRules.Rfc, "Its tax identifier; ND by default.", required: false, example: "XAXX010101000"));

    private static readonly BodyShape AccountBody = new(
        "AccountRequest",
        Member.Uuid("client_id", "The client; the sandbox's first by default.", required: false),
        Member.Uuid("customer_id", "The customer who owns it; the client by default.", required: false),
        Member.Choice("type", "What it is for; PRIVATE_ACCOUNT by default.", WireName<AccountType>.All, required: false),
        Member.Text("balance", "What it starts with; 0.00 by default.", required: false, example: "1000.00"));

    private static readonly BodyShape FundBody = new("FundRequest", Member.Text("amount", "Above 0.", example: "100.00"));

    public static void MapWorld(this ControlRoutes routes)
    {
        routes.Post(
            "/_sim/sandboxes/{sb}/clients",
            ControlOperations.Of("addClient", Module, "Add a client", ControlJson.Default.ClientView, ClientBody, 404, 429) with
            {
                Status = 201
            }, AddClient);
        routes.Post(
            "/_sim/sandboxes/{sb}/customers",
            ControlOperations.Of("addCustomer", Module, "Add a customer", ControlJson.Default.CustomerView, CustomerBody, 404,
                429) with
            { Status = 201 }, AddCustomer);
        routes.Post(
            "/_sim/sandboxes/{sb}/accounts",
            ControlOperations.Of("openAccount", Module, "Open an account", ControlJson.Default.AccountItem, AccountBody, 404,
                429) with
            { Status = 201 }, OpenAccount);
        routes.Post(
            "/_sim/sandboxes/{sb}/accounts/{id}/fund", ControlOperations.Of(
                "fundAccount", Module, "Put money on an account", ControlJson.Default.AccountItem, FundBody, 404), FundAccount);
        foreach (var move in Enum.GetValues<AccountMove>())
        {
            var verb = WireName<AccountMove>.Of(move).ToLowerInvariant();
            routes.Post(
                $"/_sim/sandboxes/{{sb}}/accounts/{{id}}/{verb}",
                ControlOperations.Of($"{verb}Account", Module, $"{move} an account", ControlJson.Default.AccountItem, null, 404,
                    409), call => MoveAccount(call, move));
        }

        foreach (var move in Enum.GetValues<InstrumentMove>())
        {
            var verb = WireName<InstrumentMove>.Of(move).ToLowerInvariant();
            routes.Post(
                $"/_sim/sandboxes/{{sb}}/instruments/{{id}}/{verb}",
                ControlOperations.Of($"{verb}Instrument", Module, $"{move} an instrument", ControlJson.Default.InstrumentItem,
                    null, 404, 409), call => MoveInstrument(call, move));
        }
    }

    /// <summary>An account with its balances, as every call on accounts answers.</summary>
    public static Reply ShowAccount(Sandbox sandbox, AccountId id, int status = 200)
    {
        var item = sandbox.Read(
            world => world.State.Accounts.Find(id) is { } account ? AccountItem.From(account, world.State.Ledger[id]) : null);
        return item is null
            ? new Refusal(RefusalCode.NotFound, "Account")
            : Reply.Json(item, ControlJson.Default.AccountItem, status);
    }

    private static ValueTask<Reply> AddClient(ControlCall call) => call.Execute(
        new AddClient(call.Body.OptionalText("name") ?? "Client"),
        (sandbox, client) => Reply.Json(ClientView.From(sandbox, client), ControlJson.Default.ClientView, 201));

    private static ValueTask<Reply> AddCustomer(ControlCall call) => call.Execute(
        new AddCustomer(ClientOf(call), call.Body.OptionalText("name") ?? "Customer",
            call.Body.OptionalText("rfc") ?? InstrumentRules.UnknownRfc),
        (_, customer) => Reply.Json(CustomerView.From(customer), ControlJson.Default.CustomerView, 201));

    private static ValueTask<Reply> OpenAccount(ControlCall call)
    {
        if (!Money.TryParse(call.Body.OptionalText("balance") ?? "0.00", out var balance) || balance < Money.Zero)
        {
            return AmountRefused("balance");
        }

        var customer = call.Body.OptionalUuid("customer_id") is { } id ? new CustomerId(id) : (CustomerId?)null;
        return call.Execute(
            new OpenAccount(ClientOf(call), customer,
                call.Body.OptionalChoice<AccountType>("type") ?? AccountType.PrivateAccount, balance),
            (sandbox, account) => ShowAccount(sandbox, account.Id, 201));
    }

    private static ValueTask<Reply> FundAccount(ControlCall call) => Money.TryParse(call.Body.Text("amount"), out var amount)
        ? call.Execute(
            new FundAccount(new AccountId(call.PathUuid("id")), amount), (sandbox, account) => ShowAccount(sandbox, account.Id))
        : AmountRefused("amount");

    private static ValueTask<Reply> MoveAccount(ControlCall call, AccountMove move) => call.Execute(
        new MoveAccount(new AccountId(call.PathUuid("id")), move), (sandbox, account) => ShowAccount(sandbox, account.Id));

    private static ValueTask<Reply> MoveInstrument(ControlCall call, InstrumentMove move) => call.Execute(
        new MoveInstrument(new InstrumentId(call.PathUuid("id")), move),
        (_, instrument) => Reply.Json(InstrumentItem.From(instrument), ControlJson.Default.InstrumentItem));

    /// <summary>The client that a body names; else the sandbox's first.</summary>
    private static ClientId ClientOf(ControlCall call) => call.Body.OptionalUuid("client_id") is { } id
        ? new ClientId(id)
        : call.Sandbox.Then<ClientId>(
            sandbox => sandbox.Read(world => world.State.Clients.OldestFirst().First().Id)) is { IsAccepted: true } first
            ? first.Value
            : default;

    private static ValueTask<Reply> AmountRefused(string name) => ValueTask.FromResult<Reply>(
        new Refusal(RefusalCode.InvalidArgument, $"{name} must be a text with two decimals such as 100.00, not negative."));
}
