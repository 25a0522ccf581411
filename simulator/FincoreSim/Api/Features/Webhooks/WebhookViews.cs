using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Webhooks;

/// <summary>A page of registered webhooks (that it is paged is documented; its members assumed).</summary>
internal sealed record WebhookList(
    [property: JsonPropertyName("data")] ImmutableArray<WebhookView> Data,
    [property: JsonPropertyName("currentPage")] int CurrentPage,
    [property: JsonPropertyName("perPage")] int PerPage,
    [property: JsonPropertyName("totalItems")] int TotalItems);

/// <summary>A registered webhook; the token is echoed in clear (documented).</summary>
internal sealed record WebhookView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("webhookType")] string WebhookType,
    [property: JsonPropertyName("webhookStatus")] string WebhookStatus,
    [property: JsonPropertyName("authType")] string AuthType,
    [property: JsonPropertyName("createdAt")] string CreatedAt,
    [property: JsonPropertyName("updatedAt")] string UpdatedAt,
    [property: JsonPropertyName("deletedAt")] string? DeletedAt,
    [property: JsonPropertyName("blockedAt")] string? BlockedAt,
    [property: JsonPropertyName("deletedBy")] string? DeletedBy,
    [property: JsonPropertyName("blockedBy")] string? BlockedBy)
{
    /// <summary>As the client-scoped calls show it: absent dates are null (documented).</summary>
    public static WebhookView From(Webhook webhook, WorldOptions options) => From(webhook, at => Stamp.RestOrNull(at, options));

    /// <summary>As the deprecated call shows it: absent dates are "None" (documented).</summary>
    public static WebhookView FromDeprecated(Webhook webhook, WorldOptions options) =>
        From(webhook, at => Stamp.RestOrNone(at, options));

    private static WebhookView From(Webhook webhook, Func<DateTimeOffset?, string?> date) => new(
        webhook.Id.Value.ToString(),
        webhook.ClientId.Value.ToString(),
        webhook.Url,
        webhook.Token,
        WireName<Domain.Webhooks.WebhookType>.Of(webhook.Type),
        webhook.Status == Domain.Webhooks.WebhookStatus.Active ? "ACTIVE" : "INACTIVE",
        Webhook.AuthType,
        Stamp.Rest(webhook.CreatedAt),
        Stamp.Rest(webhook.UpdatedAt),
        date(webhook.DeletedAt),
        date(null),
        webhook.DeletedAt is null ? date(null) : webhook.ClientId.Value.ToString(),
        date(null));
}
