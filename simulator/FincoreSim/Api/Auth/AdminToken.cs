using System.Security.Cryptography;
using System.Text;

namespace FincoreSim.Api.Auth;

/// <summary>The token that the control API may ask for. Stateless.</summary>
internal static class AdminToken
{
    private const string Scheme = "Bearer";

    /// <summary>Whether a request carries the token, or none is asked for.</summary>
    public static bool IsIn(HttpRequest request, string? token)
    {
        if (token is null)
        {
            return true;
        }

        var header = request.Headers.Authorization.ToString();
        var end = header.IndexOf(' ');
        return end >= 0
            && header.AsSpan(0, end).Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            && IsSame(header[end..].Trim(), token);
    }

    /// <summary>Compares hashes, so that neither letters nor length of the token show in the time that it takes.</summary>
    public static bool IsSame(string given, string token) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
