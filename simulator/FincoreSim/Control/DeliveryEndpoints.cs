using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Control;

/// <summary>Reading deliveries, resending them, and trying a receiver.</summary>
internal static class DeliveryEndpoints
{
    private const string Module = "Webhooks";

    private static readonly BodyShape TestBody = new("WebhookTestRequest", Member.Uuid("webhook_id", "A registered webhook."));

    public static void MapDeliveries(this ControlRoutes routes)
    {
        routes.Get("/_sim/sandboxes/{sb}/deliveries", ControlOperations.Of("listDeliveries", Module, "Every delivery that is kept, oldest first", ControlJson.Default.DeliveryList, null, 404) with
        {
            Query =
            [
                Member.Choice("status", "Only with this status.", WireName<DeliveryStatus>.All, required: false),
                Member.Choice("type", "Only of this type.", WireName<WebhookType>.All, required: false),
            ],
        }, List);
        routes.Get("/_sim/sandboxes/{sb}/deliveries/{id}", ControlOperations.Of("getDelivery", Module, "A delivery with every attempt", ControlJson.Default.DeliveryView, null, 404), Read);
        routes.Post("/_sim/sandboxes/{sb}/deliveries/{id}/resend", ControlOperations.Of("resendDelivery", Module, "Send an event once more, the same bytes", ControlJson.Default.DeliveryView, null, 404, 409), Resend);
        routes.Post("/_sim/sandboxes/{sb}/webhooks/test", ControlOperations.Of("testWebhook", Module, "Send an example and see what the receiver answers", ControlJson.Default.WebhookTestView, TestBody, 404), TestAsync);
    }

    private static ValueTask<Reply> List(ControlCall call) => call.In(sandbox =>
    {
        var status = call.Query["status"].ToString();
        var type = call.Query["type"].ToString();
        if ((status.Length > 0 && !WireName<DeliveryStatus>.All.Contains(status)) || (type.Length > 0 && !WireName<WebhookType>.All.Contains(type)))
        {
            return new Refusal(
                RefusalCode.InvalidArgument,
                $"status must be one of {string.Join(", ", WireName<DeliveryStatus>.All)}, and type one of {string.Join(", ", WireName<WebhookType>.All)}.");
        }

        var (all, options, dropped, notQueued) = sandbox.Read(world =>
            (world.State.Deliveries.All.ToArray(), world.State.Options, world.State.Deliveries.Dropped, world.State.Deliveries.TurnedAway));
        var matching = all.Where(delivery =>
            (status.Length == 0 || WireName<DeliveryStatus>.Of(delivery.Status) == status)
            && (type.Length == 0 || WireName<WebhookType>.Of(delivery.Event.Notice.Type) == type));
        return Reply.Json(
            new DeliveryList([.. matching.Select(delivery => DeliveryView.From(delivery, options))], dropped, notQueued), ControlJson.Default.DeliveryList);
    });

    private static ValueTask<Reply> Read(ControlCall call) => call.In(sandbox =>
    {
        var (found, options) = sandbox.Read(world => (world.State.Deliveries.Find(new DeliveryId(call.PathUuid("id"))), world.State.Options));
        return found is null
            ? new Refusal(RefusalCode.NotFound, "Delivery")
            : Reply.Json(DeliveryView.From(found, options), ControlJson.Default.DeliveryView);
    });

    private static ValueTask<Reply> Resend(ControlCall call) => call.Execute(
        new ResendDelivery(new DeliveryId(call.PathUuid("id"))),
        (sandbox, delivery) => Reply.Json(
            DeliveryView.From(delivery, sandbox.Read(world => world.State.Options)), ControlJson.Default.DeliveryView));

    private static async ValueTask<Reply> TestAsync(ControlCall call)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            return sandbox.Refusal;
        }

        var dispatch = sandbox.Value.Read(world => WebhookExample.For(world, new WebhookId(call.Body.Uuid("webhook_id"))));
        if (dispatch is null)
        {
            return new Refusal(RefusalCode.NotFound, "Webhook");
        }

        var sender = call.Context.RequestServices.GetRequiredService<WebhookSender>();
        var result = await sender.SendAsync(dispatch, sandbox.Value.Gate, call.Aborted);
        using var message = JsonDocument.Parse(WebhookMessage.Of(dispatch.Delivery.Event, wrapsCep: false));
        var answer = AnswerView.From(result);
        return Reply.Json(
            new WebhookTestView(
                dispatch.Webhook.Url, message.RootElement.Clone(), result.StatusCode, answer?.Headers, answer?.Body, result.Error, result.Took.TotalMilliseconds),
            ControlJson.Default.WebhookTestView);
    }
}

/// <summary>
/// The deliveries that are kept, how many finished ones were dropped because a limit was reached, and how many were cancelled at
/// once because too many waited.
/// </summary>
internal sealed record DeliveryList(
    [property: JsonPropertyName("items")] ImmutableArray<DeliveryView> Items,
    [property: JsonPropertyName("dropped")] long Dropped,
    [property: JsonPropertyName("not_queued")] long NotQueued);
