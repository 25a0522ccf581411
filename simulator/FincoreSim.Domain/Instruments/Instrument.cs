using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>How an instrument may be used: RECEIVER is documented, the others observed.</summary>
public enum InstrumentType
{
    /// <summary>Money can go to it.</summary>
    Receiver,

    /// <summary>Money can come from it (observed: a client registers beneficiaries so).</summary>
    Sender,

    /// <summary>Both; what own accounts' instruments are (documented in the transaction read).</summary>
    SenderReceiver,
}

/// <summary>An instrument's state: ACTIVE ⇄ BLOCKED, → DELETED.</summary>
public enum InstrumentStatus
{
    /// <summary>Usable.</summary>
    Active,

    /// <summary>Payments from and to it are refused.</summary>
    Blocked,

    /// <summary>Gone: answered as if it had never been.</summary>
    Deleted,
}

/// <summary>What an instrument points at: a CLABE or a debit card.</summary>
/// <param name="BankId">The bank of the destination.</param>
/// <param name="HolderName">The holder's name.</param>
public abstract record InstrumentDetail(BankId BankId, string HolderName);

/// <summary>A CLABE. The account number is kept as given; it is not compared with the CLABE (observed).</summary>
public sealed record ClabeDetail(BankId BankId, string HolderName, string AccountNumber, Clabe Clabe)
    : InstrumentDetail(BankId, HolderName);

/// <summary>A debit card of 16 digits.</summary>
public sealed record CardDetail(BankId BankId, string HolderName, string CardNumber) : InstrumentDetail(BankId, HolderName);

/// <summary>Where money can come from or go to: an own account, or a registered CLABE or card. Immutable.</summary>
public sealed record Instrument
{
    /// <summary>The id.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>The client under which it is registered.</summary>
    public required ClientId ClientId { get; init; }

    /// <summary>
    /// The customer who owns it; null when the client does. With a customer, ownerId equals customerId (documented).
    /// </summary>
    public CustomerId? CustomerId { get; init; }

    /// <summary>The processing bank at Finco (source_bank_id).</summary>
    public required BankId SourceBankId { get; init; }

    /// <summary>A name for people.</summary>
    public required string Alias { get; init; }

    /// <summary>How it may be used; stored as given, not enforced (observed).</summary>
    public required InstrumentType Type { get; init; }

    /// <summary>The state.</summary>
    public InstrumentStatus Status { get; init; } = InstrumentStatus.Active;

    /// <summary>The holder's tax identifier, or <c>ND</c>.</summary>
    public required string Rfc { get; init; }

    /// <summary>What it points at.</summary>
    public required InstrumentDetail Detail { get; init; }

    /// <summary>The own account that it pays from; null for a registered CLABE or card.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>UTC instant of registration.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC instant of the last change.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Since when it is blocked; null when it is not.</summary>
    public DateTimeOffset? BlockedAt { get; init; }

    /// <summary>When it was deleted; null when it was not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The owner: the customer, or the client.</summary>
    public Guid OwnerId => CustomerId?.Value ?? ClientId.Value;
}
