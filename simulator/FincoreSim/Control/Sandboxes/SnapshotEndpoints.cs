using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Sandboxes;

/// <summary>
/// Taking snapshots and going back to them. A sandbox can be made from one: <c>POST /_sim/sandboxes {"snapshot": …}</c>.
/// </summary>
internal static class SnapshotEndpoints
{
    private const string Module = "Snapshots";

    public static void MapSnapshots(this ControlRoutes routes)
    {
        routes.Post(
            "/_sim/sandboxes/{sb}/snapshots",
            ControlOperations.Of("takeSnapshot", Module, "Keep the world as it is", ControlJson.Default.SnapshotView, null, 404,
                409, 429) with
            { Status = 201 }, Take);
        routes.Get(
            "/_sim/sandboxes/{sb}/snapshots",
            ControlOperations.Of("listSnapshots", Module, "The snapshots of a sandbox", ControlJson.Default.PageOfSnapshotView,
                null, 404) with
            { Query = ControlList.Pages }, List);
        routes.Post(
            "/_sim/sandboxes/{sb}/snapshots/{id}/restore",
            ControlOperations.Of("restoreSnapshot", Module, "Back to a snapshot, clock and all", ControlJson.Default.SandboxView,
                null, 404), Restore);
    }

    private static ValueTask<Reply> Take(ControlCall call) => call.In(sandbox =>
    {
        var taken = call.Sandboxes.TakeSnapshot(sandbox);
        return taken.IsAccepted
            ? Reply.Json(SnapshotView.From(taken.Value), ControlJson.Default.SnapshotView, 201)
            : taken.Refusal;
    });

    private static ValueTask<Reply> List(ControlCall call) => call.In(sandbox =>
    {
        var behind = call.Sandboxes.SnapshotsAfter(ControlList.AfterOf(call));
        return ControlList.Page(call, behind.Where(placed => placed.Thing.SandboxId == sandbox.Id))
            .Reply(SnapshotView.From, ControlJson.Default.SnapshotView);
    });

    private static ValueTask<Reply> Restore(ControlCall call) => call.In(sandbox =>
    {
        if (call.Sandboxes.FindSnapshot((string)call.Context.GetRouteValue("id")!) is not { } snapshot
            || snapshot.SandboxId != sandbox.Id)
        {
            return new Refusal(RefusalCode.NotFound, "Snapshot");
        }

        sandbox.Restore(snapshot);
        return Reply.Json(SandboxView.From(sandbox), ControlJson.Default.SandboxView);
    });
}

/// <summary>A snapshot.</summary>
internal sealed record SnapshotView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("sandbox")] string Sandbox,
    [property: JsonPropertyName("now")] string Now)
{
    public static SnapshotView From(Snapshot snapshot) =>
        new(snapshot.Id, snapshot.SandboxId, Stamp.Iso(snapshot.Clock.Start!.Value));
}
