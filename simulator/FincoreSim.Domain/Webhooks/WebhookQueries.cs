using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>Looks webhooks up.</summary>
public static class WebhookQueries
{
    /// <summary>The webhook, if it is this client's and not deleted.</summary>
    public static Webhook? Find(WorldState state, ClientId client, WebhookId id) =>
        state.Webhooks.Find(id) is { Status: not WebhookStatus.Deleted } found && found.ClientId == client ? found : null;

    /// <summary>A client's webhooks that are not deleted, in the order of registration.</summary>
    public static IEnumerable<Webhook> OfClient(WorldState state, ClientId client) =>
        state.Webhooks.OldestFirst().Where(webhook => webhook.ClientId == client && webhook.Status != WebhookStatus.Deleted);

    /// <summary>Another active webhook of the same client, type and URL.</summary>
    internal static Webhook? ActiveTwin(WorldState state, ClientId client, WebhookType type, string url, WebhookId? except)
    {
        var identity = WebhookUrl.IdentityOf(url);
        return state.Webhooks.OldestFirst().FirstOrDefault(webhook => webhook.Status == WebhookStatus.Active
            && webhook.ClientId == client && webhook.Type == type && webhook.Id != except && webhook.UrlIdentity == identity);
    }
}
