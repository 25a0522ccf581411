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

    /// <summary>The longest duration that is understood: 100 years.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromDays(36_500);

    /// <summary>Reads one or more whole numbers with their units; no sign, no spaces, at most <see cref="Max"/>.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out var part) || duration + part > Max)
            {
                return false;
            }

            duration += part;
        }

        return true;
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

    private static bool TryTake(ref ReadOnlySpan<char> rest, out TimeSpan part)
    {
        part = default;
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits is <= 0 or > 12)
        {
            return false;
        }

        var count = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[digits..];
        foreach (var (unit, length) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal))
            {
                rest = rest[unit.Length..];
                if (count > Max.Ticks / length.Ticks)
                {
                    return false;
                }

                part = TimeSpan.FromTicks(count * length.Ticks);
                return true;
            }
        }

        return false;
    }
}
