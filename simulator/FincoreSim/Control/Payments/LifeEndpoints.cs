using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Lives;

namespace FincoreSim.Control.Payments;

/// <summary>Reading the life of a transaction.</summary>
internal static class LifeEndpoints
{
    public static void MapLives(this ControlRoutes routes) => routes.Get(
        "/_sim/sandboxes/{sb}/transactions/{id}/life",
        ControlOperations.Of("getTransactionLife", "Payments", "What happened to a transaction, and what is due",
            ControlJson.Default.LifeView, null, 404) with
        {
            Description = "Made from the journal and the log of calls, as far as these reach back; "
                + "is_whole says whether the journal has its beginning.",
        },
        Read);

    private static ValueTask<Reply> Read(ControlCall call) => call.In(sandbox =>
        Life.Of(sandbox, new TransactionId(call.PathUuid("id"))) is { } life
            ? Reply.Json(sandbox.Gate.Inspect(world => LifeView.From(life, world)), ControlJson.Default.LifeView)
            : new Refusal(RefusalCode.NotFound, "Transaction"));
}
