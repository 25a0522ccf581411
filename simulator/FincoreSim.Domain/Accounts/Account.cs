using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

/// <summary>What an account is for. CENTRALIZING_ACCOUNT and PRIVATE_ACCOUNT are documented, BUSINESS_UNIT observed.</summary>
public enum AccountType
{
    /// <summary>The client's main account; the only source of penny validations.</summary>
    CentralizingAccount,

    /// <summary>An account under a centralizing one, of the client or of a customer.</summary>
    PrivateAccount,

    /// <summary>A business unit (observed in public clients).</summary>
    BusinessUnit,
}

/// <summary>Who owns an account: CLIENT is documented, CUSTOMER observed.</summary>
public enum OwnerType
{
    /// <summary>The client itself.</summary>
    Client,

    /// <summary>One of its customers.</summary>
    Customer,
}

/// <summary>An account's state; only ACTIVE accounts send or receive.</summary>
public enum AccountStatus
{
    /// <summary>Sends and receives.</summary>
    Active,

    /// <summary>Blocked: payments from and to it are refused.</summary>
    Blocked,

    /// <summary>Suspended: as blocked, by another decision.</summary>
    Suspended,
}

/// <summary>An account with a CLABE and an instrument; its money is in the ledger. Immutable.</summary>
public sealed record Account
{
    /// <summary>The id, also that of its ledger account.</summary>
    public required AccountId Id { get; init; }

    /// <summary>The client under which it exists.</summary>
    public required ClientId ClientId { get; init; }

    /// <summary>The owner: the client's id, or a customer's. Decides whether an internal credit is announced.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Which of the two the owner is.</summary>
    public required OwnerType OwnerType { get; init; }

    /// <summary>The bank that keeps it: FINCO_PAY or its twin.</summary>
    public required BankId BankId { get; init; }

    /// <summary>The client's bank adapter, as given at creation.</summary>
    public required Guid BankAdapterId { get; init; }

    /// <summary>The centralizing account above it; its own id where it is one.</summary>
    public required AccountId ParentId { get; init; }

    /// <summary>The instrument that pays from and to it.</summary>
    public required InstrumentId InstrumentId { get; init; }

    /// <summary>Its CLABE, prefix 734.</summary>
    public required Clabe Clabe { get; init; }

    /// <summary>What it is for.</summary>
    public required AccountType Type { get; init; }

    /// <summary>The state.</summary>
    public AccountStatus Status { get; init; } = AccountStatus.Active;

    /// <summary>The holder's name, the beneficiary_name of what comes in.</summary>
    public required string HolderName { get; init; }

    /// <summary>The holder's tax identifier, or <c>ND</c>.</summary>
    public required string Rfc { get; init; }

    /// <summary>UTC instant of creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC instant of the last change.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Since when it is blocked; null when it is not.</summary>
    public DateTimeOffset? BlockedAt { get; init; }

    /// <summary>When it was last activated again; null when it never was (documented as "None" on a new account).</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>Since when it is suspended; null when it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>The bank adapter's name (documented in the examples).</summary>
    public const string BankAdapter = "SIES";
}
