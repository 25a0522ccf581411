using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What a webhook tells: facts copied at the moment of the event, so that every attempt sends the same bytes. Immutable.</summary>
public abstract record Notice
{
    /// <summary>The type of webhook that carries it.</summary>
    public abstract WebhookType Type { get; }
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
}

/// <summary>A penny validation's CEP changed (documented members).</summary>
/// <param name="Transaction">The penny payment, with its CEP as it was then.</param>
/// <param name="Beneficiary">The account that is validated.</param>
public sealed record CepNotice(Transaction Transaction, Clabe Beneficiary) : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.Cep;
}

/// <summary>A report is there (documented members; sent without envelope).</summary>
/// <param name="Report">The report.</param>
public sealed record ReportNotice(Reports.Report Report) : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.Report;
}

/// <summary>An event of which webhooks tell; the same over every retry and resend. Immutable.</summary>
/// <param name="Id">The id (id_msg), by which receivers recognise duplicates.</param>
/// <param name="ClientId">Whose event it is.</param>
/// <param name="Notice">What is told.</param>
/// <param name="At">UTC instant of the event.</param>
/// <param name="TransactionId">The transaction it is about; null for reports.</param>
public sealed record WebhookEvent(EventId Id, ClientId ClientId, Notice Notice, DateTimeOffset At, TransactionId? TransactionId);
