using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Transactions;

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

    internal override AnswerMeaning MeaningOf(int? status) => DepositAnswers.Of(Transaction.SubCategory, status);

    /// <summary>What of the answer's reason did not go into the refund is told with it.</summary>
    internal override string Refund(Draft draft, WebhookId webhook, string? reason, AttemptResult? answer)
    {
        if (!draft.Options.LateRefusalRefunds && WasAcceptedBy(draft, webhook))
        {
            var unused = reason is null ? "" : "; its refundReason is not used";
            return $"refused by 422, but the deposit was accepted before: noted, and no money moves{unused}";
        }

        var refund = RefundRules.StageAutomatic(draft, Transaction.Id, reason);
        var decision = refund.IsAccepted
            ? $"refused by 422: refunded by {refund.Value.Id.Value}"
            : $"refused by 422, but not refunded: {WireName<RefusalCode>.Of(refund.Refusal.Code)}";
        var isCut = answer is not null && reason is not null
            && PaymentFormRules.LengthOf(reason) >= PaymentFormRules.DescriptionLengthRefused;
        var cut = isCut ? $"refundReason was cut to {PaymentFormRules.DescriptionLengthRefused - 1} characters" : null;
        string?[] notes = [answer?.RefundReasonNote, cut];
        return string.Join("; ", [decision, .. notes.OfType<string>()]);
    }

    /// <summary>
    /// Whether this receiver took the deposit before: in an earlier attempt, or in another delivery that a rule made. What
    /// another receiver says does not count, since the two answer in any order.
    /// </summary>
    private bool WasAcceptedBy(Draft draft, WebhookId webhook) => draft.State.Deliveries.Of(Transaction.Id)
        .Where(delivery => delivery.WebhookId == webhook)
        .SelectMany(delivery => delivery.Attempts)
        .Any(attempt => attempt.IsAccepted);

    internal override IEnumerable<(string Path, ImmutableArray<string> Texts)> RuleFields(WorldState state) =>
        PaymentSubjects.FieldsOf(state, Transaction, WireName<TransactionStatus>.Of(Transaction.Status));
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

    internal override INoticeSource Source => Transaction;

    internal override IEnumerable<(string Path, ImmutableArray<string> Texts)> RuleFields(WorldState state) =>
        PaymentSubjects.FieldsOf(state, Transaction, WireName<TransactionStatus>.Of(Transaction.Status));
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

    internal override IEnumerable<(string Path, ImmutableArray<string> Texts)> RuleFields(WorldState state) =>
        PaymentSubjects.FieldsOf(
            state, Transaction,
            Transaction.Cep is { } cep ? WireName<CepStatus>.Of(cep.Status) : WireName<TransactionStatus>.Of(Transaction.Status));
}
