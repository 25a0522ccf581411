using FincoreSim.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FincoreSim.Runs.Calls;

/// <summary>Where this process is reached from the machine itself. Stateless.</summary>
internal static class OwnAddress
{
    private const string Loopback = "127.0.0.1";

    /// <summary>
    /// The base URL of a server that has started, without a slash at the end; loopback where it listens on every address. Null
    /// where it has none on http, but listens on https, or on a socket in the file system.
    /// </summary>
    public static string? Find(IServer server) => server.Features.Get<IServerAddressesFeature>()!.Addresses
        .Where(address => !UnixSocket.Is(address) && !ListenUrls.IsHttps(address)).Select(BindingAddress.Parse).Select(UrlOf)
        .FirstOrDefault();

    /// <summary>The same for a server that is known to have a port.</summary>
    public static string Of(IServer server) =>
        Find(server) ?? throw new InvalidOperationException("the server has no port on http");

    private static string UrlOf(BindingAddress address)
    {
        var host = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? Loopback : address.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }
}
