using FincoreSim.Api.Http;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;

namespace FincoreSim.Control.Journals;

/// <summary>Reading the journal, at once or as it grows.</summary>
internal static class JournalEndpoints
{
    private const string Module = "Journal";

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
        }, JournalStream.SendAsync);
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
