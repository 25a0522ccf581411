using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Webhooks;

/// <summary>Takes from each webhook's queue what can be sent now: one for each webhook that has no exchange under way.</summary>
public sealed record TakeDeliveries : Command<ImmutableArray<Dispatch>>
{
    /// <inheritdoc/>
    public override string Name => "take_deliveries";

    internal override Outcome<ImmutableArray<Dispatch>> Decide(Draft draft)
    {
        var dispatches = ImmutableArray.CreateBuilder<Dispatch>();
        foreach (var delivery in draft.State.Deliveries.Startable().ToArray())
        {
            var webhook = draft.State.Webhooks.Find(delivery.WebhookId)!;
            dispatches.Add(webhook.Status == WebhookStatus.Active
                ? Begin(draft, delivery, webhook)
                : throw new InvariantBroken("nothing_waits_for_who_does_not_receive", $"{delivery.Id} for {webhook.Id}"));
        }

        return dispatches.ToImmutable();
    }

    private static Dispatch Begin(Draft draft, Delivery delivery, Webhook webhook)
    {
        var attempt = new Attempt
        {
            Number = delivery.AttemptsMade + 1,
            IsResend = delivery.IsResend,
            DueAt = delivery.NextAttemptAt ?? draft.Now,
            SentAt = draft.Now,
            Url = webhook.Url,
        };
        var begun = delivery with
        {
            Status = DeliveryTransitions.After(delivery.Status, DeliveryMove.Send),
            NextAttemptAt = null,
            Attempts = KeptAnswers.BeforeNext(delivery.Attempts).Add(attempt),
        };
        draft.Add(new DeliveryTaken(begun));
        var firing =
            RuleEngine.Fire(draft, RuleEvent.Webhook, (draft, delivery, webhook),
                static it => WebhookSubjects.Of(it.draft, it.delivery.Event, it.webhook), RuleStage.Sending);
        return new Dispatch(begun, webhook) { DropsConnection = firing.Find<DropConnectionEffect>() is not null };
    }
}

/// <summary>What has to be sent now.</summary>
/// <param name="Delivery">The delivery; its last attempt is the one to make.</param>
/// <param name="Webhook">Where to, and with which token.</param>
public sealed record Dispatch(Delivery Delivery, Webhook Webhook)
{
    /// <summary>Whether a rule breaks the connection: nothing is sent, and the attempt has failed.</summary>
    public bool DropsConnection { get; init; }
}

/// <summary>The wait for a delivery's next attempt is over.</summary>
/// <param name="DeliveryId">The delivery.</param>
public sealed record BeginAttempt(DeliveryId DeliveryId) : Command<Done>, IDueCommand
{
    /// <inheritdoc/>
    public override string Name => "webhook_attempt";

    internal override Outcome<Done> Decide(Draft draft)
    {
        if (draft.State.Deliveries.Find(DeliveryId) is not { Status: DeliveryStatus.Pending } delivery)
        {
            return new Refusal(RefusalCode.NotFound, "Delivery");
        }

        draft.Add(new DeliveryDue(delivery));
        return default(Done);
    }
}

/// <summary>Sends a delivery once more: same event, same bytes. Only a finished delivery can be resent.</summary>
/// <param name="DeliveryId">The delivery.</param>
public sealed record ResendDelivery(DeliveryId DeliveryId) : Command<Delivery>
{
    /// <inheritdoc/>
    public override string Name => "resend_delivery";

    internal override Outcome<Delivery> Decide(Draft draft)
    {
        if (draft.State.Deliveries.Find(DeliveryId) is not { } delivery)
        {
            return new Refusal(RefusalCode.NotFound, "Delivery");
        }

        var next = DeliveryTransitions.Next(delivery.Status, DeliveryMove.Resend);
        if (!next.IsAccepted)
        {
            return next.Refusal;
        }

        if (draft.State.Webhooks.Find(delivery.WebhookId) is not { Status: WebhookStatus.Active } webhook)
        {
            var status = draft.State.Webhooks.Find(delivery.WebhookId)?.Status ?? WebhookStatus.Deleted;
            return Refusal.OfState(
                "webhook", WireName<WebhookStatus>.Of(status), ["ACTIVE"], new Remedy(RemedyAction.ActivateWebhook));
        }

        if (!draft.HasRoomForDelivery)
        {
            return new Refusal(RefusalCode.LimitReached, "waiting deliveries");
        }

        var again = delivery with
        {
            Status = next.Value,
            IsResend = true,
            NextAttemptAt = draft.Now,
            CancelledBecause = null,
        };
        draft.Add(new DeliveryDue(again));
        return again;
    }
}

/// <summary>An exchange ended: its answer decides what becomes of the delivery, and of the money.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Result">What came back.</param>
public sealed record RecordAttempt(DeliveryId DeliveryId, AttemptResult Result) : Command<Delivery>
{
    /// <inheritdoc/>
    public override string Name => "webhook_answer";

