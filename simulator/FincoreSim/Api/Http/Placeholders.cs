using System.Text;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Api.Http;

/// <summary>
/// What the documentation's curl commands have where an id belongs: <c>{clientId}</c> (which curl sends as <c>clientId</c>) in
/// paths, <c>{{clientId}}</c> in bodies and <c>Idempotency-Key: string</c>. In the demo world they stand for its things, and the
/// key for none, so that the commands work as printed (assumed; off with <c>docs_placeholders: false</c>).
/// </summary>
internal static class Placeholders
{
    private const string ClientInBody = "{{clientId}}";
    private const string Key = "string";

    /// <summary>Whether an idempotency key is what the printed command has, which stands for no key.</summary>
    public static bool IsKey(string text) => text == Key;

    /// <summary>What a placeholder in the path stands for; null where it is none.</summary>
    public static Guid? Find(ApiCall call, string name, string text)
    {
        if (!call.Sandbox.KnowsPlaceholders || text.Trim('{', '}') != name)
        {
            return null;
        }

        return name switch
        {
            "clientId" => call.Client.Value,
            "instrumentId" => DocsTemplate.Internal.Value,
            "transactionId" => DocsTemplate.ReferenceDeposit.Value,
            "accountId" => DocsTemplate.Central.Value,
            _ => null,
        };
    }

    /// <summary>The body with its placeholder replaced; the body itself where it has none.</summary>
    public static JsonElement Resolve(ApiCall call, JsonElement body)
    {
        if (!IsClientPlaceholder(body) || !call.Sandbox.KnowsPlaceholders)
        {
            return body;
        }

        var text = body.GetRawText().Replace($"\"{ClientInBody}\"", $"\"{call.Client.Value}\"", StringComparison.Ordinal);
        using var replaced = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
        return replaced.RootElement.Clone();
    }

    /// <summary>Whether a body names its client by the documentation's placeholder.</summary>
    public static bool IsClientPlaceholder(JsonElement body) => body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("client_id", out var client)
        && client.ValueKind == JsonValueKind.String && client.ValueEquals(ClientInBody);
}
