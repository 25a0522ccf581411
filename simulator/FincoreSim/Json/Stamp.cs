using System.Text;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Time;

namespace FincoreSim.Json;

/// <summary>Instants as the API writes them, in Mexico's time.</summary>
internal static class Stamp
{
    /// <summary>How many bytes <see cref="WriteRest"/> writes.</summary>
    public const int RestLength = 32;

    private static ReadOnlySpan<byte> Form => "0000-00-00 00:00:00.000000-06:00"u8;

    /// <summary>What the API writes for an absent date (documented).</summary>
    public const string None = "None";

    /// <summary><c>2025-05-19 19:03:51.084659-06:00</c>, the usual one (documented).</summary>
    public static string Rest(DateTimeOffset at)
    {
        Span<byte> text = stackalloc byte[RestLength];
        WriteRest(at, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>The same as bytes; every answer has some, and formatting by a pattern costs several times as much.</summary>
    public static void WriteRest(DateTimeOffset at, Span<byte> text)
    {
        MexicoTime.Of(at).DateTime.Deconstruct(out var day, out var time);
        Form.CopyTo(text);
        Digits(text[..4], day.Year);
        Digits(text[5..7], day.Month);
        Digits(text[8..10], day.Day);
        Digits(text[11..13], time.Hour);
        Digits(text[14..16], time.Minute);
        Digits(text[17..19], time.Second);
        Digits(text[20..26], (int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
    }

    /// <summary><c>2025-03-06T11:16:59.491631-06:00</c>, of newer pages and webhooks (documented).</summary>
    public static string Iso(DateTimeOffset at) => Format(at, "yyyy-MM-ddTHH:mm:ss.ffffffzzz");

    /// <summary><c>2025-03-06 11:16:59.491631</c>, without offset: expires_at of the older page (documented).</summary>
    public static string Naive(DateTimeOffset at) => Format(at, "yyyy-MM-dd HH:mm:ss.ffffff");

    /// <summary><c>2025-04-02 10:14:05</c>, transaction_date (documented).</summary>
    public static string Seconds(DateTimeOffset at) => Format(at, "yyyy-MM-dd HH:mm:ss");

    /// <summary><c>2025-04-02</c>, msg_date (documented).</summary>
    public static string Day(DateTimeOffset at) => Format(at, "yyyy-MM-dd");

    /// <summary><c>2025-08-15T22:42:39.327Z</c>, processed_at of a CEP (documented).</summary>
    public static string UtcMilliseconds(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>2026-02-24T10:30:15Z</c>, created_at of a report (documented).</summary>
    public static string UtcSeconds(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A date that may be absent, where the page says "None".</summary>
    public static string? RestOrNone(DateTimeOffset? at, WorldOptions options) =>
        at is { } known ? Rest(known) : options.AbsentDates == AbsentDates.Null ? null : None;

    /// <summary>A date that may be absent, where the page says null.</summary>
    public static string? RestOrNull(DateTimeOffset? at, WorldOptions options) =>
        at is { } known ? Rest(known) : options.AbsentDates == AbsentDates.None ? None : null;

    private static void Digits(Span<byte> place, int number)
    {
        for (var index = place.Length - 1; index >= 0; index--)
        {
            place[index] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private static string Format(DateTimeOffset at, string format) =>
        MexicoTime.Of(at).ToString(format, CultureInfo.InvariantCulture);
}
