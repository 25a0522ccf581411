using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What a webhook tells: facts copied at the moment of the event, so that every attempt sends the same bytes. Immutable.</summary>
public abstract record Notice
{
    /// <summary>The type of webhook that carries it.</summary>
    public abstract WebhookType Type { get; }

    /// <summary>Whose event it is.</summary>
    public abstract ClientId ClientId { get; }

    /// <summary>The transaction it is about; null for reports.</summary>
    public abstract TransactionId? TransactionId { get; }
}

/// <summary>Money came in (documented members).</summary>
/// <param name="Transaction">The credit.</param>
/// <param name="Beneficiary">Who got it.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="PayerInstitution">Banxico's code of the payer's bank; 90734 for an internal credit.</param>
/// <param name="OwnerId">The owner of the account that got it.</param>
public sealed record MoneyInNotice(Transaction Transaction, Party Beneficiary, Party Payer, string PayerInstitution, Guid OwnerId)
    : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.MoneyIn;

    /// <inheritdoc/>
    public override ClientId ClientId => Transaction.ClientId;

    /// <inheritdoc/>
    public override TransactionId? TransactionId => Transaction.Id;
}

/// <summary>One side of a payment.</summary>
/// <param name="Account">The CLABE, or another account number.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="Rfc">The holder's tax identifier, or <c>ND</c>.</param>
public sealed record Party(string Account, string Name, string Rfc);

/// <summary>A payment's status changed (documented members).</summary>
/// <param name="Transaction">The payment, as it was then.</param>
public sealed record StatusUpdateNotice(Transaction Transaction) : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.StatusUpdate;

    /// <inheritdoc/>
    public override ClientId ClientId => Transaction.ClientId;

    /// <inheritdoc/>
    public override TransactionId? TransactionId => Transaction.Id;
}

/// <summary>A penny validation's CEP changed (documented members).</summary>
/// <param name="Transaction">The penny payment, with its CEP as it was then.</param>
/// <param name="Beneficiary">The account that is validated.</param>
public sealed record CepNotice(Transaction Transaction, Clabe Beneficiary) : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.Cep;

    /// <inheritdoc/>
    public override ClientId ClientId => Transaction.ClientId;

    /// <inheritdoc/>
    public override TransactionId? TransactionId => Transaction.Id;
}

/// <summary>A report is there (documented members; sent without envelope).</summary>
/// <param name="Report">The report.</param>
public sealed record ReportNotice(Reports.Report Report) : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.Report;

    /// <inheritdoc/>
    public override ClientId ClientId => Report.ClientId;

    /// <inheritdoc/>
    public override TransactionId? TransactionId => null;
}

/// <summary>
/// An event of which webhooks tell; the same over every retry and resend. Immutable; a value that its deliveries share.
/// </summary>
public readonly record struct WebhookEvent
{
    // A notice of a status only wraps its transaction, which is kept anyway; it is wrapped again for who asks.
    private readonly object _told;
    private readonly long _ticks;

    /// <summary>An event.</summary>
    /// <param name="id">The id (id_msg), by which receivers recognise duplicates.</param>
    /// <param name="notice">What is told.</param>
    /// <param name="at">UTC instant of the event.</param>
    public WebhookEvent(EventId id, Notice notice, DateTimeOffset at) =>
        (Id, _told, _ticks) = (id, notice is StatusUpdateNotice update ? update.Transaction : notice, at.UtcTicks);

    /// <summary>The id (id_msg), by which receivers recognise duplicates.</summary>
    public EventId Id { get; }

    /// <summary>What is told.</summary>
    public Notice Notice => _told as Notice ?? new StatusUpdateNotice((Transaction)_told);

    /// <summary>UTC instant of the event.</summary>
    public DateTimeOffset At => new(_ticks, TimeSpan.Zero);

    /// <summary>Whose event it is.</summary>
    public ClientId ClientId => _told is Transaction payment ? payment.ClientId : Notice.ClientId;

    /// <summary>The transaction it is about; null for reports.</summary>
    public TransactionId? TransactionId => _told is Transaction payment ? payment.Id : Notice.TransactionId;
}
