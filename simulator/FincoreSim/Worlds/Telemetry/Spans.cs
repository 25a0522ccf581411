using System.Diagnostics;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Ground;

namespace FincoreSim.Worlds.Telemetry;

/// <summary>
/// The spans of the simulator's own, beside the framework's for each request: one for each exchange with a receiver. While nobody
/// listens none is made. They are never told to receivers: a webhook has the headers of the real ones.
/// </summary>
internal static class Spans
{
    /// <summary>The name of their source.</summary>
    public const string Name = Product.Name;

    private static readonly ActivitySource Source = new(Name, Product.Version);

    /// <summary>Begins the span of an exchange with a receiver; null while nobody listens.</summary>
    public static Activity? Exchange(Dispatch dispatch)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var (delivery, type) = (dispatch.Delivery, WireName<WebhookType>.Of(dispatch.Delivery.Event.Notice.Type));

        // What asked for it may be long over: an exchange is a trace of its own, which names its delivery.
        Activity.Current = null;
        var span = Source.StartActivity($"webhook {type}", ActivityKind.Client);
        span?.SetTag("fincoresim.delivery.id", delivery.Id.Value.ToString());
        span?.SetTag("fincoresim.webhook.type", type.ToLowerInvariant());
        span?.SetTag("http.request.method", "POST");
        span?.SetTag("http.request.resend_count", delivery.AttemptsMade - 1);
        span?.SetTag("url.full", WebhookUrl.Shown(dispatch.Webhook.Url));
        return span;
    }

    /// <summary>Notes what an exchange came to.</summary>
    public static void Tell(this Activity? span, AttemptResult result)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("http.response.status_code", result.StatusCode);
        if (result.Error is { } error)
        {
            span.SetTag("error.type", error);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
