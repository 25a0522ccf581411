using System.Net;
using FincoreSim.Outbound;

namespace FincoreSim.Serving;

/// <summary>Says when other machines can reach a server that asks nobody for a token. Stateless.</summary>
internal static class Exposure
{
    /// <summary>The warning; null where only this machine reaches the server, or a token is asked for.</summary>
    /// <param name="addresses">What the server listens on.</param>
    /// <param name="hasToken">Whether the control API asks for a token.</param>
    public static string? Warning(IEnumerable<string> addresses, bool hasToken) =>
        hasToken || addresses.FirstOrDefault(address => !IsOfThisMachine(BindingAddress.Parse(address))) is not { } open
            ? null
            : $"fincoresim: warning: {open} can be reached from other machines, and whoever reaches it controls every sandbox; "
                + $"set {ServeOptions.AdminTokenVariable}, or listen on this machine only "
                + "(in a container: docker run -p 127.0.0.1:8080:8080).";

    private static bool IsOfThisMachine(BindingAddress address) =>
        address.IsUnixPipe || address.IsNamedPipe || AddressKinds.IsLocalhost(address.Host)
        || (IPAddress.TryParse(address.Host, out var bound) && IPAddress.IsLoopback(bound));
}
