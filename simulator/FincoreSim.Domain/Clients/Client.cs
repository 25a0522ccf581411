using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Clients;

/// <summary>An integrator. What belongs to one client does not exist for another.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Credential">Its one credential.</param>
public sealed record Client(ClientId Id, string Name, Credential Credential);

/// <summary>A client secret, exchanged for tokens. Immutable.</summary>
/// <param name="Id">The id (client_credential_id).</param>
/// <param name="Secret">The secret, in clear as <c>GET credentials</c> shows it (documented).</param>
/// <param name="CreatedAt">UTC instant of creation.</param>
public sealed record Credential(CredentialId Id, string Secret, DateTimeOffset CreatedAt);

/// <summary>A customer of a client, who can own accounts and instruments (documented only as <c>customer_id</c>).</summary>
/// <param name="Id">The id.</param>
/// <param name="ClientId">The client it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rfc">Its tax identifier, or <c>ND</c>.</param>
public sealed record Customer(CustomerId Id, ClientId ClientId, string Name, string Rfc);

/// <summary>What is known of a token that was issued; its signature is the host's.</summary>
/// <param name="Id">The id of the token.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="CreatedAt">UTC instant of issue, by the world's clock.</param>
/// <param name="ExpiresAt">UTC instant from which it is refused, by the world's clock; it may live by the wall's.</param>
public sealed record TokenGrant(Guid Id, Client Client, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
