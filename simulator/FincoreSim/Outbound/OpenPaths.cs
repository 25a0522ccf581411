namespace FincoreSim.Outbound;

/// <summary>
/// What of this server its own webhooks and the calls of scenarios may reach: the API, the built-in receiver, and files. All
/// else would let a file, or a URL that somebody registered, do what only people and tests are meant to do. Stateless.
/// </summary>
internal static class OpenPaths
{
    private static readonly string[] Open = ["/v1", "/_sim/answer", "/openapi", "/reports"];

    /// <summary>Whether the path of a URL is open; one that could be read in two ways is not.</summary>
    public static bool Has(Uri url)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        return !path.Split('/').Any(segment => segment is "." or "..") && !path.Contains('\\') && Has(new PathString(path));
    }

    /// <summary>Whether the path of a request is open.</summary>
    public static bool Has(PathString path) => Array.Exists(Open, open => path.StartsWithSegments(open));
}
