using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What the commands on webhooks share.</summary>
public static class WebhookRules
{
    /// <summary>The longest token that is taken.</summary>
    public const int TokenLengthMax = TextRules.SecretLengthMax;

    internal static Refusal NotFound { get; } = new(RefusalCode.NotFound, "Webhook");

    internal static Refusal TokenRefused { get; } = new(
        RefusalCode.InvalidArgument,
        $"token must have at most {TokenLengthMax} characters, and no line breaks or other control characters");

    /// <summary>Whether a token can stand in an Authorization header.</summary>
    public static bool IsSendable(string token) => TextRules.Secret.ProblemOf(token) is null;

    internal static Refusal Exists(WebhookType type, string url) =>
        new(RefusalCode.WebhookExists, $"{WireName<WebhookType>.Of(type)} webhook for {WebhookUrl.Shown(url)}");
}
