using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>A webhook was registered.</summary>
/// <param name="Webhook">The webhook.</param>
public sealed record WebhookRegistered(Webhook Webhook) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_registered";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("webhook", Webhook.Id.Value.ToString()), new("type", WireName<WebhookType>.Of(Webhook.Type)),
            new("url", WebhookUrl.Shown(Webhook.Url))];

    /// <inheritdoc/>
    public override int Weight => base.Weight + (2 * (Webhook.Url.Length + Webhook.Token.Length));

    internal override void ApplyTo(WorldState state) => state.Webhooks = state.Webhooks.Add(Webhook.Id, Webhook, state.Edit);
}

/// <summary>A webhook was changed or deleted.</summary>
/// <param name="Webhook">The webhook as it is now.</param>
public sealed record WebhookChanged(Webhook Webhook) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_changed";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("webhook", Webhook.Id.Value.ToString()), new("status", WireName<WebhookStatus>.Of(Webhook.Status)),
            new("url", WebhookUrl.Shown(Webhook.Url))];

    /// <inheritdoc/>
    public override int Weight => base.Weight + (2 * (Webhook.Url.Length + Webhook.Token.Length));

    internal override void ApplyTo(WorldState state) => state.Webhooks = state.Webhooks.Replace(Webhook.Id, Webhook, state.Edit);
}

/// <summary>An event will be delivered to a webhook; its first attempt is due at once, or is scheduled.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="IsDueNow">Whether it goes into the webhook's queue at once.</param>
public sealed record DeliveryQueued(Delivery Delivery, bool IsDueNow) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_queued";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Delivery.Event.TransactionId;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("delivery", Delivery.Id.Value.ToString()), new("type", WireName<WebhookType>.Of(Delivery.Event.Notice.Type)),
        new("id_msg", Delivery.Event.Id.Value.ToString()), new("webhook", Delivery.WebhookId.Value.ToString()),
    ];

    /// <inheritdoc/>
    public override int Weight => KeptAnswers.WeightOfHeads(Delivery);

    internal static FactForm Form { get; } = new FactForm<Delivery>(delivery => new DeliveryQueued(delivery, IsDueNow: false));

    internal static FactForm FormDueNow { get; } =
        new FactForm<Delivery>(delivery => new DeliveryQueued(delivery, IsDueNow: true));

    internal override KeptFact Kept => new(IsDueNow ? FormDueNow : Form, Delivery);

    internal override void ApplyTo(WorldState state)
    {
        state.Deliveries.Add(Delivery, state.Options.Limits);
        if (IsDueNow)
        {
            state.Deliveries.Enqueue(Delivery);
        }
    }
}

/// <summary>
/// An event will not be delivered to a webhook, because too many deliveries wait already: it is cancelled from the beginning, and
/// can be resent as others that were.
/// </summary>
/// <param name="Delivery">The delivery.</param>
public sealed record DeliveryTurnedAway(Delivery Delivery) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_not_queued";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Delivery.Event.TransactionId;

    /// <inheritdoc/>
    public override int Weight => KeptAnswers.WeightOfHeads(Delivery);

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("delivery", Delivery.Id.Value.ToString()), new("type", WireName<WebhookType>.Of(Delivery.Event.Notice.Type)),
        new("id_msg", Delivery.Event.Id.Value.ToString()), new("webhook", Delivery.WebhookId.Value.ToString()),
        new("why", Delivery.CancelledBecause),
    ];

    internal override void ApplyTo(WorldState state) => state.Deliveries.TurnAway(Delivery, state.Options.Limits);
}

