using System.Text;
using System.Text.RegularExpressions;

namespace FincoreSim.Worlds.Requests;

/// <summary>Keeps credentials out of what is shown of a call. Stateless.</summary>
internal static partial class Redaction
{
    private const string Hidden = "(redacted)";

    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Authorization", "Proxy-Authorization", "x-api-key", "Cookie");

    /// <summary>A header, its credential only by its scheme.</summary>
    public static KeyValuePair<string, string> OfHeader(KeyValuePair<string, string> header) =>
        !Secrets.Contains(header.Key) ? header
        : header.Value.Split(' ') is [var scheme, _] ? new(header.Key, $"{scheme} {Hidden}")
        : new(header.Key, Hidden);

    /// <summary>
    /// A body as text: as it was, but for client secrets, tokens, and what a URL says before its host. A body that is no JSON is
    /// treated alike.
    /// </summary>
    /// <param name="path">The call's path: the catalogue of banks has a member <c>token</c> that is no secret.</param>
    /// <param name="body">The bytes.</param>
    public static string OfBody(string path, ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        var isPublic = path.StartsWith("/v1/banks", StringComparison.OrdinalIgnoreCase);
        return UserInfo().Replace(isPublic ? text : SecretMember().Replace(text, Hidden), Hidden);
    }

    [GeneratedRegex("""(?<="(?:client_secret|token)"\s*:\s*")(?:[^"\\]|\\.)+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretMember();

    [GeneratedRegex("""(?<=://)[^/?#\s"]+(?=@)""", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
