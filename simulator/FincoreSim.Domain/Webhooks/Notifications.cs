using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// Which events exist: the only place that stages webhooks. An event comes into being only when somebody has registered for
/// it, so that only generated events can be resent (documented for internal credits, assumed for the rest).
/// </summary>
internal static class Notifications
{
    /// <summary>Something happened; whoever has registered for it is told.</summary>
    public static void Emit(Draft draft, Notice notice)
    {
        WebhookEvent? happened = null;
        var webhooks = draft.State.Webhooks;
        for (var index = 0; index < webhooks.Count; index++)
        {
            var webhook = webhooks[index];
            if (webhook.ClientId != notice.ClientId || webhook.Type != notice.Type || webhook.Status != WebhookStatus.Active)
            {
                continue;
            }

            happened ??= new WebhookEvent(new EventId(draft.NextUuid(IdKind.Event)), notice, draft.Now);
            Queue(draft, webhook, happened.Value);
        }

        if (happened is null)
        {
            draft.Add(new NobodyTold(notice.Type, notice.TransactionId, UntoldReason.Of(webhooks, notice.ClientId, notice.Type)));
        }
    }

    private static void Queue(Draft draft, Webhook webhook, WebhookEvent happened)
    {
        var firing =
            RuleEngine.Fire(draft, RuleEvent.Webhook, (draft, happened, webhook),
                static it => WebhookSubjects.Of(it.draft, it.happened, it.webhook), RuleStage.Queueing);
        var chaos = WebhookChaos.Of(draft, happened, firing);
        if (chaos.IsDropped)
        {
            draft.Add(new DeliveryQueued(New(draft, webhook, happened, null).Cancelled("a rule dropped it"), false));
            return;
        }

        foreach (var delay in chaos.Delays)
        {
            QueueAt(
                draft,
                New(draft, webhook, happened, happened.At + draft.Options.Retries.Attempts[0] + delay) with
                {
                    Changes = chaos.Changes
                });
        }

        if (chaos.StaleAfter is { } stale && Earlier(draft, webhook, happened) is { } old)
        {
            QueueAt(draft, New(draft, webhook, old, happened.At + stale));
        }
    }

    private static void QueueAt(Draft draft, Delivery delivery)
    {
        if (!draft.HasRoomForDelivery)
        {
            draft.Add(new DeliveryTurnedAway(
                delivery.Cancelled(
                    "as many deliveries wait as limits.waiting_deliveries and limits.waiting_delivery_bytes allow")));
            return;
        }

        draft.DeliveriesDecided++;
        var isDueNow = delivery.NextAttemptAt <= draft.Now;
        draft.Add(new DeliveryQueued(delivery, isDueNow));
        if (!isDueNow)
        {
            draft.ScheduleAt(delivery.NextAttemptAt!.Value, delivery.Id.Value, new BeginAttempt(delivery.Id));
        }
    }

    /// <summary>The last event of the same transaction that this webhook was told of before.</summary>
    private static WebhookEvent? Earlier(Draft draft, Webhook webhook, WebhookEvent happened) => draft.State.Deliveries.All
        .LastOrDefault(delivery => delivery.WebhookId == webhook.Id && delivery.Event.TransactionId == happened.TransactionId)
        ?.Event;

    private static Delivery New(Draft draft, Webhook webhook, WebhookEvent happened, DateTimeOffset? at) => new()
    {
        Id = new DeliveryId(draft.NextUuid(IdKind.Delivery)),
        Event = happened,
        WebhookId = webhook.Id,
        NextAttemptAt = at,
        CausedBy = draft.CommandSequence,
    };
}
