using System.Text;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Control.Idempotency;

/// <summary>What became of an idempotency key.</summary>
internal static class IdempotencyEndpoints
{
    public static void MapIdempotency(this ControlRoutes routes) => routes.Get(
        "/_sim/sandboxes/{sb}/idempotency/{key}",
        ControlOperations.Of(
            "getIdempotencyKey", "Idempotency", "First request, replays, conflicts, and how the two bodies differ",
            ControlJson.Default.IdempotencyView, null, 404) with
        {
            Query = [Member.Uuid("client_id", "Whose key; needed only where several clients use the same.", required: false)],
        },
        Read);

    private static ValueTask<Reply> Read(ControlCall call) => call.In(sandbox =>
    {
        var key = call.PathUuid("key");
        var client = call.Query.Uuid("client_id");
        var (found, first, dropped) = sandbox.Read(world =>
        {
            var record = world.State.Clients.OldestFirst()
                .Where(known => client is null || known.Id.Value == client)
                .Select(known => world.State.Idempotency.Find(new IdempotencyKey(known.Id, key), world.Now))
                .FirstOrDefault(record => record is not null);
            return (record, record is { } kept ? world.State.Idempotency.FirstBodyOf(kept.Key) : null,
                world.State.Idempotency.Dropped);
        });
        return found is not null ? Reply.Json(
            IdempotencyView.From(found.Value, first, dropped), ControlJson.Default.IdempotencyView)
            : dropped == 0 ? new Refusal(RefusalCode.NotFound, "Idempotency key")
            : new Refusal(RefusalCode.NotFound,
                $"Idempotency key (it may be one of the {dropped} that were dropped before their 24 hours were over: "
                + $"limits.idempotency_records)");
    });
}

/// <summary>What is known of a key.</summary>
internal sealed record IdempotencyView(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("operation")] string Operation,
    [property: JsonPropertyName("first_at")] string FirstAt,
    [property: JsonPropertyName("expires_at")] string ExpiresAt,
    [property: JsonPropertyName("is_answered")] bool IsAnswered,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("replays")] int Replays,
    [property: JsonPropertyName("conflicts")] int Conflicts,
    [property: JsonPropertyName("first_body")] string? FirstBody,
    [property: JsonPropertyName("last_conflicting_body")] string? LastConflictingBody,
    [property: JsonPropertyName("difference")] ImmutableArray<JsonDifference> Difference,
    [property: JsonPropertyName("records_dropped")] long RecordsDropped)
{
    public static IdempotencyView From(IdempotencyRecord record, ReadOnlyMemory<byte>? firstBody, long dropped)
    {
        var (outcome, options) = record.Answer;
        var first = firstBody is { } body ? Encoding.UTF8.GetString(body.Span) : null;
        var other = record.LastConflictingBody.IsEmpty ? null : Encoding.UTF8.GetString(record.LastConflictingBody.Span);
        return new IdempotencyView(
            record.Key.Key.ToString(),
            record.Key.Client.Value.ToString(),
            record.Operation,
            Stamp.Iso(record.FirstAt),
            Stamp.Iso(record.ExpiresAt),
            record.IsAnswered,
            outcome.IsAccepted ? 200 : WireErrors.Of(outcome.Refusal, options).Status,
            outcome.IsAccepted ? outcome.Value.Id.Value.ToString() : null,
            record.Replays,
            record.Conflicts,
            first,
            other,
            first is null ? [] : JsonDifference.Between(first, other),
            dropped);
    }
}

/// <summary>One place in which two JSON texts differ.</summary>
/// <param name="Path">Where, with dots.</param>
/// <param name="First">What stands there in the first, as JSON; null where nothing does.</param>
/// <param name="Other">What stands there in the other, as JSON; null where nothing does.</param>
internal sealed record JsonDifference(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("first")] string? First,
    [property: JsonPropertyName("other")] string? Other)
{
    /// <summary>The differences; the whole texts where one is no JSON (or was cut, being longer than what is kept).</summary>
    public static ImmutableArray<JsonDifference> Between(string first, string? other)
    {
        if (other is null)
        {
            return [];
        }

        var (left, right) = (JsonBody.Parse(Encoding.UTF8.GetBytes(first)), JsonBody.Parse(Encoding.UTF8.GetBytes(other)));
        if (!left.IsAccepted || !right.IsAccepted)
        {
            return [new JsonDifference("", first, other)];
        }

        using var leftDocument = left.Value;
        using var rightDocument = right.Value;
        return [.. Walk("", leftDocument.RootElement, rightDocument.RootElement)];
    }

    private static IEnumerable<JsonDifference> Walk(string path, JsonElement first, JsonElement other)
    {
        if (first.ValueKind != JsonValueKind.Object || other.ValueKind != JsonValueKind.Object)
        {
            return JsonElement.DeepEquals(first, other) ? [] : [new JsonDifference(path, first.GetRawText(), other.GetRawText())];
        }

        var names = first.EnumerateObject().Concat(other.EnumerateObject()).Select(property => property.Name).Distinct();
        return names.SelectMany(name => WalkMember(path.Length == 0 ? name : $"{path}.{name}", name, first, other));
    }

    private static IEnumerable<JsonDifference> WalkMember(string path, string name, JsonElement first, JsonElement other)
    {
        var hasFirst = first.TryGetProperty(name, out var left);
        var hasOther = other.TryGetProperty(name, out var right);
        return hasFirst && hasOther
            ? Walk(path, left, right)
            : [new JsonDifference(path, hasFirst ? left.GetRawText() : null, hasOther ? right.GetRawText() : null)];
    }
}
