using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// Gives a SPEI deposit back, whole and once (documented). Refuses what <see cref="RefundRules"/> lists.
/// </summary>
/// <param name="Caller">The client.</param>
/// <param name="OriginalId">The deposit.</param>
/// <param name="Amount">The amount as it was written; null where it was not a text. Must be that of the deposit.</param>
/// <param name="Description">The concept of the refund.</param>
public sealed record RefundDeposit(
    ClientId Caller, TransactionId OriginalId, string? Amount, string Description) : Command<Transaction>
{
    /// <summary>The concept of a refund whose asker gave none (assumed).</summary>
    public const string DefaultDescription = "Devolucion";

    /// <inheritdoc/>
    public override string Name => "refund";

    internal override Outcome<Transaction> Decide(Draft draft) => RefundRules.Decide(draft, this);
}

/// <summary>Gives a deposit back without being asked by the client: a rule refused it.</summary>
/// <param name="DepositId">The deposit.</param>
/// <param name="Reason">Why; the concept of the refund.</param>
public sealed record SendBack(TransactionId DepositId, string Reason) : Command<Transaction>, IDueCommand
{
    /// <inheritdoc/>
    public override string Name => "send_back";

    internal override Outcome<Transaction> Decide(Draft draft) => RefundRules.StageAutomatic(draft, DepositId, Reason);
}

/// <summary>The rules of refunds, in the order of precedence.</summary>
internal static class RefundRules
{
    public static Outcome<Transaction> Decide(Draft draft, RefundDeposit command)
    {
        if (command.Amount is null || !Money.TryParse(command.Amount, out var amount))
        {
            return new Refusal(RefusalCode.AmountFormat);
        }

        if (amount <= Money.Zero)
        {
            return new Refusal(RefusalCode.AmountNotPositive);
        }

        if (PaymentFormRules.LengthOf(command.Description) >= PaymentFormRules.DescriptionLengthRefused)
        {
            return new Refusal(RefusalCode.DescriptionTooLong);
        }

        if (TextRules.Check(("description", command.Description, TextRules.Description)) is { } unprintable)
        {
            return unprintable;
        }

        if (draft.State.Transactions.Find(command.OriginalId) is not { } original || original.ClientId != command.Caller)
        {
            return new Refusal(RefusalCode.NotFound, "Transaction");
        }

        if (Refundable(original) is { } refusal)
        {
            return refusal;
        }

        if (amount != original.Amount)
        {
            return new Refusal(RefusalCode.RefundAmountDiffers);
        }

        var account = draft.State.Accounts.Find(original.AccountId)!;
        if (account.Status != AccountStatus.Active)
        {
            return new Refusal(RefusalCode.AccountNotActive);
        }

        return (Payable(draft, original, account) ?? Script(draft, original, account, command.Description)) is { } no
            ? no
            : Stage(draft, original, account, command.Description);
    }

    private static Refusal? Script(Draft draft, Transaction original, Account account, string description) => RuleEngine
        .Fire(draft, RuleEvent.Refund, (original, account, description),
            static it => PaymentSubjects.OfRefund(it.original, it.account, it.description), RuleStage.Acceptance)
        .Accept(draft);

    /// <summary>
    /// The refund that a receiver's 422 causes: the same rules, but the account's state does not matter, since Monato itself
    /// gives the money back (assumed).
    /// </summary>
    public static Outcome<Transaction> StageAutomatic(Draft draft, TransactionId originalId, string? reason)
    {
        var original = draft.State.Transactions.Find(originalId)!;
        if (Refundable(original) is { } refusal)
        {
            return refusal;
        }

        var text = string.IsNullOrWhiteSpace(reason) ? RefundDeposit.DefaultDescription : TextRule.Cleaned(reason).Trim();
        var description = string.Concat(text.EnumerateRunes().Take(PaymentFormRules.DescriptionLengthRefused - 1));
        var account = draft.State.Accounts.Find(original.AccountId)!;
        return Payable(draft, original, account) is { } no ? no : Stage(draft, original, account, description);
    }

    private static Refusal? Refundable(Transaction original) => original switch
    {
        { SubCategory: TransactionSubCategory.IntCredit } => new Refusal(RefusalCode.RefundOfInternalCredit),
        { SubCategory: not TransactionSubCategory.SpeiCredit } => new Refusal(RefusalCode.NotRefundable),
        { Status: TransactionStatus.Refunded } => new Refusal(RefusalCode.AlreadyRefunded),
        _ => null,
    };

    /// <summary>Whether the money is there, and room for one more transaction.</summary>
    private static Refusal? Payable(Draft draft, Transaction original, Account account) =>
        draft.State.Ledger[account.Id].Available < original.Amount
            ? new Refusal(RefusalCode.InsufficientFunds)
            : draft.RoomFor(1, original.Amount);

    private static Transaction Stage(Draft draft, Transaction original, Account account, string description)
    {
        var settlesLater = draft.Options.RefundSettlesLikeSpei;
        var refund = new Transaction
        {
            Id = new TransactionId(draft.NextUuid(IdKind.Transaction)),
            ClientId = account.ClientId,
            AccountId = account.Id,
            BankId = original.BankId,
            Category = TransactionCategory.DebitTrans,
            SubCategory = TransactionSubCategory.SpeiDebit,
            Status = settlesLater ? TransactionStatus.Initialized : TransactionStatus.Liquidated,
            Amount = original.Amount,
            ExternalReference = TrackingKeys.NextReference(draft),
            TrackingKey = TrackingKeys.Next(draft),
            Description = description,
            SourceInstrumentId = account.InstrumentId,
            Payer = original.Payer,
            OriginalId = original.Id,
            CreatedAt = draft.Now,
            UpdatedAt = draft.Now,
        };
        draft.Add(new TransactionCreated(refund));
        draft.Add(
            new TransactionChanged(
                original with { Status = TransactionStatus.Refunded, RefundId = refund.Id, UpdatedAt = draft.Now }));
        MoveMoney(draft, refund, settlesLater);
        PaymentNotifications.StatusChanged(draft, refund);
        return refund;
    }

    private static void MoveMoney(Draft draft, Transaction refund, bool settlesLater)
    {
        var from = LedgerAccountId.Of(refund.AccountId);
        if (!settlesLater)
        {
            draft.Post(from, LedgerAccountId.SpeiClearing, refund.Amount, refund.Id);
            return;
        }

        draft.PlaceHold(from, LedgerAccountId.SpeiClearing, refund.Amount, refund.Id);
        if (draft.Options.SpeiSettlesAfter is { } wait)
        {
            draft.ScheduleAfter(wait, refund.Id.Value, new MovePayment(refund.Id, PaymentMove.Liquidate, null, null));
        }
    }
}
