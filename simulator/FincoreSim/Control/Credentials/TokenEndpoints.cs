using FincoreSim.Api.Http;
using FincoreSim.Json;

namespace FincoreSim.Control.Credentials;

/// <summary>Ending tokens, since moving a sandbox's clock ends none.</summary>
internal static class TokenEndpoints
{
    private static readonly ApiOperation Expire = ControlOperations.Of(
        "expireTokens", "Sandboxes", "Every token issued so far is 401", ControlJson.Default.TokensExpiredView, null, 404);

    public static void MapTokens(this ControlRoutes routes) => routes.Post(
        "/_sim/sandboxes/{sb}/tokens/expire", Expire, call => call.In(sandbox =>
        {
            var expired = sandbox.ExpireTokens();
            return expired.IsAccepted
                ? Reply.Json(new TokensExpiredView(Stamp.Iso(expired.Value)), ControlJson.Default.TokensExpiredView)
                : expired.Refusal;
        }));
}

/// <summary>When all tokens were ended, by the wall clock.</summary>
internal sealed record TokensExpiredView([property: JsonPropertyName("expired_at")] string ExpiredAt);
