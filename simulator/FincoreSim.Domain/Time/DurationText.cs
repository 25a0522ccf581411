using System.Text;

namespace FincoreSim.Domain.Time;

/// <summary>Durations as people write them: <c>26h</c>, <c>23h59m59s</c>, <c>250ms</c>, <c>7d</c>. Pure; thread-safe.</summary>
public static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>From here on days are written; people say 24h and 26h, but 7d.</summary>
    private static readonly TimeSpan DaysFrom = TimeSpan.FromDays(2);

    /// <summary>How durations are written.</summary>
    public const string Form = "a duration such as 26h or 10m30s";

    /// <summary>The longest duration, as it is written.</summary>
    public const string Longest = "36500d";

    /// <summary>The longest duration that is understood: 100 years.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromDays(36_500);

    /// <summary>Reads one or more whole numbers with their units; no sign, no spaces, at most <see cref="Max"/>.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        var reading = Read(text);
        duration = reading.Value;
        return reading.IsRead;
    }

    /// <summary>The same, with what the text would have to be where it is none, or too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="max">The longest that is taken; null: <see cref="Max"/>.</param>
    public static TimeReading<TimeSpan> Read(string? text, TimeSpan? max = null)
    {
        var most = max ?? Max;
        var rest = text.AsSpan();
        TimeSpan? duration = TimeSpan.Zero;
        if (rest.IsEmpty)
        {
            return new(default, Form);
        }

        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out var part))
            {
                return new(default, Form);
            }

            duration = duration + part is { } sum && sum <= most ? sum : null;
        }

        return duration is { } known ? new(known) : new(default, $"a duration of at most {Format(most)}");
    }

    /// <summary>Writes a duration, cut to the millisecond, so that <see cref="TryParse"/> reads it back.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.FromMilliseconds(1))
        {
            return "0s";
        }

        var text = new StringBuilder();
        var days = duration >= DaysFrom ? (int)duration.TotalDays : 0;
        Append(text, days, "d");
        Append(text, (int)duration.TotalHours - (days * 24), "h");
        Append(text, duration.Minutes, "m");
        Append(text, duration.Seconds, "s");
        Append(text, duration.Milliseconds, "ms");
        return text.ToString();
    }

    private static void Append(StringBuilder text, int count, string unit)
    {
        if (count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
        }
    }

    /// <summary>Takes a number with its unit; it is null where it is more than <see cref="Max"/>.</summary>
    private static bool TryTake(ref ReadOnlySpan<char> rest, out TimeSpan? part)
    {
        part = null;
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0)
        {
            return false;
        }

        var isCountable = long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        rest = rest[digits..];
        foreach (var (unit, length) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal))
            {
                rest = rest[unit.Length..];
                part = isCountable && count <= Max.Ticks / length.Ticks ? TimeSpan.FromTicks(count * length.Ticks) : null;
                return true;
            }
        }

        return false;
    }
}
