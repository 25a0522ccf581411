using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FincoreSim.Runs;

/// <summary>Where this process is reached from the machine itself. Stateless.</summary>
internal static class OwnAddress
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The base URL of a server that has started, without a slash at the end; loopback where it listens on every address.</summary>
    public static string Of(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(BindingAddress.Parse).First(address => !address.IsUnixPipe && !address.IsNamedPipe);
        var host = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? Loopback : address.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }
}
