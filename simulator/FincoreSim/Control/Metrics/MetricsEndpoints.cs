using System.Text;
using FincoreSim.Api.Http;

namespace FincoreSim.Control.Metrics;

/// <summary>What was measured, for who scrapes it or looks once.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this ControlRoutes routes) => routes.Get(
        "/_sim/metrics",
        ControlOperations.Of(
            "getMetrics", "Process", "What was measured, as Prometheus reads it", ControlJson.Default.String) with
        {
            ContentType = "text/plain",
            Description = "Requests, commands by kind and outcome, waits for the gate, how late what was due ran, deliveries by "
                + "decision, what was dropped, and the "
                + "runtime. Counting begins with the first call of it, so that nobody pays who does not ask: call it once before "
                + "what is to be measured.",
        },
        call => ValueTask.FromResult(Reply.Content(
            Encoding.UTF8.GetBytes(call.Context.RequestServices.GetRequiredService<MetricsBook>().Read()),
            PrometheusText.MediaType)));
}
