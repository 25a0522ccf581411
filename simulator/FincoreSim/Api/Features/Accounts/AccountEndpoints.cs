using FincoreSim.Api.Http;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Accounts;

/// <summary>Reading accounts, and creating private ones.</summary>
internal static class AccountEndpoints
{
    private const string Module = "Accounts";

    private static readonly ApiOperation List = new("getAccounts", Module, "GetAccounts", "Retrieve accounts for a client")
    {
        Answer = ApiJson.Default.AccountList,
        Query = QueryMembers.Pages("per_page"),
    };

    private static readonly ApiOperation One = new("getAccountById", Module, "GetAccount", "Retrieve a single account")
    {
        Description = "No page lists this call; a public client depends on it.",
        Answer = ApiJson.Default.AccountView,
        Errors = [404],
    };

    private static readonly ApiOperation Create = new("postCreatePrivateAccount", Module, "CreatePrivateAccount",
        "Create a private account")
    {
        Description = "Creates the account, its instrument and its CLABE under a centralizing account.",
        Answer = ApiJson.Default.AccountView,
        SwitchedStatus = 201,
        Body = new BodyShape(
            "PrivateAccountRequest",
            Member.Uuid("bank_id", "FINCO_PAY, or its twin.", example: "9d84b03a-28d1-4898-a69c-38824239e2b1"),
            Member.Uuid("owner_id", "The client, or one of its customers.", example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
            Member.Uuid("client_bank_adapter_id", "The client's bank adapter.", example: "5b3a1b67-ab59-4cc1-8fc6-1d558b32b237"),
            Member.Uuid("client_id", "The client.", example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
            Member.Uuid("account_id", "The centralizing account above it.", example: "24a726ac-180d-48df-82bc-711f2788a46f")),
    };

    public static void MapAccounts(this ApiRoutes routes)
    {
        routes.Get("/v1/clients/{clientId}/accounts", List, ReadAccounts);
        routes.Get("/v1/clients/{clientId}/accounts/{accountId}", One, ReadAccount);
        routes.Post("/v1/clients/{clientId}/private_accounts", Create, CreatePrivateAccount);
    }

    private static Reply ReadAccounts(ApiCall call)
    {
        var paging = Paging.Read(call.Query, "per_page");
        if (!paging.IsAccepted)
        {
            return paging.Refusal;
        }

        var page = paging.Value;
        var (total, items) = call.Sandbox.Read(world =>
        {
            var all = AccountQueries.OfClient(world.State, call.Client).ToArray();
            return (all.Length, page.Of(all).Select(account => AccountQueries.WithBalance(world.State, account)).ToArray());
        });
        return Reply.Json(
            new AccountList(page.Number, page.Size, total, [.. items.Select(item => AccountView.From(item, call.Options))]),
            ApiJson.Default.AccountList);
    }

    private static Reply ReadAccount(ApiCall call)
    {
        var id = call.PathUuid("accountId");
        if (!id.IsAccepted)
        {
            return id.Refusal;
        }

        return call.Sandbox.Read(world => AccountQueries.Find(world.State, call.Client, new AccountId(id.Value))) is { } found
            ? Reply.Json(AccountView.From(found, call.Options), ApiJson.Default.AccountView)
            : new Refusal(RefusalCode.NotFound, "Account");
    }

    private static Reply CreatePrivateAccount(ApiCall call)
    {
        var read = call.ReadBody();
        if (!read.IsAccepted)
        {
            return read.Refusal;
        }

        var body = read.Value;
        var command = new CreatePrivateAccount(
            call.Client,
            new BankId(body.Uuid("bank_id")),
            body.Uuid("owner_id"),
            body.Uuid("client_bank_adapter_id"),
            new AccountId(body.Uuid("account_id")));
        return call.Execute(command, (account, options) => Reply.Json(
            AccountView.From(new AccountBalance(account, Money.Zero), options), ApiJson.Default.AccountView,
            options.CreateAnswers201 ? 201 : 200));
    }
}
