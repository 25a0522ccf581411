using FincoreSim.Domain.Primitives;

namespace FincoreSim.Hosting;

/// <summary>
/// Keeps pages of other origins from changing anything: a browser sends what a page posts wherever it is told to, and says
/// where the page came from. Clients that are no browser say nothing of it. Stateless.
/// </summary>
internal static class Origins
{
    private const string SiteHeader = "Sec-Fetch-Site";
    private const string SameOrigin = "same-origin";
    private const string Only =
        "Only pages of this server, and clients that send neither Origin nor Sec-Fetch-Site, may change anything here.";

    /// <summary>Why a request is refused; null where it is not. Reading never is: a link from elsewhere opens the page.</summary>
    public static Refusal? Refuse(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return null;
        }

        if (request.Headers.TryGetValue(SiteHeader, out var site) && site.ToString() is not (SameOrigin or "none"))
        {
            return Refuse($"{SiteHeader}: {site}");
        }

        return request.Headers.TryGetValue("Origin", out var origin) && !IsOwn(origin.ToString(), request, site.ToString())
            ? Refuse($"Origin: {origin}")
            : null;
    }

    private static Refusal Refuse(string header) =>
        new(RefusalCode.Forbidden, $"The request comes from a page of another origin ({header}). {Only}");

    /// <summary>
    /// Whether an origin is this server's own. Where something in front of it ends TLS, the browser's scheme is https and ours is
    /// not; the browser itself has compared the whole origin then, and said so.
    /// </summary>
    private static bool IsOwn(string text, HttpRequest request, string site)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var origin)
            || !Uri.TryCreate($"{origin.Scheme}://{request.Headers.Host}", UriKind.Absolute, out var own))
        {
            return false;
        }

        var isPlain = origin is { UserInfo: "", PathAndQuery: "/", Fragment: "" } && !text.EndsWith('/');
        var isScheme = origin.Scheme == request.Scheme || (origin.Scheme == Uri.UriSchemeHttps && site == SameOrigin);
        return isPlain && isScheme && origin.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase);
    }
}
