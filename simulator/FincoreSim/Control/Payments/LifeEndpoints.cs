using FincoreSim.Api.Http;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Lives;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Payments;

/// <summary>Reading the life of a transaction.</summary>
internal static class LifeEndpoints
{
    public static void MapLives(this ControlRoutes routes) => routes.Get(
        "/_sim/sandboxes/{sb}/transactions/{id}/life",
        ControlOperations.Of("getTransactionLife", "Payments", "What happened to a transaction, and what is due",
            ControlJson.Default.LifeView, null, 400, 404) with
        {
            Description = "Made from the journal and the log of calls, as far as these reach back; "
                + "is_whole says whether the journal has its beginning. In the place of the id stands its beginning, of four "
                + "characters or more, or a tracking key; where several are meant, 400 names them.",
        },
        Read);

    /// <summary>How much of an id must be there, so that it is not met by chance.</summary>
    private const int PrefixMin = 4;

    /// <summary>How many of those that are meant are named.</summary>
    private const int NamedMax = 10;

    private static ValueTask<Reply> Read(ControlCall call) => call.In(sandbox =>
    {
        var asked = (string)call.Context.GetRouteValue("id")!;
        if (Guid.TryParse(asked, out var whole))
        {
            return Read(sandbox, new TransactionId(whole));
        }

        var meant = ControlList.Some<Transaction>(
            call, sandbox.Gate, (world, place) => world.State.Transactions.Before(place), one => IsMeant(one, asked),
            start: long.MaxValue, sought: NamedMax + 1);
        return meant switch
        {
            [] => new Refusal(RefusalCode.NotFound, "Transaction"),
            [var one] => Read(sandbox, one.Thing.Id),
            _ => new Refusal(RefusalCode.InvalidArgument, Ambiguous(asked, meant)),
        };
    });

    private static Reply Read(Sandbox sandbox, TransactionId id) => Life.Of(sandbox, id) is { } life
        ? Reply.Json(sandbox.Gate.Inspect(world => LifeView.From(life, world)), ControlJson.Default.LifeView)
        : new Refusal(RefusalCode.NotFound, "Transaction");

    private static bool IsMeant(Transaction one, string asked) => one.TrackingKey == asked
        || (asked.Length >= PrefixMin && one.Id.Value.ToString().StartsWith(asked, StringComparison.OrdinalIgnoreCase));

    private static string Ambiguous(string asked, List<Placed<Transaction>> meant) =>
        $"'{asked}' stands for {(meant.Count > NamedMax ? $"more than {NamedMax}" : meant.Count)} transactions, and one is "
        + $"explained: {string.Join(", ", meant.Take(NamedMax).Select(one => Named(one.Thing)))}";

    private static string Named(Transaction one) =>
        $"{one.Id.Value} ({WireName<TransactionSubCategory>.Of(one.SubCategory)} {one.Amount}, {one.TrackingKey})";
}
