using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What rules see of a webhook.</summary>
internal static class WebhookSubjects
{
    public static RuleSubject Of(Draft draft, WebhookEvent happened, Webhook webhook) => RuleSubject.Of(happened.TransactionId,
    [
        ("type", [WireName<WebhookType>.Of(happened.Notice.Type)]),
        ("id_msg", [happened.Id.Value.ToString()]),
        ("url", [WebhookUrl.Shown(webhook.Url)]),
        ("client_id", [happened.ClientId.Value.ToString()]),
        .. happened.Notice.RuleFields(draft.State),
    ]);
}
