using FincoreSim.Api.Http;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Control.Deliveries;

/// <summary>Reading deliveries, resending them, and trying a receiver.</summary>
internal static class DeliveryEndpoints
{
    private const string Module = "Webhooks";

    private static readonly BodyShape TestBody = new("WebhookTestRequest", Member.Uuid("webhook_id", "A registered webhook."));

    public static void MapDeliveries(this ControlRoutes routes)
    {
        routes.Get("/_sim/sandboxes/{sb}/deliveries", ControlOperations.Of("listDeliveries", Module,
            "Every delivery that is kept, oldest first", ControlJson.Default.DeliveryList, null, 404) with
        {
            Query = [.. DeliveryFilter.Query, .. ControlList.Pages],
        }, List);
        routes.Get(
            "/_sim/sandboxes/{sb}/deliveries/{id}", ControlOperations.Of(
                "getDelivery", Module, "A delivery with every attempt", ControlJson.Default.DeliveryView, null, 404), Read);
        routes.Post(
            "/_sim/sandboxes/{sb}/deliveries/{id}/resend",
            ControlOperations.Of("resendDelivery", Module, "Send an event once more, the same bytes",
                ControlJson.Default.DeliveryView, null, 404, 409), Resend);
        routes.Post(
            "/_sim/sandboxes/{sb}/webhooks/test",
            ControlOperations.Of("testWebhook", Module, "Send an example and see what the receiver answers",
                ControlJson.Default.WebhookTestView, TestBody, 404), TestAsync);
    }

    private static ValueTask<Reply> List(ControlCall call) => call.In(sandbox =>
    {
        var gate = sandbox.Gate;
        var filter = DeliveryFilter.Of(call.Query);
        var found = ControlList.Read(call, gate, (world, place) => world.State.Deliveries.After(place), filter.Matches);
        var (options, dropped, notQueued) =
            gate.Read(world => (world.State.Options, world.State.Deliveries.Dropped, world.State.Deliveries.TurnedAway));
        return found.Reply(
            delivery => DeliveryView.From(delivery, options), ControlJson.Default.DeliveryView, ("dropped", dropped),
            ("not_queued", notQueued));
    });

    private static ValueTask<Reply> Read(ControlCall call) => call.In(sandbox =>
    {
        var (found, options) =
            sandbox.Read(world => (world.State.Deliveries.Find(new DeliveryId(call.PathUuid("id"))), world.State.Options));
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

        var ids = new SeededIds(Seeds.Draw());
        var dispatch = sandbox.Value.Read(world => WebhookExample.For(world, new WebhookId(call.Body.Uuid("webhook_id")), ids));
        if (dispatch is null)
        {
            return new Refusal(RefusalCode.NotFound, "Webhook");
        }

        var sender = call.Context.RequestServices.GetRequiredService<WebhookSender>();
        var result = await sender.SendAsync(dispatch, sandbox.Value.Gate, call.Aborted);
        using var message = JsonDocument.Parse(WebhookMessage.Of(dispatch.Delivery.Event, default));
        var answer = AnswerView.From(result);
        return Reply.Json(
            new WebhookTestView(
                WebhookUrl.Shown(dispatch.Webhook.Url), message.RootElement.Clone(), result.StatusCode, answer?.Headers,
                answer?.Body, result.Error, result.Took.TotalMilliseconds,
                answer?.BodyNote, answer?.RefundReason, answer?.RefundReasonNote),
            ControlJson.Default.WebhookTestView);
    }
}

/// <summary>Which deliveries are asked for; null asks for all.</summary>
internal sealed record DeliveryFilter(DeliveryStatus? Status, WebhookType? Type, Guid? Transaction, Guid? Webhook, Guid? Client)
{
    public static ImmutableArray<Member> Query { get; } =
    [
        Member.Choice("status", "Only with this status.", WireName<DeliveryStatus>.All, required: false),
        Member.Choice("type", "Only of this type.", WireName<WebhookType>.All, required: false),
        Member.Uuid("transaction_id", "Only about this transaction.", required: false),
        Member.Uuid("webhook_id", "Only to this webhook.", required: false),
        Member.Uuid("client_id", "Only of this client.", required: false),
    ];

    public static DeliveryFilter Of(ControlQuery query) => new(
        query.Choice<DeliveryStatus>("status"),
        query.Choice<WebhookType>("type"),
        query.Uuid("transaction_id"),
        query.Uuid("webhook_id"),
        query.Uuid("client_id"));

    public bool Matches(Delivery delivery) =>
        (Status is null || delivery.Status == Status)
        && (Type is null || delivery.Event.Notice.Type == Type)
        && (Transaction is null || delivery.Event.TransactionId?.Value == Transaction)
        && (Webhook is null || delivery.WebhookId.Value == Webhook)
        && (Client is null || delivery.Event.ClientId.Value == Client);
}

/// <summary>
/// A page of the deliveries that are kept, how many finished ones were dropped because a limit was reached, and how many were
/// cancelled at once because too many waited.
/// </summary>
internal sealed record DeliveryList(
    [property: JsonPropertyName("items")] ImmutableArray<DeliveryView> Items,
    [property: JsonPropertyName("dropped")] long Dropped,
    [property: JsonPropertyName("not_queued")] long NotQueued,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);
