using FincoreSim.Domain.Primitives;

namespace FincoreSim.OpenApi;

/// <summary>What a text of an answer always looks like, as the document says it. Immutable.</summary>
internal sealed record TextKind
{
    /// <summary>A format of JSON Schema.</summary>
    public string? Format { get; init; }

    /// <summary>A pattern that every value matches.</summary>
    public string? Pattern { get; init; }

    /// <summary>The only values; empty: any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>What it means.</summary>
    public string? Description { get; init; }
}

/// <summary>The kinds of text that the answers share.</summary>
internal static class TextKinds
{
    private const string Date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private const string Time = "[0-9]{2}:[0-9]{2}:[0-9]{2}";
    private const string Offset = "-06:00";

    /// <summary>Anything.</summary>
    public static TextKind Any { get; } = new();

    public static TextKind Uuid { get; } = new() { Format = "uuid" };

    /// <summary>A balance or an amount.</summary>
    public static TextKind Money { get; } = Matching(@"^[0-9]+\.[0-9]{2}$");

    /// <summary>A balance that may be below zero, such as the rail's.</summary>
    public static TextKind SignedMoney { get; } = Matching(@"^-?[0-9]+\.[0-9]{2}$");

    public static TextKind Clabe { get; } = Matching("^[0-9]{18}$");

    /// <summary>A tracking key that the API made.</summary>
    public static TextKind OwnTrackingKey { get; } = Matching("^[0-9]{8}FINCH[A-Z0-9]{10}$");

    /// <summary>An instant as the answers of the API have it.</summary>
    public static TextKind Stamp { get; } = Matching($"^{Date} {Time}\\.[0-9]{{6}}{Offset}$");

    /// <summary>An instant that may be absent; null where a switch says so.</summary>
    public static TextKind StampOrNone { get; } =
        Matching($"^(None|{Date} {Time}\\.[0-9]{{6}}{Offset})$") with { Description = "The text None where there is no date." };

    /// <summary>An instant as ISO 8601 has it, in Mexico's time.</summary>
    public static TextKind IsoStamp { get; } = Matching($"^{Date}T{Time}\\.[0-9]{{6}}{Offset}$") with { Format = "date-time" };

    /// <summary>When a token expires; without T and offset where a switch says so.</summary>
    public static TextKind ExpiresAt { get; } = Matching($"^{Date}[T ]{Time}\\.[0-9]{{6}}({Offset})?$");

    public static TextKind Day { get; } = new() { Format = "date" };

    /// <summary>An instant to the second, in Mexico's time, without saying so.</summary>
    public static TextKind Seconds { get; } = Matching($"^{Date} {Time}$");

    public static TextKind UtcMilliseconds { get; } = Matching($"^{Date}T{Time}\\.[0-9]{{3}}Z$") with { Format = "date-time" };

    public static TextKind UtcSeconds { get; } = Matching($"^{Date}T{Time}Z$") with { Format = "date-time" };

    /// <summary>Up to 7 digits.</summary>
    public static TextKind Reference { get; } = Matching("^[0-9]{1,7}$");

    public static TextKind Jwt { get; } = Matching("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$");

    public static TextKind Matching(string pattern) => new() { Pattern = pattern };

    public static TextKind OneOf(params ImmutableArray<string> values) => new() { Values = values };

    /// <summary>The texts of an enum.</summary>
    public static TextKind OneOf<TEnum>()
        where TEnum : struct, Enum =>
        OneOf(WireName<TEnum>.All);

    /// <summary>Anything, and what it means.</summary>
    public static TextKind Saying(string description) => new() { Description = description };
}
