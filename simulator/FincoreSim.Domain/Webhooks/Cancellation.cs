using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// What becomes of the deliveries of a webhook that no longer receives: those that wait are cancelled at once, and stay so when
/// it is activated again; they can be resent. One that is being sent gets its answer, and no other attempt (assumed).
/// </summary>
internal static class Cancellation
{
    /// <summary>Cancels what waits for a webhook.</summary>
    /// <param name="draft">What is decided.</param>
    /// <param name="webhook">The webhook as it will be.</param>
    public static void Stage(Draft draft, Webhook webhook)
    {
        if (ReasonOf(webhook.Status) is not { } reason)
        {
            return;
        }

        var book = draft.State.Deliveries;
        var inQueue = book.QueueOf(webhook.Id).ToHashSet();
        foreach (var delivery in book.QueueOf(webhook.Id).Select(id => book.Find(id)!))
        {
            draft.Add(new DeliveryCancelled(delivery.Cancelled(reason), WasInQueue: true));
        }

        foreach (var delivery in book.All.Where(delivery =>
            delivery.WebhookId == webhook.Id && delivery.Status == DeliveryStatus.Pending && !inQueue.Contains(delivery.Id)))
        {
            draft.Unschedule(delivery.Id.Value);
            draft.Add(new DeliveryCancelled(delivery.Cancelled(reason), WasInQueue: false));
        }
    }

    /// <summary>Why nothing is sent to a webhook of a status; null where it receives.</summary>
    public static string? ReasonOf(WebhookStatus status) => status switch
    {
        WebhookStatus.Inactive => "the webhook is INACTIVE",
        WebhookStatus.Deleted => "the webhook was deleted",
        _ => null,
    };
}
