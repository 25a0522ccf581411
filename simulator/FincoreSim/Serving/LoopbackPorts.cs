using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FincoreSim.Serving;

/// <summary>
/// Free ports of localhost, which has two addresses that must get the same one: the server refuses to choose it, so it is chosen
/// here, and kept until the server takes it. Used by one thread at a time.
/// </summary>
internal sealed class LoopbackPorts
{
    /// <summary>How often a port may be free at one of the addresses only.</summary>
    private const int TriesMax = 50;

    private readonly Dictionary<EndPoint, Socket> _kept = [];

    /// <summary>A port that is free at both addresses; at one where the machine has no more.</summary>
    public int Choose()
    {
        for (var tries = 1; ; tries++)
        {
            var first = Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)first.LocalEndPoint!).Port;
            try
            {
                Keep(Bind(new IPEndPoint(IPAddress.IPv6Loopback, port)));
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse && tries < TriesMax)
            {
                first.Dispose();
                continue;
            }
            catch (SocketException)
            {
                // Without IPv6 there is one address.
            }

            Keep(first);
            return port;
        }
    }

    /// <summary>The socket for an address: the one that was kept, or a new one.</summary>
    public Socket Take(EndPoint address) => _kept.Remove(address, out var kept) ? kept : Bind(address);

    private static Socket Bind(EndPoint address) => SocketTransportOptions.CreateDefaultBoundListenSocket(address);

    private void Keep(Socket socket) => _kept[socket.LocalEndPoint!] = socket;
}