/// <summary>An attempt of a delivery became due.</summary>
/// <param name="Delivery">The delivery as it is now.</param>
public sealed record DeliveryDue(Delivery Delivery) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_due";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Delivery.Event.TransactionId;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("delivery", Delivery.Id.Value.ToString())];

    /// <inheritdoc/>
    public override int Weight => KeptAnswers.WeightOfHeads(Delivery);

    internal static FactForm Form { get; } = new FactForm<Delivery>(delivery => new DeliveryDue(delivery));

    internal override KeptFact Kept => new(Form, KeptAnswers.Heads(Delivery));

    internal override void ApplyTo(WorldState state)
    {
        state.Deliveries.Replace(Delivery, state.Options.Limits);
        state.Deliveries.Enqueue(Delivery);
    }
}

/// <summary>An exchange began.</summary>
/// <param name="Delivery">The delivery as it is now.</param>
public sealed record DeliveryTaken(Delivery Delivery) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_attempt_started";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Delivery.Event.TransactionId;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("delivery", Delivery.Id.Value.ToString()),
            new("attempt", Delivery.AttemptsMade.ToString(CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public override int Weight => KeptAnswers.WeightOfHeads(Delivery);

    internal static FactForm Form { get; } = new FactForm<Delivery>(delivery => new DeliveryTaken(delivery));

    internal override KeptFact Kept => new(Form, KeptAnswers.Heads(Delivery));

    internal override void ApplyTo(WorldState state)
    {
        state.Deliveries.Dequeue(Delivery);
        state.Deliveries.Begin(Delivery);
        state.Deliveries.Replace(Delivery, state.Options.Limits);
    }
}

/// <summary>
/// A delivery that waited for its turn, or for its next attempt, will not be sent: its webhook no longer receives.
/// </summary>
/// <param name="Delivery">The delivery as it is now.</param>
/// <param name="WasInQueue">Whether its attempt was due already.</param>
public sealed record DeliveryCancelled(Delivery Delivery, bool WasInQueue) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "webhook_cancelled";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Delivery.Event.TransactionId;

    /// <inheritdoc/>
    public override int Weight => KeptAnswers.WeightOfHeads(Delivery);

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("delivery", Delivery.Id.Value.ToString()), new("type", WireName<WebhookType>.Of(Delivery.Event.Notice.Type)),
        new("id_msg", Delivery.Event.Id.Value.ToString()), new("webhook", Delivery.WebhookId.Value.ToString()),
        new("attempts", Delivery.AttemptsMade.ToString(CultureInfo.InvariantCulture)), new("why", Delivery.CancelledBecause),
    ];

    internal override KeptFact Kept => new(FactForm.Whole, this with { Delivery = KeptAnswers.Heads(Delivery) });

    internal override void ApplyTo(WorldState state)
    {
        if (WasInQueue)
        {
            state.Deliveries.Dequeue(Delivery);
        }

        state.Deliveries.Replace(Delivery, state.Options.Limits);
    }
}

/// <summary>An exchange ended, and led to something.</summary>
/// <param name="Delivery">The delivery as it is now; its last attempt has the result.</param>
public sealed record DeliveryAttempted(Delivery Delivery) : Fact
{
    private Attempt Last => Delivery.Attempts[^1];

    /// <inheritdoc/>
    public override string Kind => "webhook_attempted";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Delivery.Event.TransactionId;

    /// <inheritdoc/>
    public override int Weight => KeptAnswers.WeightOfHeads(Delivery);

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("delivery", Delivery.Id.Value.ToString()), new("attempt", Last.Number.ToString(CultureInfo.InvariantCulture)),
        new("answer", Last.Result?.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? Last.Result?.Error),
        new("status", WireName<DeliveryStatus>.Of(Delivery.Status)), new("decision", Last.Decision), new("note",
            Last.Result?.BodyNote),
    ];

    internal static FactForm Form { get; } = new FactForm<Delivery>(delivery => new DeliveryAttempted(delivery));

    internal override KeptFact Kept => new(Form, KeptAnswers.Heads(Delivery));

    internal override void ApplyTo(WorldState state)
    {
        state.Deliveries.End(Delivery);
        state.Deliveries.Replace(Delivery, state.Options.Limits);
    }
}
