namespace FincoreSim.Domain.Time;

/// <summary>
/// Instants as people write them, wherever they write them: ISO 8601 with date, time and offset,
/// <c>2026-03-02T09:00:00-06:00</c>. Seconds may be left out, and have a fraction. Nothing is guessed: no offset, no time, or
/// another order of the numbers is no instant. Pure; thread-safe.
/// </summary>
public static class InstantText
{
    /// <summary>How an instant is written.</summary>
    public const string Sample = "2026-03-02T09:00:00-06:00";

    /// <summary>The form, as a pattern for schemas.</summary>
    public const string Pattern =
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})$";

    private const int FractionDigitsMax = 9;
    private const int MinutesOfOffsetMax = 14 * 60;

    private static readonly string Form = $"an instant such as {Sample}";
    private static readonly string Existing = $"a date and a time that exist, such as {Sample}";
    private static readonly string Offset = $"an instant with an offset of at most 14:00, such as {Sample}";
    private static readonly string InRange = $"an instant {WorldCalendar.Range}";

    /// <summary>Reads an instant of <see cref="WorldCalendar"/>; it comes as UTC.</summary>
    public static TimeReading<DateTimeOffset> Read(string? text)
    {
        var rest = new Digits(text);
        var (year, month, day) = (rest.Take(4), rest.Take(2, '-'), rest.Take(2, '-'));
        var (hour, minute) = (rest.Take(2, 'T'), rest.Take(2, ':'));
        var hasSeconds = rest.Begins(':');
        var second = hasSeconds ? rest.Take(2, ':') : 0;
        var ticks = hasSeconds && rest.Begins('.') ? rest.TakeFraction() : 0;
        var offset = rest.TakeOffset();
        if (rest.IsWrong || !rest.IsEmpty)
        {
            return new(default, Form);
        }

        if (month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 || year < 1
            || day > DateTime.DaysInMonth(year, month))
        {
            return new(default, year == 0 ? InRange : Existing);
        }

        return Math.Abs(offset) > MinutesOfOffsetMax
            ? new(default, Offset)
            : InCalendar(
                new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).Ticks + ticks
                - (offset * TimeSpan.TicksPerMinute));
    }

    private static TimeReading<DateTimeOffset> InCalendar(long utcTicks)
    {
        var isKnown = utcTicks >= DateTimeOffset.MinValue.UtcTicks && utcTicks <= DateTimeOffset.MaxValue.UtcTicks;
        return isKnown && new DateTimeOffset(utcTicks, TimeSpan.Zero) is var instant && WorldCalendar.Has(instant)
            ? new(instant)
            : new(default, InRange);
    }

    /// <summary>What is left of a text; wrong for good once something was not as it must be.</summary>
    private ref struct Digits(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public bool IsWrong { get; private set; }

        public readonly bool IsEmpty => _rest.IsEmpty;

        public readonly bool Begins(char letter) => !_rest.IsEmpty && _rest[0] == letter;

        /// <summary>So many digits, after a letter where one is given.</summary>
        public int Take(int count, char? after = null)
        {
            var from = after is null ? 0 : 1;
            if (IsWrong || _rest.Length < from + count || (after is { } letter && _rest[0] != letter)
                || _rest.Slice(from, count).ContainsAnyExceptInRange('0', '9'))
            {
                IsWrong = true;
                return 0;
            }

            var number = int.Parse(_rest.Slice(from, count), NumberStyles.None, CultureInfo.InvariantCulture);
            _rest = _rest[(from + count)..];
            return number;
        }

        /// <summary>A fraction of a second, in ticks: what is finer than they are is cut off.</summary>
        public long TakeFraction()
        {
            var digits = _rest[1..].IndexOfAnyExceptInRange('0', '9');
            digits = digits < 0 ? _rest.Length - 1 : digits;
            if (digits is 0 or > FractionDigitsMax)
            {
                IsWrong = true;
                return 0;
            }

            var billionths = long.Parse(_rest.Slice(1, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            _rest = _rest[(1 + digits)..];
            for (; digits < FractionDigitsMax; digits++)
            {
                billionths *= 10;
            }

            return billionths / TimeSpan.NanosecondsPerTick;
        }

        /// <summary>The offset in minutes.</summary>
        public int TakeOffset()
        {
            if (Begins('Z'))
            {
                _rest = _rest[1..];
                return 0;
            }

            var sign = Begins('-') ? -1 : 1;
            var (hours, minutes) = (Take(2, sign < 0 ? '-' : '+'), Take(2, ':'));
            IsWrong |= minutes > 59;
            return sign * ((hours * 60) + minutes);
        }
    }
}
