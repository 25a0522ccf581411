using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Control.Entities;

/// <summary>
/// How much a sandbox keeps, beside its limits, and what went because of them. What each means stands at
/// <see cref="WorldLimits"/>.
/// </summary>
internal sealed record KeptView(
    [property: JsonPropertyName("transactions")] KeptCount Transactions,
    [property: JsonPropertyName("journal_entries")] KeptCount JournalEntries,
    [property: JsonPropertyName("ledger_entries")] KeptCount LedgerEntries,
    [property: JsonPropertyName("deliveries")] KeptCount Deliveries,
    [property: JsonPropertyName("waiting_deliveries")] KeptCount WaitingDeliveries,
    [property: JsonPropertyName("idempotency_records")] KeptCount IdempotencyRecords,
    [property: JsonPropertyName("requests")] KeptCount Requests)
{
    /// <summary>How many of each kind went before their time.</summary>
    [JsonIgnore]
    public IEnumerable<(string Kind, long Count)> Dropped =>
    [
        ("journal_entries", JournalEntries.Dropped ?? 0), ("ledger_entries", LedgerEntries.Dropped ?? 0), ("deliveries",
            Deliveries.Dropped ?? 0),
        ("waiting_deliveries", WaitingDeliveries.Dropped ?? 0), ("idempotency_records", IdempotencyRecords.Dropped ?? 0),
        ("requests", Requests.Dropped ?? 0),
    ];

    public static KeptView From(World world, RequestLog requests)
    {
        var counts = requests.Counts;
        var (state, limits) = (world.State, world.State.Options.Limits);
        var (journal, deliveries) = (state.Journal, state.Deliveries);
        return new KeptView(
            new KeptCount(state.Transactions.Count, limits.Transactions),
            new KeptCount(journal.Count, limits.JournalEntries, journal.Dropped, journal.Bytes, limits.JournalBytes),
            new KeptCount(state.Ledger.EntriesKept, limits.LedgerEntries, state.Ledger.EntriesFolded),
            new KeptCount(deliveries.FinishedCount, limits.Deliveries, deliveries.Dropped, deliveries.FinishedBytes,
                limits.DeliveryBytes),
            new KeptCount(deliveries.WaitingCount, limits.WaitingDeliveries, deliveries.TurnedAway, deliveries.WaitingBytes,
                limits.WaitingDeliveryBytes),
            new KeptCount(state.Idempotency.Count, limits.IdempotencyRecords, state.Idempotency.Dropped,
                state.Idempotency.BodyBytes, limits.IdempotencyBytes),
            new KeptCount(counts.Kept, limits.Requests, counts.Dropped, counts.Bytes, limits.RequestBytes));
    }
}

/// <summary>How many of a kind are kept.</summary>
/// <param name="Count">How many.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Dropped">How many went before their time; of deliveries that wait, how many were cancelled because too many
/// did.</param>
/// <param name="Bytes">About how many bytes they hold; of idempotency records the bodies beside them.</param>
/// <param name="BytesLimit">How many bytes at most.</param>
internal sealed record KeptCount(
    [property: JsonPropertyName("count")] long Count,
    [property: JsonPropertyName("limit")] long Limit,
    [property: JsonPropertyName("dropped")] long? Dropped = null,
    [property: JsonPropertyName("bytes")] long? Bytes = null,
    [property: JsonPropertyName("bytes_limit")] long? BytesLimit = null);
