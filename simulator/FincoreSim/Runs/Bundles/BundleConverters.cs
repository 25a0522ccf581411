using FincoreSim.Domain.Primitives;

namespace FincoreSim.Runs.Bundles;

/// <summary>How the domain's small values stand in a bundle: as the texts that people know them by.</summary>
internal static class BundleConverters
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<JsonConverter> All { get; } =
    [
        Id(value => new ClientId(value), id => id.Value),
        Id(value => new CustomerId(value), id => id.Value),
        Id(value => new CredentialId(value), id => id.Value),
        Id(value => new AccountId(value), id => id.Value),
        Id(value => new InstrumentId(value), id => id.Value),
        Id(value => new BankId(value), id => id.Value),
        Id(value => new TransactionId(value), id => id.Value),
        Id(value => new WebhookId(value), id => id.Value),
        Id(value => new DeliveryId(value), id => id.Value),
        new TextConverter<Clabe>(text => Clabe.TryParse(text, out var clabe) ? clabe : null, clabe => clabe.Digits),
        new TextConverter<Money>(ReadMoney, WriteMoney),
        new TextConverter<UInt128>(
            text => UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            number => number.ToString("x32", CultureInfo.InvariantCulture)),
    ];

    private static TextConverter<T> Id<T>(Func<Guid, T> make, Func<T, Guid> get)
        where T : struct =>
        new(text => Guid.TryParseExact(text, "D", out var id) ? make(id) : null, value => get(value).ToString());

    /// <summary>Wider than the API's amounts: whatever a command can hold comes back.</summary>
    private static Money? ReadMoney(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pesos)
        && decimal.IsInteger(pesos * 100) && pesos * 100 is >= long.MinValue and <= long.MaxValue
            ? new Money((long)(pesos * 100))
            : null;

    private static string WriteMoney(Money money) => (money.Centavos / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A value that is one text.</summary>
    /// <param name="read">Reads it; null where the text is none.</param>
    /// <param name="write">Writes it.</param>
    private sealed class TextConverter<T>(Func<string, T?> read, Func<T, string> write) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && read(reader.GetString()!) is { } value
                ? value
                : throw new JsonException($"The value is no {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}
