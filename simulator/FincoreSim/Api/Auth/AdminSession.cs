using System.Security.Cryptography;
using System.Text;
using FincoreSim.Serving;

namespace FincoreSim.Api.Auth;

/// <summary>
/// Whoever gave the admin token to the page has a cookie after it. It holds a value that is drawn at the start, not the token: browsers
/// send the cookies of a host to each of its ports, so whatever else listens there reads it. Thread-safe.
/// </summary>
internal sealed class AdminSession(ServeOptions options)
{
    private readonly byte[] _value = RandomNumberGenerator.GetBytes(32);

    /// <summary>Whether a token is asked for.</summary>
    public bool IsGuarded => options.AdminToken is not null;

    /// <summary>Whether a request has the token in its header, or the cookie, or none is asked for.</summary>
    public bool Has(HttpRequest request) => AdminToken.IsIn(request, options.AdminToken) || HasCookie(request);

    /// <summary>Whether this is the token.</summary>
    public bool Is(string given) => options.AdminToken is { } token && AdminToken.IsSame(given, token);

    /// <summary>Gives the cookie: until the browser or the program ends, for this server's own pages alone, and for no script.</summary>
    public void Begin(HttpContext context) => context.Response.Cookies.Append(NameOf(context.Request), Convert.ToHexStringLower(_value), Settings(context.Request));

    /// <summary>Takes it away.</summary>
    public static void End(HttpContext context) => context.Response.Cookies.Delete(NameOf(context.Request), Settings(context.Request));

    private bool HasCookie(HttpRequest request) => request.Cookies.TryGetValue(NameOf(request), out var given)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(_value)));

    /// <summary>Two simulators on one host have a cookie each.</summary>
    private static string NameOf(HttpRequest request) => string.Create(CultureInfo.InvariantCulture, $"fincoresim-{request.Host.Port ?? 0}");

    private static CookieOptions Settings(HttpRequest request) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = "/" };
}
