using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FincoreSim.Serving;

/// <summary>Lets a server listen on URLs, and says in one sentence why it cannot. Stateless.</summary>
internal static class ListeningHost
{
    /// <summary>Says where a server listens, nothing else having a say.</summary>
    public static IWebHostBuilder ListenOn(this IWebHostBuilder host, ListenUrls urls)
    {
        var ports = new LoopbackPorts();
        host.UseUrls([.. urls.All.Select(url => WithPort(url, ports))]);
        return host.ConfigureServices(services =>
            services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = ports.Take));
    }

    /// <summary>Whether starting a server failed because of where it listens.</summary>
    public static bool IsOfListening(Exception problem) => problem is IOException or SocketException;

    /// <summary>Says why a server cannot listen.</summary>
    /// <param name="problem">What starting it threw.</param>
    /// <param name="urls">Where it should listen.</param>
    /// <param name="option">The option that says so.</param>
    public static string Say(Exception problem, ListenUrls urls, string option)
    {
        var named = urls.All.FirstOrDefault(url => problem.Message.Contains($"{PlaceOf(url)}:", StringComparison.Ordinal));
        var url = named ?? urls.ToString();
        return problem.InnerException is not AddressInUseException ? $"cannot listen on {url}: {problem.Message}"
            : UnixSocket.Is(url) ? $"{url} is in use by another program, or left over from one; choose another with {option}."
            : $"{url} is in use by another program; choose another with {option}.";
    }

    private static string WithPort(string url, LoopbackPorts ports) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Port == 0 && IsLocalhost(uri.Host)
            ? $"{uri.Scheme}://{uri.Host}:{ports.Choose()}"
            : url;

    private static bool IsLocalhost(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    /// <summary>What a server calls the place in its words: the path of a socket, or the port with its colon.</summary>
    private static string PlaceOf(string url) => UnixSocket.Is(url) ? UnixSocket.PathOf(url) : url[url.LastIndexOf(':')..];
}
