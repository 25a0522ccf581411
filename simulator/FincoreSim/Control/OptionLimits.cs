namespace FincoreSim.Control;

/// <summary>The switch <c>limits</c>: how much a sandbox keeps. What each means stands at <see cref="WorldLimits"/>.</summary>
internal static class OptionLimits
{
    private const long Max = 100_000_000;

    private static readonly (string Name, Func<WorldLimits, long> Get, Func<WorldLimits, long, WorldLimits> Set)[] Table =
    [
        ("journal_entries", limits => limits.JournalEntries, (limits, value) => limits with { JournalEntries = (int)value }),
        ("journal_bytes", limits => limits.JournalBytes, (limits, value) => limits with { JournalBytes = value }),
        ("ledger_entries", limits => limits.LedgerEntries, (limits, value) => limits with { LedgerEntries = (int)value }),
        ("deliveries", limits => limits.Deliveries, (limits, value) => limits with { Deliveries = (int)value }),
        ("idempotency_records", limits => limits.IdempotencyRecords, (limits, value) => limits with { IdempotencyRecords = (int)value }),
        ("idempotency_body_bytes", limits => limits.IdempotencyBodyBytes, (limits, value) => limits with { IdempotencyBodyBytes = (int)value }),
        ("transactions", limits => limits.Transactions, (limits, value) => limits with { Transactions = (int)value }),
        ("registrations", limits => limits.Registrations, (limits, value) => limits with { Registrations = (int)value }),
    ];

    public static void Write(Utf8JsonWriter writer, WorldOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, get, _) in Table)
        {
            writer.WriteNumber(name, get(options.Limits));
        }

        writer.WriteEndObject();
    }

    public static WorldOptions? Read(WorldOptions options, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in value.EnumerateObject())
        {
            var known = Table.FirstOrDefault(limit => property.NameEquals(limit.Name));
            if (known.Name is null || property.Value.ValueKind != JsonValueKind.Number
                || !property.Value.TryGetInt64(out var number) || number is < 1 or > Max)
            {
                return null;
            }

            options = options with { Limits = known.Set(options.Limits, number) };
        }

        return options;
    }
}
