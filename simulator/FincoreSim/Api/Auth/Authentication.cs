using System.Collections.Concurrent;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Api.Auth;

/// <summary>How an operation is authenticated (documented for each).</summary>
internal enum AuthScheme
{
    /// <summary>Authorization: Bearer with a token. An x-api-key beside it is ignored.</summary>
    Bearer,

    /// <summary>x-api-key.</summary>
    ApiKey,

    /// <summary>Both: the deprecated POST /v1/webhooks.</summary>
    Both,

    /// <summary>The control API: the admin token as Bearer, where one is set.</summary>
    Admin,

    /// <summary>Nobody asks.</summary>
    None,
}

/// <summary>Who calls: a client, in a sandbox.</summary>
/// <param name="Sandbox">The sandbox.</param>
/// <param name="Client">The client.</param>
/// <param name="Options">The switches when the call began.</param>
/// <param name="IsPlaceholder">Whether the documentation's placeholder stood in place of a token.</param>
internal sealed record Caller(Sandbox Sandbox, ClientId Client, WorldOptions Options, bool IsPlaceholder = false);

/// <summary>Finds out who calls. Thread-safe.</summary>
internal sealed class Authentication(SandboxRegistry sandboxes)
{
    private const int TokensRemembered = 10_000;

    /// <summary>What the documentation's curl commands have in place of a token.</summary>
    public const string PlaceholderToken = "<YOUR_JWT_HERE>";

    private readonly ConcurrentDictionary<string, TokenClaims> _read = new(new TokenComparer());

    /// <summary>The caller, or 401.</summary>
    public Outcome<Caller> Find(HttpRequest request, AuthScheme scheme)
    {
        var caller = scheme == AuthScheme.ApiKey ? ByApiKey(request) : ByToken(request);
        if (scheme != AuthScheme.Both || !caller.IsAccepted || caller.Value.IsPlaceholder)
        {
            return caller;
        }

        var byKey = ByApiKey(request);
        return byKey.IsAccepted && byKey.Value.Sandbox == caller.Value.Sandbox && byKey.Value.Client == caller.Value.Client
            ? caller
            : Refuse("The x-api-key header is missing or not valid.");
    }

    private Outcome<Caller> ByApiKey(HttpRequest request)
    {
        var key = request.Headers["x-api-key"].ToString();
        if (key.Length == 0)
        {
            return Refuse("The x-api-key header is missing.");
        }

        if (sandboxes.FindByKey(key) is { } own)
        {
            return new Caller(own, own.KeyClient!.Value, own.Options);
        }

        if (sandboxes.MakesOwn(key))
        {
            var made = sandboxes.FindOrMake(key);
            return made.IsAccepted ? new Caller(made.Value, made.Value.KeyClient!.Value, made.Value.Options) : made.Refusal;
        }

        return ApiKeys.Read(key, sandboxes.Secret) is { } found
            && sandboxes.Find(found.Sandbox) is { } sandbox && sandbox.HasClient(found.Client)
            ? new Caller(sandbox, found.Client, sandbox.Options)
            : Refuse("The api key is not valid.");
    }

    private Outcome<Caller> ByToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse("The Authorization header with a Bearer token is missing.");
        }

        if (!_read.TryGetValue(header, out var known))
        {
            var token = header["Bearer ".Length..].Trim();
            if (token == PlaceholderToken)
            {
                return Placeholder();
            }

            known = Claims(header, token);
        }

        if (known is not { } claims || sandboxes.Find(claims.SandboxId) is not { } sandbox
            || sandbox.Gate.Read(
                claims.Client,
                static (world, client) => (HasClient: world.State.Clients.Find(client) is not null, world.Now,
                    world.State.Options)) is not { HasClient: true } found)
        {
            return Refuse("The token is not valid.");
        }

        return sandbox.Tokens.IsGood(claims, found.Options, found.Now)
            ? new Caller(sandbox, claims.Client, found.Options)
            : Refuse("The token has expired.");
    }

    private TokenClaims? Claims(string header, string token)
    {
        if (Tokens.Read(token, sandboxes.Secret) is not { } claims)
        {
            return null;
        }

        if (_read.Count >= TokensRemembered)
        {
            _read.Clear();
        }

        return _read[header] = claims;
    }

    /// <summary>
    /// In the demo world the documentation's examples work as printed, so their placeholder is its client's token.
    /// </summary>
    private Outcome<Caller> Placeholder() => sandboxes.Default is { KnowsPlaceholders: true } sandbox
        ? new Caller(sandbox, DocsTemplate.Client, sandbox.Options, IsPlaceholder: true)
        : Refuse(
            "The token is the documentation's placeholder; get one from POST /v1/clients/{clientId}/auth/credential-tokens.");

    /// <summary>
    /// Compares headers whole, but hashes their ends only: that of a signature is as good as a hash of all of it.
    /// </summary>
    private sealed class TokenComparer : IEqualityComparer<string>
    {
        private const int Hashed = 16;

        public bool Equals(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);

        public int GetHashCode(string text) =>
            string.GetHashCode(text.AsSpan(Math.Max(0, text.Length - Hashed)), StringComparison.Ordinal);
    }

    private static Refusal Refuse(string detail) => new(RefusalCode.Unauthenticated, detail);
}
