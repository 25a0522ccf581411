using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Transactions;

/// <summary>Of which payments, deposits and receipts webhooks tell, and why of which they do not.</summary>
internal static class PaymentNotifications
{
    private static readonly UntoldReason SameOwner = new(
        "same_owner", "both accounts have the same owner, and MONEY_IN tells of no transfers within one");

    private static readonly UntoldReason Internal = new(
        "internal", "STATUS_UPDATE tells of no internal transfers, unless the option status_updates is all");

    private static readonly UntoldReason Refund = new(
        "refund", "STATUS_UPDATE tells of no refunds, unless the option status_updates is all");

    private static readonly UntoldReason PennyValidation = new(
        "penny_validation", "STATUS_UPDATE tells of no penny validations, unless the option status_updates is all; CEP does");

    private static readonly UntoldReason RefusedByRule = new(
        "refused_by_rule", "a rule refused the deposit before the client could hear of it");

    private static readonly UntoldReason Returned = new(
        "returned", "SPEI returned the deposit, since the account is not active; it never came in");

    /// <summary>A SPEI deposit arrived.</summary>
    public static void Deposit(Draft draft, Transaction credit, Account account) => Notifications.Emit(draft, new MoneyInNotice(
        credit, PartyOf(account), new Party(credit.Payer!.Account, credit.Payer.Name, credit.Payer.Rfc), credit.Payer.Institution,
        account.OwnerId));

    /// <summary>
    /// An internal credit arrived. The same owner stays silent: no event exists (changelog of 2026-01-28).
    /// </summary>
    public static void InternalCredit(Draft draft, Transaction credit, Account from, Account to)
    {
        if (from.OwnerId != to.OwnerId)
        {
            Notifications.Emit(draft, new MoneyInNotice(
                credit, PartyOf(to), PartyOf(from), BankCatalogue.FincoPayCode, to.OwnerId));
        }
        else
        {
            draft.Add(new NobodyTold(WebhookType.MoneyIn, credit.Id, SameOwner));
        }
    }

    /// <summary>SPEI returned a deposit: it never came in.</summary>
    public static void DepositReturned(Draft draft, Transaction deposit) =>
        draft.Add(new NobodyTold(WebhookType.MoneyIn, deposit.Id, Returned));

    /// <summary>A rule refused a deposit before anybody could be told of it.</summary>
    public static void DepositRefused(Draft draft, Transaction credit) =>
        draft.Add(new NobodyTold(WebhookType.MoneyIn, credit.Id, RefusedByRule));

    /// <summary>
    /// A status changed. Told of payments that were sent by SPEI once they leave INITIALIZED; of the rest only with
    /// <c>status_updates: all</c> (assumed).
    /// </summary>
    public static void StatusChanged(Draft draft, Transaction transaction)
    {
        var isDocumented = transaction.IsSpeiPayment && transaction.Status != TransactionStatus.Initialized;
        var isOutgoing = transaction.SubCategory is TransactionSubCategory.SpeiDebit or TransactionSubCategory.IntDebit;
        if (isDocumented || (draft.Options.AllStatusUpdates && isOutgoing))
        {
            Notifications.Emit(draft, new StatusUpdateNotice(transaction));
        }
        else if (isOutgoing && transaction.Status != TransactionStatus.Initialized)
        {
            draft.Add(new NobodyTold(WebhookType.StatusUpdate, transaction.Id, ReasonOf(transaction)));
        }
    }

    /// <summary>A CEP changed; INITIALIZED is never told (documented).</summary>
    public static void CepChanged(Draft draft, Transaction penny, Clabe beneficiary)
    {
        if (penny.Cep!.Status == CepStatus.Initialized)
        {
            throw new InvariantBroken(LedgerInvariants.CepNeverInitialized, penny.Id.ToString());
        }

        Notifications.Emit(draft, new CepNotice(penny, beneficiary));
    }

    private static UntoldReason ReasonOf(Transaction outgoing) => outgoing switch
    {
        { SubCategory: TransactionSubCategory.IntDebit } => Internal,
        { OriginalId: not null } => Refund,
        _ => PennyValidation,
    };

    private static Party PartyOf(Account account) => new(account.Clabe.Digits, account.HolderName, account.Rfc);
}
