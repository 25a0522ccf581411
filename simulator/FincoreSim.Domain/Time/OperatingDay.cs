namespace FincoreSim.Domain.Time;

/// <summary>
/// The SPEI operating day: tracking keys and penny references carry it. It turns at an hour of Mexico time (18:00 assumed:
/// a documented refund made at 18:02 on the 9th carries the 10th).
/// </summary>
public static class OperatingDay
{
    /// <summary>The operating day of an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="turnsAt">The time of day, in Mexico, from which the next day counts.</param>
    public static DateOnly Of(DateTimeOffset at, TimeOnly turnsAt)
    {
        var local = MexicoTime.Of(at);
        var day = DateOnly.FromDateTime(local.DateTime);
        return TimeOnly.FromDateTime(local.DateTime) >= turnsAt ? day.AddDays(1) : day;
    }

    /// <summary>The instant at which an operating day ends.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeOnly turnsAt) =>
        new DateTimeOffset(day.ToDateTime(turnsAt), MexicoTime.Offset).ToUniversalTime();
}

/// <summary>Mexico's time, which the API writes: UTC−06:00 all year (central Mexico has had no summer time since 2022).</summary>
public static class MexicoTime
{
    /// <summary>−06:00.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(-6);

    /// <summary>The instant with Mexico's offset.</summary>
    public static DateTimeOffset Of(DateTimeOffset at) => at.ToOffset(Offset);
}
