using FincoreSim.Domain.Primitives;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Api.Auth;

/// <summary>
/// The x-api-key of each client of each sandbox: it names both, so equal documented ids never meet. The demo world's keys
/// in the default sandbox are those of the documentation. Stateless; thread-safe.
/// </summary>
internal static class ApiKeys
{
    private const string Prefix = "fsk_";
    private const int CheckBytes = 16;
    private const int CheckBytesWithoutSecret = 6;

    /// <summary>The key that the documentation's curl commands have.</summary>
    public const string Documented = "YOUR_API_KEY_HERE";

    /// <summary>The key of the demo world's second client.</summary>
    public const string DocumentedOther = "OTHER_API_KEY_HERE";

    /// <summary>The key of a client.</summary>
    public static string Of(
        Sandbox sandbox, ClientId client) => sandbox.Settings.ApiKey is { } chosen && sandbox.KeyClient == client
        ? chosen
        : Of(sandbox.Id, client, sandbox.Secret);

    /// <summary>The key of a client of the sandbox with this id, in a process with this secret.</summary>
    public static string Of(string sandbox, ClientId client, ProcessSecret secret) => (sandbox, client) switch
    {
        (SandboxRegistry.DefaultId, _) when client == DocsTemplate.Client => Documented,
        (SandboxRegistry.DefaultId, _) when client == DocsTemplate.OtherClient => DocumentedOther,
        _ => $"{Prefix}{sandbox}_{client.Value:N}_{Check(sandbox, client, secret)}",
    };

    /// <summary>Whose key it is; null when it is nobody's.</summary>
    public static (string Sandbox, ClientId Client)? Read(string key, ProcessSecret secret)
    {
        if (key is Documented or DocumentedOther)
        {
            return (SandboxRegistry.DefaultId, key == Documented ? DocsTemplate.Client : DocsTemplate.OtherClient);
        }

        var parts = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..].Split('_') : [];
        return parts.Length == 3 && Guid.TryParseExact(parts[1], "N", out var id) && Of(parts[0], new ClientId(id), secret) == key
            ? (parts[0], new ClientId(id))
            : null;
    }

    private static string Check(string sandbox, ClientId client, ProcessSecret secret) =>
        Convert.ToHexStringLower(secret.Derive($"fincoresim api key/{sandbox}/{client.Value}")
            .AsSpan(0, secret.IsSet ? CheckBytes : CheckBytesWithoutSecret));
}
