using FincoreSim.Api.Http;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Control.Idempotency;

/// <summary>
/// Which idempotency key belongs to a body, step by step: for who derives another and wonders where the two part.
/// </summary>
internal static class IdempotencyKeyEndpoints
{
    private static readonly BodyShape Body = new(
        "IdempotencyKeyRequest",
        Member.Choice("operation", "The operation that the key is for.", DerivedKey.Operations),
        Member.Uuid("client_id", "Whose key; that of the body by default.", required: false,
            example: DocsTemplate.Client.Value.ToString()),
        Member.Of("body", MemberKind.Any, "The request's body: an object, or a text with its very bytes.", required: true,
            example: "{}"));

    public static void MapIdempotencyKeys(this ControlRoutes routes) => routes.Post(
        "/_sim/sandboxes/{sb}/idempotency-key",
        ControlOperations.Of(
            "deriveIdempotencyKey", "Idempotency", "The key that a body should come with, and each step to it",
            ControlJson.Default.DerivedKeyView, Body, 404),
        call => call.In(sandbox => Derive(call, sandbox)));

    private static Reply Derive(ControlCall call, Sandbox sandbox)
    {
        var given = call.Body.Raw("body");
        using var parsed = Parse(given, out var refusal);
        if (parsed is null)
        {
            return refusal!;
        }

        if (ClientOf(call.Body, parsed.RootElement) is not { } client)
        {
            return new Refusal(RefusalCode.InvalidArgument, "client_id must be given where the body has none.");
        }

        var (isKnown, options) = sandbox.Read(world => (world.State.Clients.Find(client) is not null, world.State.Options));
        if (!isKnown)
        {
            return new Refusal(RefusalCode.NotFound, "Client");
        }

        if (CanonicalJson.Of(parsed.RootElement) is not { } canonical)
        {
            return new Refusal(RefusalCode.InvalidArgument, "body has a text that is not valid Unicode.");
        }

        var operation = call.Body.Text("operation");
        var key = DerivedKey.Of(options, client, operation, canonical.Span);
        return Reply.Json(DerivedKeyView.From(key, client, operation), ControlJson.Default.DerivedKeyView);
    }

    /// <summary>The body as JSON; a text is what the caller would send.</summary>
    private static JsonDocument? Parse(JsonElement given, out Refusal? refusal)
    {
        if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            refusal = new Refusal(RefusalCode.InvalidArgument, "body must be an object, or a text that is one.");
            return null;
        }

        var text = given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText();
        var parsed = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        if (!parsed.IsAccepted)
        {
            refusal = new Refusal(RefusalCode.InvalidArgument, $"In the member body: {parsed.Refusal.Subject}");
            return null;
        }

        if (parsed.Value.RootElement.ValueKind == JsonValueKind.Object)
        {
            refusal = null;
            return parsed.Value;
        }

        parsed.Value.Dispose();
        refusal = new Refusal(RefusalCode.InvalidArgument, "body must be an object, or a text that is one.");
        return null;
    }

    private static ClientId? ClientOf(ParsedBody asked, JsonElement body) =>
        asked.OptionalUuid("client_id") is { } given ? new ClientId(given)
        : body.TryGetProperty("client_id", out var member) && member.ValueKind == JsonValueKind.String
            && JsonBody.IsUuid(member.GetString()) ? new ClientId(member.GetGuid())
        : null;
}

/// <summary>A key, with each step of the way to it.</summary>
internal sealed record DerivedKeyView(
    [property: JsonPropertyName("operation")] string Operation,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("canonical")] string Canonical,
    [property: JsonPropertyName("body_sha256")] string BodySha256,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("namespace")] string Namespace,
    [property: JsonPropertyName("key")] string Key)
{
    public static DerivedKeyView From(DerivedKey key, ClientId client, string operation) => new(
        operation, client.Value.ToString(), key.Canonical, key.BodyHash, key.Name, key.Namespace.ToString(), key.Key.ToString());
}
