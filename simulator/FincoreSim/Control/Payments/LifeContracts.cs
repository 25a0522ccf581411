using FincoreSim.Control.Entities;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Lives;

namespace FincoreSim.Control.Payments;

/// <summary>The life of a transaction.</summary>
internal sealed record LifeView(
    [property: JsonPropertyName("transaction")] TransactionItem Transaction,
    [property: JsonPropertyName("now")] string Now,
    [property: JsonPropertyName("is_whole")] bool IsWhole,
    [property: JsonPropertyName("rows")] ImmutableArray<LifeRowView> Rows)
{
    public static LifeView From(Life life, World world) => new(
        TransactionItem.From(life.Transaction, world), Stamp.Iso(life.Now), life.IsWhole,
        [.. life.Rows.Select(LifeRowView.From)]);
}

/// <summary>One row of a life.</summary>
internal sealed record LifeRowView(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("from")] string FromLane,
    [property: JsonPropertyName("to")] string ToLane,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("decision")] string? Decision,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("ms")] double? Milliseconds,
    [property: JsonPropertyName("sequence")] long? Sequence,
    [property: JsonPropertyName("caused_by")] long? CausedBy,
    [property: JsonPropertyName("request_id")] long? RequestId,
    [property: JsonPropertyName("delivery_id")] string? DeliveryId,
    [property: JsonPropertyName("attempt")] int? Attempt,
    [property: JsonPropertyName("by_hand")] bool ByHand,
    [property: JsonPropertyName("transaction_id")] string? TransactionId)
{
    public static LifeRowView From(LifeRow row) => new(
        WireName<LifeKind>.Of(row.Kind).ToLowerInvariant(),
        Stamp.Iso(row.At),
        WireName<LifeLane>.Of(row.From).ToLowerInvariant(),
        WireName<LifeLane>.Of(row.To).ToLowerInvariant(),
        row.Title,
        row.Detail,
        row.Decision,
        row.Status,
        row.Took is { } took ? Math.Round(took.TotalMilliseconds, 3) : null,
        row.Sequence,
        row.CausedBy,
        row.Request,
        row.Delivery?.Value.ToString(),
        row.Attempt,
        row.IsByHand,
        row.Linked?.Value.ToString());
}
