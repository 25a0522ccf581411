using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// Something happened of which webhooks can tell, and nobody was told: there is no event and no delivery, so this says why
/// nothing came.
/// </summary>
/// <param name="Type">What kind of webhook would have told it.</param>
/// <param name="About">The transaction; null for reports.</param>
/// <param name="Reason">Why nobody was told.</param>
public sealed record NobodyTold(WebhookType Type, TransactionId? About, UntoldReason Reason) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "nobody_told";

    /// <inheritdoc/>
    public override TransactionId? Transaction => About;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("type", WireName<WebhookType>.Of(Type)), new("reason", Reason.Code), new("why", Reason.Text)];

    internal override void ApplyTo(WorldState state)
    {
        // It only stands in the journal: what did not come cannot be resent.
    }
}

/// <summary>Why nobody was told of something. Immutable.</summary>
/// <param name="Code">By which programs know it: <c>no_webhook</c>.</param>
/// <param name="Text">The same for people.</param>
public sealed record UntoldReason(string Code, string Text)
{
    private static readonly FrozenDictionary<WebhookType, UntoldReason> NoWebhooks = Enum.GetValues<WebhookType>()
        .ToFrozenDictionary(
            type => type, type => new UntoldReason("no_webhook", $"this client has no {WireName<WebhookType>.Of(type)} webhook"));

    /// <summary>Why none of a client's webhooks of a type receives.</summary>
    internal static UntoldReason Of(Table<WebhookId, Webhook> webhooks, ClientId client, WebhookType type)
    {
        DateTimeOffset? inactive = null, deleted = null;
        for (var index = 0; index < webhooks.Count; index++)
        {
            var webhook = webhooks[index];
            if (webhook.ClientId == client && webhook.Type == type)
            {
                inactive = Later(inactive, webhook.InactiveSince);
                deleted = Later(deleted, webhook.DeletedAt);
            }
        }

        var name = WireName<WebhookType>.Of(type);
        return inactive is { } since ? new("inactive", $"the {name} webhook of this client is INACTIVE since {Written(since)}")
            : deleted is { } at ? new("deleted", $"the {name} webhook of this client was deleted at {Written(at)}")
            : NoWebhooks[type];
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        other is null || one > other ? one : other;

    private static string Written(DateTimeOffset at) =>
        MexicoTime.Of(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
