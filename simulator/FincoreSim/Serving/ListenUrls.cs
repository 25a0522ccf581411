using System.Text;

namespace FincoreSim.Serving;

/// <summary>Where a server listens: URLs that were looked at before anything is started. Immutable.</summary>
/// <param name="All">Each a scheme, a host and a port, or a socket in the file system; at least one.</param>
internal sealed record ListenUrls(ImmutableArray<string> All)
{
    /// <summary>Stands for every address, which URLs to listen on write as * or +, in what only a URL's reader sees.</summary>
    private const string AnyHost = "any.invalid";

    private const string Example = "http://localhost:8080";

    /// <summary>Whether any is https.</summary>
    public bool HasHttps => All.Any(IsHttps);

    /// <summary>The names and addresses in them.</summary>
    public IEnumerable<string> Hosts =>
        All.Where(url => !UnixSocket.Is(url)).Select(Parse).OfType<Uri>().Select(uri => uri.Host).Where(host => host != AnyHost);

    /// <summary>Whether a URL is https.</summary>
    public static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads URLs with semicolons between them; null where they cannot be listened on, and why.</summary>
    public static ListenUrls? Read(string text, out string problem)
    {
        problem = $"it has no URL; write one such as {Example}.";
        var urls = ImmutableArray.CreateBuilder<string>();
        foreach (var url in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Wrong(url) is { } wrong)
            {
                problem = wrong;
                return null;
            }

            urls.Add(Normal(url));
        }

        return urls.Count == 0 ? null : new ListenUrls([.. urls.Distinct()]);
    }

    /// <summary>An address that a server listens on, as somebody on this machine calls it.</summary>
    public static string Usable(string address) =>
        !UnixSocket.Is(address) && Parse(address) is { } uri && uri.Host is "0.0.0.0" or "[::]" or AnyHost
            ? $"{uri.Scheme}://localhost:{uri.Port}"
            : address.TrimEnd('/');

    /// <summary>The URLs, as they are told of.</summary>
    public override string ToString() => string.Join(';', All);

    private static string? Wrong(string url)
    {
        if (UnixSocket.Is(url))
        {
            return UnixSocket.Wrong(url);
        }

        if (Parse(url) is not { Scheme: "http" or "https", Host.Length: > 0 } uri)
        {
            return $"'{url}' is not a valid URL such as {Example}; separate several with semicolons.";
        }

        return TooMuch(uri) is { } what ? $"{url} has {what}; a server listens on a host and a port, as in {Example}." : null;
    }

    private static string? TooMuch(Uri uri) => uri.UserInfo.Length > 0 ? "a user"
        : uri.AbsolutePath != "/" ? "a path"
        : uri.Query.Length > 0 || uri.Fragment.Length > 0 ? "a query"
        : null;

    private static string Normal(string url) =>
        UnixSocket.Is(url) || Parse(url) is not { } uri
            ? url
            : $"{uri.Scheme}://{(uri.Host == AnyHost ? "*" : uri.Host)}:{uri.Port}";

    private static Uri? Parse(string url)
    {
        var named = url.Replace("://*", $"://{AnyHost}", StringComparison.Ordinal)
            .Replace("://+", $"://{AnyHost}", StringComparison.Ordinal);
        return Uri.TryCreate(named, UriKind.Absolute, out var uri) ? uri : null;
    }
}

/// <summary>Sockets in the file system, which servers listen on as <c>http://unix:/path</c>. Stateless.</summary>
internal static class UnixSocket
{
    private const string Prefix = "http://unix:";

    /// <summary>How many bytes the path of a socket may have on every system.</summary>
    private const int PathMax = 100;

    /// <summary>Whether a URL is one, which has no host and no port.</summary>
    public static bool Is(string url) => url.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Its path.</summary>
    public static string PathOf(string url) => url[Prefix.Length..];

    /// <summary>What is wrong with one; null where nothing is.</summary>
    public static string? Wrong(string url) =>
        !PathOf(url).StartsWith('/') || PathOf(url).Contains(':')
            ? $"{url} must have an absolute path without colons, as in http://unix:/tmp/fincoresim.sock."
        : Encoding.UTF8.GetByteCount(PathOf(url)) > PathMax
            ? $"{url} is too long: the path of a socket has at most {PathMax} bytes."
            : null;
}
