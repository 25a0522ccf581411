using System.Net.Sockets;
using System.Text;

namespace FincoreSim.Outbound;

/// <summary>
/// How the simulator calls others, in webhooks and in the calls of scenarios: no proxy, no redirects, no cookies, and a
/// connection of its own for each exchange. One that is used again may be dead already, and then nobody can tell whether what was
/// written was read: it would be counted as failed though it was ours to avoid, or be sent twice. So there is none, and what a
/// receiver does with its connections changes nothing. Where they may lead is for an <see cref="OutboundPolicy"/> to
/// say. Stateless.
/// </summary>
internal static class OutboundHttp
{
    /// <summary>How much of an answer's head is read, in KiB.</summary>
    private const int HeadKibibytesMax = 64;

    private static readonly TimeSpan OwnIdleMax = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Makes a client for what others serve, without a timeout of its own. Its requests have to say <c>Connection: close</c>.
    /// </summary>
    /// <param name="policy">Says what may be reached.</param>
    /// <param name="time">Real time, for how long a connection waits to be closed.</param>
    /// <param name="isMarked">Whether requests carry <see cref="OutboundPolicy.FromHeader"/>.</param>
    public static HttpClient NewClient(OutboundPolicy policy, TimeProvider time, bool isMarked) => NewClient(new OutboundHandler(
        policy,
        connect =>
        {
            var handler = NewHandler();
            handler.PooledConnectionLifetime = TimeSpan.Zero;
            handler.PooledConnectionIdleTimeout = TimeSpan.Zero;
            handler.ConnectCallback = async (context, stop) =>
                new PatientConnection(await connect(context.DnsEndPoint, stop), time);
            return handler;
        },
        isMarked: isMarked));

    /// <summary>
    /// Makes a client for the simulator itself, which never closes a connection that it said it would keep: they are used again.
    /// </summary>
    public static HttpClient NewOwnClient(OutboundPolicy policy) => NewClient(new OutboundHandler(
        policy,
        connect =>
        {
            var handler = NewHandler();
            handler.PooledConnectionIdleTimeout = OwnIdleMax;
            handler.ConnectCallback = async (context, stop) =>
                new NetworkStream(await connect(context.DnsEndPoint, stop), ownsSocket: true);
            return handler;
        },
        OutboundReach.OwnServer));

    private static HttpClient NewClient(OutboundHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseDrainSize = 0,

        // The real webhooks have no traceparent.
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = HeadKibibytesMax,
        PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new ExchangeStream(context.PlaintextStream)),

        // A registered token and a scenario's headers may have letters beyond ASCII, which the handler would otherwise refuse.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    };
}
