using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FincoreSim.Outbound;

/// <summary>Which addresses a request may reach.</summary>
internal enum OutboundReach
{
    /// <summary>Any but those that are never called.</summary>
    Anywhere,

    /// <summary>The same, but not this server.</summary>
    Elsewhere,

    /// <summary>This server alone.</summary>
    OwnServer,
}

/// <summary>A connection that the process does not make. Its message says why.</summary>
/// <param name="error">The reason in one word, for a delivery's error.</param>
/// <param name="why">The reason in a sentence.</param>
internal sealed class OutboundRefused(string error, string why) : IOException(why)
{
    /// <summary>The error of what would lead to the control API.</summary>
    public const string ControlApi = "control_api_not_allowed";

    /// <summary>The error of an address that is never called.</summary>
    public const string Address = "address_not_allowed";

    /// <summary>The reason in one word.</summary>
    public string Error => error;
}

/// <summary>
/// Opens the connections of webhooks and of scenarios. What may be reached is decided on the addresses that a name led to, and
/// those are then connected to, so that neither a spelling nor a name server that changes its mind gets around it. Thread-safe.
/// </summary>
/// <param name="ownAddresses">Gives the addresses that this server listens on, as the server tells them.</param>
/// <param name="resolve">Gives the addresses that a name leads to.</param>
internal sealed class OutboundPolicy(
    Func<IEnumerable<string>> ownAddresses, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>
    /// What this process's calls of scenarios carry, so that its own control API knows them even where they come by a way that no
    /// address shows, such as a port of a container. It opens nothing, so that it need not be kept from anyone.
    /// </summary>
    public const string FromHeader = "X-Fincore-Sim-From";

    /// <summary>The value of <see cref="FromHeader"/>.</summary>
    public string From { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The policy of a process with a server.</summary>
    public static OutboundPolicy Of(IServer server) =>
        new(() => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], Dns.GetHostAddressesAsync);

    /// <summary>The policy of a process that serves nothing.</summary>
    public static OutboundPolicy WithoutServer() => new(() => [], Dns.GetHostAddressesAsync);

    /// <summary>Connects, to an address that may be reached.</summary>
    /// <exception cref="OutboundRefused">None of the host's addresses may be.</exception>
    /// <exception cref="SocketException">The host is unknown, or nobody listens.</exception>
    public async ValueTask<Socket> ConnectAsync(DnsEndPoint to, OutboundReach reach, CancellationToken stop)
    {
        if (AddressKinds.IsNeverCalled(to.Host))
        {
            throw NeverCalled(to);
        }

        var found = await ResolveAsync(to.Host, stop);
        var open = Array.FindAll(found, address => Refuse(address, to, reach) is null);
        if (open.Length == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : Refuse(found[0], to, reach)!;
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, to.Port, stop);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Why an address may not be reached; null where it may.</summary>
    private OutboundRefused? Refuse(IPAddress address, DnsEndPoint to, OutboundReach reach)
    {
        if (AddressKinds.IsNeverCalled(address))
        {
            return NeverCalled(to);
        }

        var isOwn = reach != OutboundReach.Anywhere && IsOwn(AddressKinds.Reached(address), to.Port);
        return (reach, isOwn) switch
        {
            (OutboundReach.Elsewhere, true) => new OutboundRefused(
                OutboundRefused.ControlApi,
                $"the control API at {Shown(to)} may not be called by the simulator itself: only /v1 and /_sim/answer are open"),
            (OutboundReach.OwnServer, false) => new OutboundRefused(
                OutboundRefused.Address,
                $"{Shown(to)} may not be called: the sample integrator of a run calls its simulator only"),
            _ => null,
        };
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken stop)
    {
        if (IPAddress.TryParse(host.TrimEnd('.'), out var address))
        {
            return [address];
        }

        return AddressKinds.IsLocalhost(host)
            ? Array.FindAll(await resolve("localhost", stop), AddressKinds.IsLoopback)
            : await resolve(host, stop);
    }

    private bool IsOwn(IPAddress reached, int port) =>
        ownAddresses().Select(BindingAddress.Parse).Any(own => own.Port == port && IsBoundTo(own, reached));

    private static bool IsBoundTo(BindingAddress own, IPAddress reached)
    {
        if (own.IsUnixPipe || own.IsNamedPipe)
        {
            return false;
        }

        if (AddressKinds.IsLocalhost(own.Host))
        {
            return IPAddress.IsLoopback(reached);
        }

        // Any other name is listened for on every address, as "*" is.
        return !IPAddress.TryParse(own.Host, out var bound) || bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any)
            ? IsOfThisMachine(reached)
            : AddressKinds.Reached(bound).Equals(reached);
    }

    private static bool IsOfThisMachine(IPAddress reached) =>
        IPAddress.IsLoopback(reached) || NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(own => AddressKinds.Reached(own.Address).Equals(reached));

    private static OutboundRefused NeverCalled(DnsEndPoint to) => new(
        OutboundRefused.Address,
        $"{Shown(to)} may not be called: link-local addresses and cloud metadata services never are");

    private static string Shown(DnsEndPoint to) => new HostAndPort(to.Host, to.Port).ToString();
}
