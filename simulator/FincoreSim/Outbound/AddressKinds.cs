using System.Net;
using System.Net.Sockets;

namespace FincoreSim.Outbound;

/// <summary>What an address is, whatever its spelling or family. Stateless.</summary>
internal static class AddressKinds
{
    private const int AddressBytes = 16;

    /// <summary>Where clouds give anyone on the machine its credentials, beside the link-local address of most.</summary>
    private static readonly FrozenSet<IPAddress> Metadata = FrozenSet.Create(
        IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192"),
        IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("fd20:ce::254"));

    private static readonly FrozenSet<string> MetadataNames = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "metadata.google.internal", "metadata.goog", "instance-data.ec2.internal");

    /// <summary>The prefixes of IPv6 behind which an IPv4 address is reached, and where in the address that one begins.</summary>
    private static readonly (byte[] Prefix, int Offset)[] Embeddings =
    [
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 12),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 12),
        ([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 12),
        ([0x20, 0x02], 2),
    ];

    /// <summary>
    /// The address that a connection would reach: the IPv4 one inside an IPv6 one, and loopback for the one that means "any".
    /// </summary>
    public static IPAddress Reached(IPAddress address)
    {
        if (address.Equals(IPAddress.Any))
        {
            return IPAddress.Loopback;
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.Equals(IPAddress.IPv6Loopback))
        {
            return address;
        }

        if (address.Equals(IPAddress.IPv6Any))
        {
            return IPAddress.IPv6Loopback;
        }

        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out _);
        foreach (var (prefix, offset) in Embeddings)
        {
            if (bytes.StartsWith(prefix))
            {
                return Reached(new IPAddress(bytes.Slice(offset, 4)));
            }
        }

        return new IPAddress(bytes);
    }

    /// <summary>Whether nothing may ever be sent there: link-local addresses, and where clouds hand out credentials.</summary>
    public static bool IsNeverCalled(IPAddress address)
    {
        var reached = Reached(address);
        return Metadata.Contains(reached) || (reached.AddressFamily == AddressFamily.InterNetworkV6
            ? reached.IsIPv6LinkLocal
            : reached.GetAddressBytes() is [169, 254, _, _]);
    }

    /// <summary>Whether a name is that of a cloud's metadata service, wherever it leads.</summary>
    public static bool IsNeverCalled(string name) => MetadataNames.Contains(name.TrimEnd('.'));

    /// <summary>Whether an address is this machine's own loopback.</summary>
    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(Reached(address));

    /// <summary>Whether a host is this machine by its spelling: <c>localhost</c>, a name below, or a loopback address.</summary>
    public static bool IsLoopback(string host) =>
        IPAddress.TryParse(host, out var address) ? IsLoopback(address) : IsLocalhost(host);

    /// <summary>Whether a name is <c>localhost</c> or below it: loopback, whatever a name server says (RFC 6761).</summary>
    public static bool IsLocalhost(string name)
    {
        var plain = name.TrimEnd('.');
        return plain.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || plain.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
