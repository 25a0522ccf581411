namespace FincoreSim.Domain.Time;

/// <summary>
/// The years in which worlds live. A clock neither begins before them nor goes on after them. The longest duration that anything
/// can be scheduled by is <see cref="DurationText.Max"/>, so what is due lies at most a few centuries further, and no sum of an
/// instant and such durations leaves the years that <see cref="DateTimeOffset"/> knows.
/// </summary>
public static class WorldCalendar
{
    /// <summary>The first UTC instant.</summary>
    public static DateTimeOffset First { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The last UTC instant: a clock that comes so far stands still.</summary>
    public static DateTimeOffset Last { get; } = new(2999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Both ends, as they are written.</summary>
    public const string Range = $"from 2000-01-01T00:00:00Z to {End}";

    /// <summary>The last instant, as it is written.</summary>
    public const string End = "2999-12-31T23:59:59Z";

    /// <summary>Whether an instant lies in these years.</summary>
    public static bool Has(DateTimeOffset instant) => instant >= First && instant <= Last;

    /// <summary>The nearest instant in these years.</summary>
    public static DateTimeOffset Nearest(DateTimeOffset instant) => instant < First ? First : instant > Last ? Last : instant;
}
