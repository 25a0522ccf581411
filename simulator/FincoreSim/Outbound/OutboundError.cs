using System.Net.Sockets;

namespace FincoreSim.Outbound;

/// <summary>Names what went wrong with an exchange, as deliveries show it. Stateless.</summary>
internal static class OutboundError
{
    /// <summary>The name of a problem.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="isLate">Whether the time was up.</param>
    public static string Of(Exception problem, bool isLate) => problem switch
    {
        _ when isLate => "timeout",
        OperationCanceledException => "cancelled",
        _ when Find<OutboundRefused>(problem) is { } refused => refused.Error,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls_failed",
        _ when Find<AnswerMissingException>(problem) is not null => "connection_closed",
        _ when Find<SocketException>(problem) is { } socket => OfSocket(socket.SocketErrorCode),
        HttpRequestException broken => OfHttp(broken.HttpRequestError),
        HttpIOException broken => OfHttp(broken.HttpRequestError),
        _ => "connection_broken",
    };

    private static string OfSocket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection_refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "host_not_found",
        SocketError.ConnectionReset or SocketError.Shutdown => "connection_reset",
        _ => "connection_failed",
    };

    private static string OfHttp(HttpRequestError error) => error switch
    {
        HttpRequestError.InvalidResponse => "invalid_response",
        HttpRequestError.ResponseEnded => "connection_closed",
        HttpRequestError.ConfigurationLimitExceeded => "answer_head_too_long",
        _ => "connection_broken",
    };

    private static T? Find<T>(Exception? problem)
        where T : Exception => problem switch
        {
            null => null,
            T found => found,
            _ => Find<T>(problem.InnerException),
        };
}
