using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Worlds;

/// <summary>What a token says: whose it is, in which sandbox, until when.</summary>
/// <param name="SandboxId">The sandbox (kid).</param>
/// <param name="Client">The client (client_id).</param>
/// <param name="ExpiresAt">UTC instant, whole seconds (exp).</param>
/// <param name="Epoch">The epoch of the sandbox's tokens in which it was issued (kid too); 0 before the first was ended.</param>
internal sealed record TokenClaims(string SandboxId, ClientId Client, DateTimeOffset ExpiresAt, long Epoch = 0)
{
    private const char EpochMark = '~';

    /// <summary>
    /// The kid: the sandbox, and the epoch once there is one, or where the sandbox's id looks as if it had one.
    /// </summary>
    public string KeyId => Epoch == 0 && !SandboxId.Contains(EpochMark)
        ? SandboxId
        : string.Create(CultureInfo.InvariantCulture, $"{SandboxId}{EpochMark}{Epoch}");

    /// <summary>The sandbox and the epoch that a kid names.</summary>
    public static (string SandboxId, long Epoch) ReadKeyId(string keyId)
    {
        var mark = keyId.LastIndexOf(EpochMark);
        return mark >= 0 && long.TryParse(keyId.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? (keyId[..mark], epoch)
            : (keyId, 0);
    }
}

/// <summary>
/// The tokens of the API: JWT, HS256, with the claims client_id and exp only (documented by the sample); kid names the
/// sandbox (assumed). Signed by hand, because no package for it can be had everywhere. Stateless; thread-safe.
/// </summary>
internal static class Tokens
{
    /// <summary>The longest token that is looked at.</summary>
    public const int LengthMax = 2048;

    /// <summary>The last exp that is an instant: anyone who has read this can sign another.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>A token for a client of a sandbox.</summary>
    public static string Issue(TokenClaims claims, ProcessSecret secret)
    {
        var header = JsonBytes.Of(new JwtHeader("HS256", claims.KeyId, "JWT"), AuthJson.Default.JwtHeader);
        var payload = JsonBytes.Of(
            new JwtPayload(claims.Client.Value.ToString(), claims.ExpiresAt.ToUnixTimeSeconds()), AuthJson.Default.JwtPayload);
        var key = secret.Derive(KeyText(claims.SandboxId));
        return Sign($"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}", key);
    }

    /// <summary>
    /// A token that a client's receiver can check with the client secret, for <c>webhook_auth: jwt</c> (observed).
    /// </summary>
    public static string IssueForReceiver(Client client, DateTimeOffset expiresAt)
    {
        var header = JsonBytes.Of(new JwtHeader("HS256", null, "JWT"), AuthJson.Default.JwtHeader);
        var payload =
            JsonBytes.Of(new JwtPayload(client.Id.Value.ToString(), expiresAt.ToUnixTimeSeconds()), AuthJson.Default.JwtPayload);
        return Sign($"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}",
            Encoding.UTF8.GetBytes(client.Credential.Secret));
    }

    /// <summary>What a token says, if its signature is ours; whether it has expired is for the caller to look at.</summary>
    public static TokenClaims? Read(string token, ProcessSecret secret)
    {
        var parts = token.Split('.');
        if (token.Length > LengthMax || parts.Length != 3 || !TryDecode(parts[0], out var header) || !TryDecode(
            parts[1], out var payload)
            || !TryDecode(parts[2], out var signature))
        {
            return null;
        }

        try
        {
            var head = JsonSerializer.Deserialize(header, AuthJson.Default.JwtHeader);
            var claims = JsonSerializer.Deserialize(payload, AuthJson.Default.JwtPayload);
            if (head is not { Algorithm: "HS256", KeyId: { } keyId } || claims is not { ExpiresAt: >= 0 and <= LastSecond }
                || !Guid.TryParse(claims.ClientId, out var client))
            {
                return null;
            }

            var (sandbox, epoch) = TokenClaims.ReadKeyId(keyId);
            var expected = Mac($"{parts[0]}.{parts[1]}", secret.Derive(KeyText(sandbox)));
            return CryptographicOperations.FixedTimeEquals(signature, expected)
                ? new TokenClaims(sandbox, new ClientId(client), DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt), epoch)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Sign(string text, byte[] key) => $"{text}.{Base64Url.EncodeToString(Mac(text, key))}";

    private static byte[] Mac(string text, byte[] key) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));

    /// <summary>
    /// The key hangs on the sandbox's id, so that a token outlives a reset; and a restart, where the process has no secret.
    /// </summary>
    private static string KeyText(string sandbox) => $"fincoresim token key/{sandbox}";

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0;
    }
}

/// <summary>A JWT's header.</summary>
internal sealed record JwtHeader(
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("kid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? KeyId,
    [property: JsonPropertyName("typ")] string Type);

/// <summary>A JWT's claims.</summary>
internal sealed record JwtPayload(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("exp")] long ExpiresAt);

[JsonSerializable(typeof(JwtHeader))]
[JsonSerializable(typeof(JwtPayload))]
internal sealed partial class AuthJson : JsonSerializerContext;
