using System.Net;
using System.Net.Sockets;

namespace FincoreSim.Outbound;

/// <summary>
/// Sends requests by connections of an <see cref="OutboundPolicy"/>: those to paths that are open may reach this server, the
/// others go by connections of their own, which never do. Thread-safe.
/// </summary>
internal sealed class OutboundHandler : HttpMessageHandler
{
    private readonly HttpMessageInvoker _toOpenPaths;
    private readonly HttpMessageInvoker? _elsewhere;
    private readonly string? _from;

    /// <summary>Sends by handlers that are made alike.</summary>
    /// <param name="policy">Opens the connections.</param>
    /// <param name="make">Makes a handler that connects by what it is given.</param>
    /// <param name="reach">What requests to open paths may reach.</param>
    /// <param name="isMarked">Whether requests carry <see cref="OutboundPolicy.FromHeader"/>.</param>
    public OutboundHandler(
        OutboundPolicy policy,
        Func<Func<DnsEndPoint, CancellationToken, ValueTask<Socket>>, SocketsHttpHandler> make,
        OutboundReach reach = OutboundReach.Anywhere,
        bool isMarked = true)
    {
        _from = isMarked ? policy.From : null;
        _toOpenPaths = Invoker(reach);
        _elsewhere = reach == OutboundReach.OwnServer ? null : Invoker(OutboundReach.Elsewhere);

        HttpMessageInvoker Invoker(OutboundReach theirs) => new(make((to, stop) => policy.ConnectAsync(to, theirs, stop)));
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_from is not null)
        {
            request.Headers.Remove(OutboundPolicy.FromHeader);
            request.Headers.Add(OutboundPolicy.FromHeader, _from);
        }

        return OpenPaths.Has(request.RequestUri!) ? _toOpenPaths.SendAsync(request, cancellationToken)
            : _elsewhere?.SendAsync(request, cancellationToken)
            ?? throw new HttpRequestException(OutboundRefused.ControlApi, NoPathOfTheApi(request.RequestUri!));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _toOpenPaths.Dispose();
            _elsewhere?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static OutboundRefused NoPathOfTheApi(Uri url) =>
        new(OutboundRefused.ControlApi, $"{url} may not be called: it is not a path of the API");
}
