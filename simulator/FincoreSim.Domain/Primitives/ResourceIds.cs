namespace FincoreSim.Domain.Primitives;

/// <summary>An id that is a UUID.</summary>
public interface IResourceId
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }
}

/// <summary>The id of a client: an integrator with its own credentials.</summary>
public readonly record struct ClientId(Guid Value) : IResourceId;

/// <summary>The id of a customer of a client.</summary>
public readonly record struct CustomerId(Guid Value) : IResourceId;

/// <summary>The id of a credential (a client secret).</summary>
public readonly record struct CredentialId(Guid Value) : IResourceId;

/// <summary>The id of an account that holds money.</summary>
public readonly record struct AccountId(Guid Value) : IResourceId;

/// <summary>The id of an instrument: where money can come from or go to.</summary>
public readonly record struct InstrumentId(Guid Value) : IResourceId;

/// <summary>The id of a bank in the catalogue.</summary>
public readonly record struct BankId(Guid Value) : IResourceId;

/// <summary>The id of a transaction.</summary>
public readonly record struct TransactionId(Guid Value) : IResourceId;

/// <summary>The id of a registered webhook (a subscription of one URL to one type).</summary>
public readonly record struct WebhookId(Guid Value) : IResourceId;

/// <summary>The id of a webhook event, on the wire <c>id_msg</c>: the same over every retry and resend.</summary>
public readonly record struct EventId(Guid Value) : IResourceId;

/// <summary>The id of the delivery of one event to one registered webhook.</summary>
public readonly record struct DeliveryId(Guid Value) : IResourceId;
