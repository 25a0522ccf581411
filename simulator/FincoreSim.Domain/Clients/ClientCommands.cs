using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Clients;

/// <summary>Adds a client with a credential; the API has no public call for it.</summary>
/// <param name="DisplayName">A name for people.</param>
/// <param name="Id">A fixed id, for templates; null: the next one.</param>
/// <param name="Credential">A fixed credential, for templates; null: one is made.</param>
public sealed record AddClient(string DisplayName, ClientId? Id = null, Credential? Credential = null) : Command<Client>
{
    private const int SecretBytes = 64;

    /// <inheritdoc/>
    public override string Name => "add_client";

    internal override Outcome<Client> Decide(Draft draft)
    {
        if (TextRules.Check(("name", DisplayName, TextRules.Name)) is { } refusal)
        {
            return refusal;
        }

        if (draft.State.Clients.Count >= draft.Options.Limits.Registrations)
        {
            return new Refusal(RefusalCode.LimitReached, "clients");
        }

        var id = Id ?? new ClientId(draft.NextUuid(IdKind.Client));
        var client = new Client(id, DisplayName, Credential ?? NewCredential(draft));
        draft.Add(new ClientAdded(client));
        return client;
    }

    /// <summary>A secret shaped as the documented one: 64 bytes as base64url without padding, 86 characters.</summary>
    private static Credential NewCredential(Draft draft)
    {
        var bytes = new byte[SecretBytes];
        var ordinal = draft.NextOrdinal(IdKind.Credential);
        draft.State.Ids.Hash(IdKind.Credential, ordinal, bytes.AsSpan(0, 32));
        draft.State.Ids.Hash(IdKind.Credential, -ordinal, bytes.AsSpan(32));
        var secret = Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return new Credential(new CredentialId(draft.State.Ids.Uuid(IdKind.Credential, ordinal)), secret, draft.Now);
    }
}

/// <summary>Adds a customer to a client; the API has no public call for it.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="DisplayName">The customer's name.</param>
/// <param name="Rfc">Its tax identifier, or <c>ND</c>.</param>
/// <param name="Id">A fixed id, for templates; null: the next one.</param>
public sealed record AddCustomer(ClientId ClientId, string DisplayName, string Rfc, CustomerId? Id = null) : Command<Customer>
{
    /// <inheritdoc/>
    public override string Name => "add_customer";

    internal override Outcome<Customer> Decide(Draft draft)
    {
        if (draft.State.Clients.Find(ClientId) is null)
        {
            return new Refusal(RefusalCode.NotFound, "Client");
        }

        if (TextRules.Check(("name", DisplayName, TextRules.Name), ("rfc", Rfc, TextRules.Rfc)) is { } refusal)
        {
            return refusal;
        }

        if (draft.State.Customers.Count >= draft.Options.Limits.Registrations)
        {
            return new Refusal(RefusalCode.LimitReached, "customers");
        }

        var customer = new Customer(Id ?? new CustomerId(draft.NextUuid(IdKind.Customer)), ClientId, DisplayName, Rfc);
        draft.Add(new CustomerAdded(customer));
        return customer;
    }
}

/// <summary>Exchanges a client secret for a token. Refused when the secret is not this client's.</summary>
/// <param name="Caller">The client, known by its api key.</param>
/// <param name="Secret">The secret it sent.</param>
public sealed record IssueToken(ClientId Caller, string Secret) : Command<TokenGrant>
{
    /// <inheritdoc/>
    public override string Name => "issue_token";

    internal override Outcome<TokenGrant> Decide(Draft draft)
    {
        if (draft.State.Clients.Find(Caller) is not { } client || client.Credential.Secret != Secret)
        {
            return new Refusal(RefusalCode.Unauthenticated, "The client secret is not valid.");
        }

        var expiresAt = Later(draft.Now, draft.Options.TokenLifetime);
        var grant = new TokenGrant(draft.NextUuid(IdKind.Token), client, draft.Now, expiresAt);
        draft.Add(new TokenIssued(grant));
        return grant;
    }

    /// <summary>A time after an instant; no later than the calendar goes.</summary>
    private static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) =>
        by < DateTimeOffset.MaxValue - at ? at + by : DateTimeOffset.MaxValue;
}

/// <summary>A client was added.</summary>
/// <param name="Client">The client.</param>
public sealed record ClientAdded(Client Client) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "client_added";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("client", Client.Id.Value.ToString())];

    internal override void ApplyTo(WorldState state) => state.Clients = state.Clients.Add(Client.Id, Client, state.Edit);
}

/// <summary>A customer was added.</summary>
/// <param name="Customer">The customer.</param>
public sealed record CustomerAdded(Customer Customer) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "customer_added";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("customer", Customer.Id.Value.ToString())];

    internal override void ApplyTo(WorldState state) => state.Customers = state.Customers.Add(Customer.Id, Customer, state.Edit);
}

/// <summary>A token was issued. Tokens are not kept: their signature proves them.</summary>
/// <param name="Grant">What is known of it.</param>
public sealed record TokenIssued(TokenGrant Grant) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "token_issued";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("client", Grant.Client.Id.Value.ToString())];

    internal override void ApplyTo(WorldState state)
    {
        // The token carries all that is needed; only its ordinal was used up.
    }
}