    internal override Outcome<Delivery> Decide(Draft draft)
    {
        if (draft.State.Deliveries.Find(DeliveryId) is not { Status: DeliveryStatus.InFlight } delivery)
        {
            return new Refusal(RefusalCode.NotFound, "Delivery");
        }

        var used = delivery.ScheduledAttempts + (delivery.IsResend ? 0 : 1);
        var treated = TreatedAs(draft, delivery);
        var status = treated?.Status ?? Result.StatusCode;
        var answered = delivery.Event.Notice.MeaningOf(status) switch
        {
            AnswerMeaning.Taken => Accept(delivery, "accepted"),
            AnswerMeaning.TakenLoosely => Accept(delivery, $"accepted ({status}; the documentation says 201)"),
            AnswerMeaning.RefundsDeposit => End(delivery, DeliveryMove.Refuse, Refund(draft, delivery, treated)),
            AnswerMeaning.Final =>
                End(delivery, DeliveryMove.Refuse, $"refused by {status}; changes nothing and is not tried again"),
            _ => Again(draft, delivery, used),
        };
        answered = answered with
        {
            ScheduledAttempts = used,
            IsResend = false,
            TreatedAs = treated?.Status,
            TreatedReason = treated?.Reason
        };
        draft.Add(new DeliveryAttempted(answered));
        return answered;
    }

    /// <summary>As what a rule wants the answer to count; null: as what it is.</summary>
    private static TreatAnswerAsEffect? TreatedAs(Draft draft, Delivery delivery) => RuleEngine
        .Fire(draft, RuleEvent.Webhook, (draft, delivery),
            static it => WebhookSubjects.Of(it.draft, it.delivery.Event, it.draft.State.Webhooks.Find(it.delivery.WebhookId)!),
            RuleStage.Answer)
        .Find<TreatAnswerAsEffect>();

    private Delivery Accept(Delivery delivery, string decision)
    {
        var ended = End(delivery, DeliveryMove.Accept, decision);
        return ended with
        {
            Attempts = ended.Attempts.SetItem(ended.Attempts.Length - 1, ended.Attempts[^1] with { IsAccepted = true })
        };
    }

    private Delivery End(Delivery delivery, DeliveryMove move, string decision) =>
        With(delivery, move, KeptAnswers.Last(Result), decision);

    private static Delivery With(Delivery delivery, DeliveryMove move, AttemptResult result, string decision) => delivery with
    {
        Status = DeliveryTransitions.After(delivery.Status, move),
        NextAttemptAt = null,
        Attempts = delivery.Attempts.SetItem(
            delivery.Attempts.Length - 1, delivery.Attempts[^1] with { Result = result, Decision = decision }),
    };

    private Delivery Again(Draft draft, Delivery delivery, int used)
    {
        var waits = draft.Options.Retries.Attempts;
        if (delivery.IsResend || used >= waits.Length)
        {
            return End(delivery, DeliveryMove.GiveUp,
                delivery.IsResend ? "undelivered; a resend is tried once" : "undelivered; that was the last attempt");
        }

        if (Cancellation.ReasonOf(draft.State.Webhooks.Find(delivery.WebhookId)!.Status) is { } reason)
        {
            return End(delivery, DeliveryMove.Cancel, $"failed, and is not tried again: {reason}") with
            {
                CancelledBecause = reason,
            };
        }

        var due = Beginning(delivery, waits) + waits[used];
        var next = due > draft.Now ? due : draft.Now;
        draft.ScheduleAt(next, delivery.Id.Value, new BeginAttempt(delivery.Id));
        var kept = draft.State.Deliveries.HasRoomForBodies(draft.Options.Limits) ? Result : KeptAnswers.WithoutBody(Result);
        var waiting = With(
            delivery, DeliveryMove.Retry, KeptAnswers.Last(kept),
            $"tried again {DurationText.Format(waits[used])} after the event");
        return waiting with { NextAttemptAt = next };
    }

    /// <summary>From when the waits count: the event, or for what a rule held back, as much later as that.</summary>
    private static DateTimeOffset Beginning(Delivery delivery, ImmutableArray<TimeSpan> waits)
    {
        var ofFirstAttempt = delivery.Attempts[0].DueAt - waits[0];
        return ofFirstAttempt > delivery.Event.At ? ofFirstAttempt : delivery.Event.At;
    }

    /// <summary>The deposit is given back, for the reason of the rule that treats the answer, or of the answer itself.</summary>
    private string Refund(Draft draft, Delivery delivery, TreatAnswerAsEffect? treated) => treated is null
        ? delivery.Event.Notice.Refund(draft, delivery.WebhookId, Result.RefundReason, Result)
        : delivery.Event.Notice.Refund(draft, delivery.WebhookId, treated.Reason, null);
}
