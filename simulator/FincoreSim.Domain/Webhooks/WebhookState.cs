using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>Registered webhooks and their deliveries in a world's state.</summary>
public static class WebhookState
{
    extension(WorldState state)
    {
        /// <summary>Every registered webhook, deleted ones too.</summary>
        public Table<WebhookId, Webhook> Webhooks
        {
            get => state.Part<WebhookPart>(StateSlot.Webhooks).Webhooks;
            internal set => state.Part<WebhookPart>(StateSlot.Webhooks).Webhooks = value;
        }

        /// <summary>Deliveries of webhooks.</summary>
        public DeliveryBook Deliveries => state.Part<DeliveryBook>(StateSlot.Deliveries);
    }

    extension(Draft draft)
    {
        /// <summary>How many deliveries will wait that do not yet.</summary>
        internal int DeliveriesDecided
        {
            get => draft.Part<WebhookDraft>(DraftSlot.Webhooks).Decided;
            set => draft.Part<WebhookDraft>(DraftSlot.Webhooks).Decided = value;
        }

        /// <summary>Whether one more delivery may wait.</summary>
        internal bool HasRoomForDelivery => draft.State.Deliveries.HasRoomFor(draft.DeliveriesDecided, draft.Options.Limits);
    }
}

/// <summary>What a decision has found to send so far.</summary>
internal sealed class WebhookDraft : DraftPart
{
    public int Decided { get; set; }

    internal override void Begin() => Decided = 0;
}

/// <summary>Keeps registered webhooks.</summary>
internal sealed class WebhookPart : StatePart
{
    public Table<WebhookId, Webhook> Webhooks { get; set; }

    internal override StateSlot Slot => StateSlot.Webhooks;

    internal override StatePart Fork(Edit edit) => new WebhookPart { Webhooks = Webhooks };
}
