using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What a webhook announces (documented).</summary>
public enum WebhookType
{
    /// <summary>Money came in.</summary>
    MoneyIn,

    /// <summary>A payment's status changed.</summary>
    StatusUpdate,

    /// <summary>A penny validation's CEP changed.</summary>
    Cep,

    /// <summary>A report is there.</summary>
    Report,
}

/// <summary>A registered webhook's state: ACTIVE ⇄ INACTIVE, → DELETED.</summary>
public enum WebhookStatus
{
    /// <summary>Receives.</summary>
    Active,

    /// <summary>Receives nothing.</summary>
    Inactive,

    /// <summary>Gone.</summary>
    Deleted,
}

/// <summary>A URL that wants to hear of one type of event. Immutable.</summary>
public sealed record Webhook
{
    /// <summary>The id.</summary>
    public required WebhookId Id { get; init; }

    /// <summary>The client whose events it receives.</summary>
    public required ClientId ClientId { get; init; }

    /// <summary>An absolute http or https URL, as it was given.</summary>
    public required string Url
    {
        get;
        init => (field, UrlIdentity) = (value, WebhookUrl.IdentityOf(value));
    }

    /// <summary>Equal for URLs that are the same, however they are written.</summary>
    public string UrlIdentity { get; private init; } = "";

    /// <summary>What it is authenticated with; echoed in clear, as documented. May be empty.</summary>
    public required string Token { get; init; }

    /// <summary>What it wants to hear of.</summary>
    public required WebhookType Type { get; init; }

    /// <summary>The state.</summary>
    public WebhookStatus Status { get; init; } = WebhookStatus.Active;

    /// <summary>UTC instant of registration.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC instant of the last change.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>UTC instant since which it receives nothing, though it is not deleted; null while it receives.</summary>
    public DateTimeOffset? InactiveSince { get; init; }

    /// <summary>When it was deleted; null when it was not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The only auth_type (documented).</summary>
    public const string AuthType = "AUTH";
}
