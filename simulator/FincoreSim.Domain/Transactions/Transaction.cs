using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Transactions;

/// <summary>The category of a transaction (DEBIT_TRANS and INTER_TRANS documented, CREDIT_TRANS observed).</summary>
public enum TransactionCategory : byte
{
    /// <summary>SPEI going out: payments, refunds, penny validations.</summary>
    DebitTrans,

    /// <summary>SPEI coming in.</summary>
    CreditTrans,

    /// <summary>Book to book, both legs.</summary>
    InterTrans,
}

/// <summary>The sub-category of a transaction (documented).</summary>
public enum TransactionSubCategory : byte
{
    /// <summary>SPEI going out.</summary>
    SpeiDebit,

    /// <summary>SPEI coming in.</summary>
    SpeiCredit,

    /// <summary>The debit leg of an internal transfer.</summary>
    IntDebit,

    /// <summary>The credit leg of an internal transfer.</summary>
    IntCredit,
}

/// <summary>The status of a transaction (documented).</summary>
public enum TransactionStatus : byte
{
    /// <summary>Accepted; the money is held.</summary>
    Initialized,

    /// <summary>Settled.</summary>
    Liquidated,

    /// <summary>Settled, then given back: a payment that came back, or a deposit that was refunded.</summary>
    Refunded,

    /// <summary>Refused by the other bank; the money is available again.</summary>
    Rejected,
}

/// <summary>Who paid, for money that came from another bank. Immutable.</summary>
/// <param name="InstrumentId">The id under which the payer's account shows as source instrument.</param>
/// <param name="Name">The payer's name.</param>
/// <param name="Account">The payer's account, mostly a CLABE.</param>
/// <param name="Rfc">The payer's tax identifier, or <c>ND</c>.</param>
/// <param name="Institution">Banxico's code of the payer's bank.</param>
/// <param name="BankId">The payer's bank in the catalogue.</param>
public sealed record Payer(InstrumentId InstrumentId, string Name, string Account, string Rfc, string Institution, BankId BankId);

/// <summary>A movement of money of one client. Immutable; each change is a new value with the same id.</summary>
public sealed record Transaction : INoticeSource
{
    // A world keeps many: what a payment that goes out has none of takes no room, and what is there takes little.
    private readonly Ties? _more;
    private readonly InstrumentId _source;
    private readonly InstrumentId _destination;
    private readonly long _createdTicks;
    private readonly long _updatedTicks;

    /// <summary>The id.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The client whose it is.</summary>
    public required ClientId ClientId { get; init; }

    /// <summary>The account of that client whose balance it moves.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>The bank shown: of the source for what goes out, of the payer for what comes in.</summary>
    public required BankId BankId { get; init; }

    /// <summary>The category.</summary>
    public required TransactionCategory Category { get; init; }

    /// <summary>The sub-category.</summary>
    public required TransactionSubCategory SubCategory { get; init; }

    /// <summary>The status.</summary>
    public required TransactionStatus Status { get; init; }

    /// <summary>The amount, above zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>Up to 7 digits; externalReference, in webhooks numeric_reference.</summary>
    public required string ExternalReference { get; init; }

    /// <summary>The SPEI tracking key; trackingId, in webhooks tracking_key.</summary>
    public required string TrackingKey { get; init; }

    /// <summary>The concept.</summary>
    public required string Description { get; init; }

    /// <summary>Where the money came from, when that is an instrument of a client.</summary>
    public InstrumentId? SourceInstrumentId { get => _source == default ? null : _source; init => _source = value ?? default; }

    /// <summary>Where the money went, when that is an instrument of a client.</summary>
    public InstrumentId? DestinationInstrumentId
    {
        get => _destination == default ? null : _destination; init =>
        _destination = value ?? default;
    }

    /// <summary>Who paid, when it came from another bank; for a refund, to whom it goes back.</summary>
    public Payer? Payer { get => _more?.Payer; init => _more = More with { Payer = value }; }

    /// <summary>The deposit that this refund gives back.</summary>
    public TransactionId? OriginalId { get => _more?.OriginalId; init => _more = More with { OriginalId = value }; }

    /// <summary>The refund that gave this deposit back.</summary>
    public TransactionId? RefundId { get => _more?.RefundId; init => _more = More with { RefundId = value }; }

    /// <summary>The other leg of an internal transfer.</summary>
    public TransactionId? OtherLegId { get => _more?.OtherLegId; init => _more = More with { OtherLegId = value }; }

    /// <summary>Why it was rejected or came back.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>The CEP of a penny validation, or of a money_out of 0.01.</summary>
    public Cep? Cep { get; init; }

    /// <summary>UTC instant of creation.</summary>
    public required DateTimeOffset CreatedAt { get => new(_createdTicks, TimeSpan.Zero); init => _createdTicks = value.UtcTicks; }

    /// <summary>UTC instant of the last change.</summary>
    public required DateTimeOffset UpdatedAt { get => new(_updatedTicks, TimeSpan.Zero); init => _updatedTicks = value.UtcTicks; }

    /// <summary>The only currency (documented).</summary>
    public const string Currency = "MXN";

    /// <summary>Whether it is a payment that an integrator sent by SPEI, neither a refund nor a penny validation.</summary>
    public bool IsSpeiPayment =>
        SubCategory == TransactionSubCategory.SpeiDebit && OriginalId is null && Cep is null or { FollowsMoneyOut: true };

    /// <inheritdoc/>
    TransactionId? INoticeSource.TransactionId => Id;

    private Ties More => _more ?? Ties.None;

    /// <inheritdoc/>
    Notice INoticeSource.ToNotice() => new StatusUpdateNotice(this);

    /// <summary>What ties a transaction to others, and to a payer.</summary>
    private sealed record Ties
    {
        public static Ties None { get; } = new();

        public Payer? Payer { get; init; }

        public TransactionId? OriginalId { get; init; }

        public TransactionId? RefundId { get; init; }

        public TransactionId? OtherLegId { get; init; }
    }
}
