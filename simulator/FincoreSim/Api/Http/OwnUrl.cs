using System.Net;
using System.Net.Sockets;

namespace FincoreSim.Api.Http;

/// <summary>Where the caller of a request finds this server again. Stateless.</summary>
internal static class OwnUrl
{
    /// <summary>
    /// The base URL without a slash at its end: by the host that the caller named; by the address that it reached where it named
    /// none, as HTTP/1.0 allows, or none that a URL can have.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var named = $"{request.Scheme}://{request.Host.Value}";
        return request.Host.HasValue && IsUsable(named) ? named : $"{request.Scheme}://{Reached(request.HttpContext.Connection)}";
    }

    private static bool IsUsable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
        && (uri.UserInfo.Length, uri.PathAndQuery, uri.Fragment.Length) == (0, "/", 0);

    /// <summary>The server's end of the connection; a socket in the file system has no address, and any host will do.</summary>
    private static string Reached(ConnectionInfo connection) =>
        connection.LocalIpAddress is { } address ? new IPEndPoint(Plain(address), connection.LocalPort).ToString() : "localhost";

    /// <summary>An address as URLs have it: IPv4 where it is that, and without the name of an interface.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes())
        : address;
}
