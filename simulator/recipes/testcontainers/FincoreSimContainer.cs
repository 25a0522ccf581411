using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace FincoreSim.Recipes;

/// <summary>
/// FincoreSim in a container that begins and ends with the tests of a service; by the package Testcontainers. Copy it, and put
/// the name of your image in. For xUnit, NUnit and MSTest alike.
/// </summary>
public sealed class FincoreSimContainer : IAsyncDisposable
{
    private const string Host = "host.docker.internal";
    private const ushort Port = 8080;
    private readonly IContainer _container;

    /// <summary>Describes the container.</summary>
    /// <param name="image">The image.</param>
    /// <param name="seed">The seed of ids and chance; the same one gives the same world.</param>
    public FincoreSimContainer(string image = "fincoresim", int seed = 42) => _container = new ContainerBuilder(image)
        .WithEnvironment("FINCORESIM_SEED", $"{seed}")
        .WithEnvironment("FINCORESIM_ALLOW_CALL", Host)
        .WithExtraHost(Host, "host-gateway")
        .WithPortBinding(Port, assignRandomHostPort: true)
        .WithWaitStrategy(
            Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(Port).ForPath("/_sim/health")))
        .Build();

    /// <summary>Where the API is, once it has started.</summary>
    public Uri Url => new UriBuilder(Uri.UriSchemeHttp, _container.Hostname, _container.GetMappedPublicPort(Port)).Uri;

    /// <summary>What a receiver on this machine is called by the simulator: the URL that a webhook is registered with.</summary>
    /// <param name="port">The port that the receiver listens on, on every address.</param>
    /// <param name="path">The path of its webhooks.</param>
    public static Uri ReceiverUrl(int port, string path) => new UriBuilder(Uri.UriSchemeHttp, Host, port, path).Uri;

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public Task StartAsync(CancellationToken stop = default) => _container.StartAsync(stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
