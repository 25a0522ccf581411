using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>Registers a webhook. Refused when an active one of the same type and URL exists (observed).</summary>
/// <param name="Caller">The client.</param>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="Token">What it is authenticated with.</param>
/// <param name="Type">What it wants to hear of.</param>
public sealed record RegisterWebhook(ClientId Caller, string Url, string Token, WebhookType Type) : Command<Webhook>
{
    /// <inheritdoc/>
    public override string Name => "register_webhook";

    internal override Outcome<Webhook> Decide(Draft draft)
    {
        var url = WebhookUrl.Read(Url);
        if (!url.IsAccepted)
        {
            return url.Refusal;
        }

        if (!WebhookRules.IsSendable(Token))
        {
            return WebhookRules.TokenRefused;
        }

        if (WebhookQueries.ActiveTwin(draft.State, Caller, Type, url.Value, except: null) is not null)
        {
            return WebhookRules.Exists(Type, url.Value);
        }

        if (draft.State.Webhooks.Count >= draft.Options.Limits.Registrations)
        {
            return new Refusal(RefusalCode.LimitReached, "webhooks");
        }

        var webhook = new Webhook
        {
            Id = new WebhookId(draft.NextUuid(IdKind.Webhook)),
            ClientId = Caller,
            Url = url.Value,
            Token = Token,
            Type = Type,
            CreatedAt = draft.Now,
            UpdatedAt = draft.Now,
        };
        draft.Add(new WebhookRegistered(webhook));
        return webhook;
    }
}

/// <summary>Changes a webhook. At least one member must be given (documented).</summary>
/// <param name="Caller">The client.</param>
/// <param name="Id">The webhook.</param>
/// <param name="Url">Another URL, or null.</param>
/// <param name="Token">Another token, or null.</param>
/// <param name="Status">ACTIVE or INACTIVE, or null.</param>
public sealed record ChangeWebhook(
    ClientId Caller, WebhookId Id, string? Url, string? Token, WebhookStatus? Status) : Command<Webhook>
{
    /// <inheritdoc/>
    public override string Name => "change_webhook";

    internal override Outcome<Webhook> Decide(Draft draft)
    {
        if (WebhookQueries.Find(draft.State, Caller, Id) is not { } webhook)
        {
            return WebhookRules.NotFound;
        }

        var url = WebhookUrl.Read(Url ?? webhook.Url);
        if (!url.IsAccepted)
        {
            return url.Refusal;
        }

        if (Token is not null && !WebhookRules.IsSendable(Token))
        {
            return WebhookRules.TokenRefused;
        }

        var changed = webhook with
        {
            Url = url.Value,
            Token = Token ?? webhook.Token,
            Status = Status ?? webhook.Status,
            InactiveSince = (Status ?? webhook.Status) == WebhookStatus.Active ? null : webhook.InactiveSince ?? draft.Now,
            UpdatedAt = draft.Now,
        };
        if (changed.Status == WebhookStatus.Active
            && WebhookQueries.ActiveTwin(draft.State, Caller, changed.Type, changed.Url, except: Id) is not null)
        {
            return WebhookRules.Exists(changed.Type, changed.Url);
        }

        draft.Add(new WebhookChanged(changed));
        Cancellation.Stage(draft, changed);
        return changed;
    }
}

/// <summary>Deletes a webhook; it stays as a record with deletedAt, and is answered as unknown from then on.</summary>
/// <param name="Caller">The client.</param>
/// <param name="Id">The webhook.</param>
public sealed record DeleteWebhook(ClientId Caller, WebhookId Id) : Command<Webhook>
{
    /// <inheritdoc/>
    public override string Name => "delete_webhook";

    internal override Outcome<Webhook> Decide(Draft draft)
    {
        if (WebhookQueries.Find(draft.State, Caller, Id) is not { } webhook)
        {
            return WebhookRules.NotFound;
        }

        var deleted = webhook with
        {
            Status = WebhookStatus.Deleted,
            InactiveSince = null,
            DeletedAt = draft.Now,
            UpdatedAt = draft.Now,
        };
        draft.Add(new WebhookChanged(deleted));
        Cancellation.Stage(draft, deleted);
        return deleted;
    }
}
