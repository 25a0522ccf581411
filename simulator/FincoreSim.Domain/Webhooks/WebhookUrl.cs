using System.Text;
using System.Text.RegularExpressions;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// The URLs of webhooks: which are taken, which are the same, and how they are shown. Two are the same when the same request
/// would be made: the case of scheme and host, the usual port, dot segments, escapes that need not be, a fragment and user
/// information make no difference. Stateless.
/// </summary>
public static partial class WebhookUrl
{
    /// <summary>The longest that is taken.</summary>
    public const int LengthMax = 2048;

    private const string Redaction = "***";

    /// <summary>How an address of IPv4 begins that is written as one of IPv6.</summary>
    private const string MappedAddress = "::ffff:";

    private static readonly Refusal Malformed = new(
        RefusalCode.InvalidArgument,
        $"url must be an absolute http or https URL of at most {LengthMax} characters, such as https://example.com/hook");

    private static readonly Refusal Unprintable = new(
        RefusalCode.InvalidArgument,
        "url must not contain blanks, line breaks or anything else that cannot be seen; escape them, as in %20 for a "
        + "blank");

    private static readonly Refusal Portless = new(RefusalCode.InvalidArgument, "the port of url must be 1 to 65535");

    /// <summary>A URL as it is kept: as it was given, without blanks around it.</summary>
    public static Outcome<string> Read(string given)
    {
        var url = given.Trim(' ');
        return url switch
        {
            _ when url.EnumerateRunes().Any(IsUnseen) => Unprintable,
            _ when url.Length > LengthMax || Parse(url) is not { Host.Length: > 0 } => Malformed,
            _ when Parse(url)!.Port == 0 => Portless,
            _ => url,
        };
    }

    /// <summary>A text that is equal for two URLs that are the same.</summary>
    public static string IdentityOf(string url)
    {
        if (Parse(url) is not { } uri)
        {
            return url;
        }

        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        var isMapped = host.StartsWith(MappedAddress, StringComparison.Ordinal) && host.Contains('.');
        host = isMapped ? host[MappedAddress.Length..] : host;
        var target = uri.Query.Length > 1 ? uri.PathAndQuery : uri.AbsolutePath;
        return string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{host}:{uri.Port}{WithUpperEscapes(target)}");
    }

    /// <summary>A URL as it is shown: without the user and the password that stand in it.</summary>
    public static string Shown(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
        {
            return url;
        }

        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var at = url.AsSpan(start, end < 0 ? url.Length - start : end).LastIndexOf('@');
        return at < 0 ? url : $"{url[..start]}{Redaction}{url[(start + at)..]}";
    }

    /// <summary>A text in which URLs may stand, as it is shown.</summary>
    public static string ShownIn(string text) => text.Contains('@') ? UserInformation().Replace(text, Redaction + "@") : text;

    [GeneratedRegex("""(?<=://)[^/?#\s"'<>]*@""", RegexOptions.CultureInvariant)]
    private static partial Regex UserInformation();

    [GeneratedRegex("%[0-9a-fA-F]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    private static string WithUpperEscapes(string target) =>
        Escape().Replace(target, static escape => escape.Value.ToUpperInvariant());

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    /// <summary>Half a pair of surrogates comes as the replacement character, which stands for nothing either.</summary>
    private static bool IsUnseen(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
