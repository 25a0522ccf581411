using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Transactions;

/// <summary>Reading transactions.</summary>
internal static class TransactionEndpoints
{
    private const string Module = "Transactions";

    private static readonly ImmutableArray<Member> Filters =
    [
        Member.Choice("transaction_status", "Only with this status.", WireName<TransactionStatus>.All, required: false),
        Member.Text("tracking_id", "Only with this tracking key.", required: false, example: "20250520FINCHARNJK5NHQG"),
        Member.Choice("transaction_category", "Only of this category.", WireName<TransactionCategory>.All, required: false),
        Member.Uuid("bank_id", "Only of this bank.", required: false, example: "1953a92c-11e5-4315-b406-b89dd6b699b4"),
    ];

    private static readonly ApiOperation One = new("getTransaction", Module, "GetTransaction", "Retrieve a transaction")
    {
        Description = "With filters that do not match it is answered as unknown.",
        Answer = ApiJson.Default.TransactionView,
        Query = Filters,
        Errors = [404],
    };

    private static readonly ApiOperation ListOfClient = new("listClientTransactions", Module, "ListTransactions",
        "List a client's transactions")
    {
        Description = "No page lists this call; newest first.",
        Answer = ApiJson.Default.TransactionList,
        Query = [.. Filters, .. QueryMembers.Pages("per_page")],
    };

    private static readonly ApiOperation List = ListOfClient with
    {
        Id = "listTransactions",
        Summary = "List the caller's transactions",
        Description = "No page lists this call; a public client depends on it.",
    };

    public static void MapTransactions(this ApiRoutes routes)
    {
        routes.Get("/v1/clients/{clientId}/transactions/{transactionId}", One, ReadTransaction);
        routes.Get("/v1/clients/{clientId}/transactions", ListOfClient, call => ListTransactions(call, (_, _) => null));
        routes.Get("/v1/transactions", List, call => ListTransactions(call, Pagination.Of));
    }

    private static Reply ReadTransaction(ApiCall call)
    {
        var id = call.PathUuid("transactionId");
        var filter = ReadFilter(call);
        if (!id.IsAccepted || !filter.IsAccepted)
        {
            return (id.Refusal ?? filter.Refusal)!;
        }

        var found = call.Sandbox.Read(
            world => TransactionQueries.Find(world.State, call.Client, new TransactionId(id.Value), filter.Value));
        return found is null
            ? new Refusal(RefusalCode.NotFound, "Transaction")
            : Reply.Json(TransactionView.From(found, call.Options), ApiJson.Default.TransactionView);
    }

    private static Reply ListTransactions(ApiCall call, Func<Paging, int, Pagination?> pagination)
    {
        var filter = ReadFilter(call);
        var paging = Paging.Read(call.Query, "per_page");
        if (!filter.IsAccepted || !paging.IsAccepted)
        {
            return (filter.Refusal ?? paging.Refusal)!;
        }

        var page = paging.Value;
        var (total, items) = call.Sandbox.Read(world => PageOf(world, call.Client, filter.Value, page));
        return Reply.Json(
            new TransactionList(
                [.. items.Select(item => TransactionView.From(item, call.Options))], page.Number, page.Size, total,
                pagination(page, total)),
            ApiJson.Default.TransactionList);
    }

    /// <summary>Without filters only the page is walked, however long the list is.</summary>
    private static (int Total, Transaction[] Items) PageOf(World world, ClientId client, TransactionFilter filter, Paging page)
    {
        var all = TransactionQueries.NewestFirst(world.State, client);
        if (filter.MatchesAll)
        {
            return (TransactionQueries.Count(world.State, client), [.. page.Of(all)]);
        }

        var matching = all.Where(filter.Matches).ToArray();
        return (matching.Length, [.. page.Of(matching)]);
    }

    private static Outcome<TransactionFilter> ReadFilter(ApiCall call)
    {
        if (!TryReadChoice<TransactionStatus>(call, "transaction_status", out var status))
        {
            return OneOf<TransactionStatus>("transaction_status");
        }

        if (!TryReadChoice<TransactionCategory>(call, "transaction_category", out var category))
        {
            return OneOf<TransactionCategory>("transaction_category");
        }

        var bank = call.QueryUuid("bank_id");
        if (!bank.IsAccepted)
        {
            return bank.Refusal;
        }

        var trackingKey = call.Query.TryGetValue("tracking_id", out var text) ? text.ToString() : null;
        return new TransactionFilter(status, trackingKey, category, bank.Value is { } id ? new BankId(id) : null);
    }

    private static bool TryReadChoice<TEnum>(ApiCall call, string name, out TEnum? value)
        where TEnum : struct, Enum
    {
        value = null;
        if (!call.Query.TryGetValue(name, out var text))
        {
            return true;
        }

        var isKnown = WireName<TEnum>.TryParse(text, out var known);
        value = known;
        return isKnown;
    }

    private static Refusal OneOf<TEnum>(string name)
        where TEnum : struct, Enum =>
        new(RefusalCode.InvalidArgument, $"{name} must be one of {string.Join(", ", WireName<TEnum>.All)}.");
}
