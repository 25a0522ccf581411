using System.Text.Json.Nodes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Switches;

/// <summary>The switch <c>limits</c>: how much a sandbox keeps. What each means stands at <see cref="WorldLimits"/>.</summary>
internal static class OptionLimits
{
    private const long Max = 100_000_000;

    /// <summary>How many entries of the journal one call may write, as a rule; with fewer nobody could see what it did.</summary>
    private const long JournalEntriesMin = 100;

    /// <summary>What one delivery with its answers may hold, as a rule.</summary>
    private const long BytesMin = 256 * 1024;

    private static readonly ImmutableArray<OptionLimit> Table =
    [
        new("journal_entries", JournalEntriesMin, limits => limits.JournalEntries,
            (limits, value) => limits with { JournalEntries = (int)value }),
        new("journal_bytes", BytesMin, limits => limits.JournalBytes, (limits, value) => limits with { JournalBytes = value }),
        new("ledger_entries", 1, limits => limits.LedgerEntries, (limits, value) => limits with { LedgerEntries = (int)value }),
        new("deliveries", 1, limits => limits.Deliveries, (limits, value) => limits with { Deliveries = (int)value }),
        new("delivery_bytes", BytesMin, limits => limits.DeliveryBytes, (limits, value) => limits with { DeliveryBytes = value }),
        new("waiting_deliveries", 1, limits => limits.WaitingDeliveries,
            (limits, value) => limits with { WaitingDeliveries = (int)value }),
        new("waiting_delivery_bytes", BytesMin, limits => limits.WaitingDeliveryBytes,
            (limits, value) => limits with { WaitingDeliveryBytes = value }),
        new("idempotency_records", 1, limits => limits.IdempotencyRecords,
            (limits, value) => limits with { IdempotencyRecords = (int)value }),
        new("idempotency_body_bytes", 1, limits => limits.IdempotencyBodyBytes,
            (limits, value) => limits with { IdempotencyBodyBytes = (int)value }),
        new("idempotency_bytes", 1, limits => limits.IdempotencyBytes,
            (limits, value) => limits with { IdempotencyBytes = value }),
        new("requests", 0, limits => limits.Requests, (limits, value) => limits with { Requests = (int)value }),
        new("request_bytes", BytesMin, limits => limits.RequestBytes, (limits, value) => limits with { RequestBytes = value }),
        new("transactions", 1, limits => limits.Transactions, (limits, value) => limits with { Transactions = (int)value }),
        new("registrations", 1, limits => limits.Registrations, (limits, value) => limits with { Registrations = (int)value }),
    ];

    /// <summary>What may be given.</summary>
    public static string Allowed { get; } = $"an object of whole numbers: {string.Join(", ", Table.Select(limit => limit.Name))}";

    /// <summary>The JSON Schema of what may be given.</summary>
    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Table.Select(limit => KeyValuePair.Create(
            limit.Name, (JsonNode?)new JsonObject { ["type"] = "integer", ["minimum"] = limit.Least, ["maximum"] = Max }))),
        ["additionalProperties"] = false,
    };

    public static void Write(Utf8JsonWriter writer, WorldOptions options)
    {
        writer.WriteStartObject();
        foreach (var limit in Table)
        {
            writer.WriteNumber(limit.Name, limit.Get(options.Limits));
        }

        writer.WriteEndObject();
    }

    public static WorldOptions? Read(WorldOptions options, JsonElement value)
    {
        if (Explain(value) is not null)
        {
            return null;
        }

        foreach (var property in value.EnumerateObject())
        {
            options = options with { Limits = Find(property)!.Set(options.Limits, property.Value.GetInt64()) };
        }

        return options;
    }

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    public static string? Explain(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Select(Explain).FirstOrDefault(problem => problem is not null)
        : $"must be {Allowed}.";

    private static string? Explain(JsonProperty property)
    {
        if (Find(property) is not { } limit)
        {
            var hint = Unknown.Hint("", property.Name, [.. Table.Select(known => known.Name)]);
            return $".{property.Name} is not a limit{hint}";
        }

        var isNumber = property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt64(out _);
        return !isNumber ? $".{limit.Name} must be a whole number from {limit.Least} to {Max}."
            : property.Value.GetInt64() is var number
                && number < limit.Least ? $".{limit.Name} is {number}, and must be at least {limit.Least}."
            : number > Max ? $".{limit.Name} is {number}, and must be at most {Max}."
            : null;
    }

    private static OptionLimit? Find(JsonProperty property) => Table.FirstOrDefault(limit => property.NameEquals(limit.Name));

    /// <summary>One limit.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Least">The least that it may be.</param>
    /// <param name="Get">Reads it.</param>
    /// <param name="Set">Changes it.</param>
    private sealed record OptionLimit(
        string Name, long Least, Func<WorldLimits, long> Get, Func<WorldLimits, long, WorldLimits> Set);
}
