using System.Text;
using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Journals;

/// <summary>Reading the journal, at once or as it grows.</summary>
internal static class JournalEndpoints
{
    private const string Module = "Journal";

    /// <summary>How many entries are taken from the journal at a time, for a stream.</summary>
    private const int TakenMax = 500;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapJournal(this ControlRoutes routes)
    {
        var after = Member.Whole("after", "Only entries with a higher number than this one.", 0, long.MaxValue, "0");
        routes.Get("/_sim/sandboxes/{sb}/journal", ControlOperations.Of("getJournal", Module, "What happened, oldest first", ControlJson.Default.JournalPage, null, 404) with
        {
            Query =
            [
                ControlList.Limit,
                after,
                Member.Choice("kind", "Only of this kind.", FactKinds.All, required: false),
                Member.Uuid("transaction_id", "Only about this transaction.", required: false),
                Member.Uuid("transaction", "The same.", required: false),
            ],
        }, Read);
        routes.Stream("/_sim/sandboxes/{sb}/journal/stream", ControlOperations.Of("streamJournal", Module, "Server-sent events: what happens, as it happens", ControlJson.Default.JournalEntryView, null, 404) with
        {
            ContentType = "text/event-stream",
            Description = "Continues after Last-Event-ID, or after the query's after; the event reset says that numbers begin anew, and broken, the last one, that a bug of the simulator broke the sandbox.",
            Query = [after],
        }, StreamAsync);
    }

    private static ValueTask<Reply> Read(ControlCall call) => call.In(sandbox =>
    {
        var (transaction, same) = (call.Query.Uuid("transaction_id"), call.Query.Uuid("transaction"));
        if (transaction is not null && same is not null)
        {
            return new Refusal(RefusalCode.InvalidArgument, "transaction and transaction_id mean the same; give one of them.");
        }

        var (gate, kind, about) = (sandbox.Gate, call.Query.Choice("kind"), transaction ?? same);
        var found = ControlList.Read(
            call,
            gate,
            Behind,
            entry => (kind is null || entry.Fact.Kind == kind)
                && (about is null || entry.Fact.Transaction?.Value == about));
        var (newest, dropped) = gate.Read(world => (world.State.Journal.NextSequence - 1, world.State.Journal.Dropped));
        return found.Reply(JournalEntryView.From, ControlJson.Default.JournalEntryView, ("newest", newest), ("dropped", dropped));
    });

    /// <summary>The entries behind a number.</summary>
    public static IEnumerable<Placed<JournalEntry>> Behind(World world, long number) =>
        world.State.Journal.After(number).Select(entry => new Placed<JournalEntry>(entry.Sequence, entry));

    private static async Task StreamAsync(ControlCall call)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            await ControlReplies.WriteRefusalAsync(call.Context, sandbox.Refusal);
            return;
        }

        var position = long.TryParse(call.Context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : ControlList.AfterOf(call);
        var stopping = call.Context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping);
        call.Context.Response.ContentType = "text/event-stream";
        call.Context.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsHead(call.Context.Request.Method))
        {
            return;
        }

        try
        {
            await FollowAsync(call, sandbox.Value, position, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The follower left, or the program stops: the stream simply ends, and can be taken up again by its last id.
        }
    }

    private static async Task FollowAsync(ControlCall call, Sandbox sandbox, long position, CancellationToken stop)
    {
        var writer = call.Context.Response.BodyWriter;
        var run = sandbox.Run;
        await writer.WriteAsync(Encoding.UTF8.GetBytes(": fincoresim journal\n\n"), stop);
        while (!stop.IsCancellationRequested)
        {
            if (run.Stopped.IsCancellationRequested)
            {
                if (ReferenceEquals(run, sandbox.Run))
                {
                    return;
                }

                run = sandbox.Run;
                position = 0;
                await writer.WriteAsync("event: reset\ndata: {}\n\n"u8.ToArray(), stop);
            }

            var next = run.Changes.Next();
            var broken = run.Gate.Broken;
            var (entries, newest) = run.Gate.Inspect(world => Since(world, position));
            if (newest < position)
            {
                position = 0;
                await writer.WriteAsync("event: reset\ndata: {}\n\n"u8.ToArray(), stop);
                continue;
            }

            foreach (var entry in entries)
            {
                await writer.WriteAsync(Encoding.UTF8.GetBytes(EventOf(JournalEntryView.From(entry))), stop);
                position = entry.Sequence;
            }

            if (entries.Length == 0 && broken is not null)
            {
                await writer.WriteAsync(Encoding.UTF8.GetBytes(EventOf(broken)), stop);
                return;
            }

            if (entries.Length == 0 && await TimedOutAsync(next, call.Time, stop))
            {
                await writer.WriteAsync(": still here\n\n"u8.ToArray(), stop);
            }
        }
    }

    private static (JournalEntry[] Entries, long Newest) Since(World world, long position) => (
        [.. world.State.Journal.After(position).Take(TakenMax)], world.State.Journal.NextSequence - 1);

    private static async Task<bool> TimedOutAsync(Task next, TimeProvider time, CancellationToken stop)
    {
        await next.WaitAsync(KeepAlive, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        return !next.IsCompleted;
    }

    private static string EventOf(InvariantBroken broken) =>
        $"event: broken\ndata: {Encoding.UTF8.GetString(JsonBytes.Of(BrokenView.From(broken), ControlJson.Default.BrokenView))}\n\n";

    private static string EventOf(JournalEntryView entry) =>
        $"id: {entry.Sequence}\nevent: {entry.Kind}\ndata: {Encoding.UTF8.GetString(JsonBytes.Of(entry, ControlJson.Default.JournalEntryView))}\n\n";
}

/// <summary>A page of the journal.</summary>
internal sealed record JournalPage(
    [property: JsonPropertyName("items")] ImmutableArray<JournalEntryView> Items,
    [property: JsonPropertyName("newest")] long Newest,
    [property: JsonPropertyName("dropped")] long Dropped,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);

/// <summary>An entry of the journal.</summary>
internal sealed record JournalEntryView(
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("caused_by")] long? CausedBy,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("detail")] IReadOnlyDictionary<string, string> Detail)
{
    public static JournalEntryView From(JournalEntry entry) => new(
        entry.Sequence,
        Stamp.Iso(entry.At),
        entry.Fact.Kind,
        entry.CausedBy,
        entry.Fact.Transaction?.Value.ToString(),
        entry.Fact.Details.Where(detail => detail.Text is not null).ToDictionary(detail => detail.Name, detail => detail.Text!));
}
