using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Credentials;

/// <summary>The credentials of a client; snake_case (documented).</summary>
internal sealed record CredentialList([property: JsonPropertyName("data")] ImmutableArray<CredentialView> Data);

/// <summary>A credential; the secret is shown in clear (documented).</summary>
internal sealed record CredentialView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("environment")] string Environment,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("deleted_at")] string? DeletedAt)
{
    public static CredentialView From(Client client, WorldOptions options) => new(
        client.Credential.Id.Value.ToString(),
        client.Id.Value.ToString(),
        client.Credential.Secret,
        "staging",
        "ACTIVE",
        Stamp.Rest(client.Credential.CreatedAt),
        Stamp.Rest(client.Credential.CreatedAt),
        Stamp.RestOrNone(null, options));
}

/// <summary>A token that was issued; snake_case (documented).</summary>
internal sealed record TokenView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_credential_id")] string ClientCredentialId,
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("expires_at")] string ExpiresAt,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("deleted_at")] string? DeletedAt)
{
    public static TokenView From(TokenGrant grant, string token, WorldOptions options) => new(
        grant.Id.ToString(),
        grant.Client.Id.Value.ToString(),
        grant.Client.Credential.Id.Value.ToString(),
        token,
        "ACTIVE",
        options.NaiveExpiresAt ? Stamp.Naive(grant.ExpiresAt) : Stamp.Iso(grant.ExpiresAt),
        Stamp.Rest(grant.CreatedAt),
        Stamp.Rest(grant.CreatedAt),
        Stamp.RestOrNone(null, options));
}
