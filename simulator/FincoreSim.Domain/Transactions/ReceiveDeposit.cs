using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Transactions;

/// <summary>What a deposit tells of itself; what is null gets a default.</summary>
public sealed record DepositForm
{
    /// <summary>The amount, above zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The payer's name.</summary>
    public string PayerName { get; init; } = "Juan Perez";

    /// <summary>The payer's account; the default is a BBVA CLABE.</summary>
    public string PayerAccount { get; init; } = "012180001183597198";

    /// <summary>The payer's tax identifier.</summary>
    public string PayerRfc { get; init; } = "ND";

    /// <summary>Banxico's code of the payer's bank; null: the bank of the payer's CLABE, else BBVA.</summary>
    public string? PayerInstitution { get; init; }

    /// <summary>The concept.</summary>
    public string Concept { get; init; } = "Deposito de prueba";

    /// <summary>The payer's reference; null: the date and a digit.</summary>
    public string? NumericReference { get; init; }

    /// <summary>The payer's tracking key; null: one is made.</summary>
    public string? TrackingKey { get; init; }

    /// <summary>
    /// Whether it may have the tracking key of another deposit of that bank and operating day, as duplicates in practice have.
    /// </summary>
    public bool IsDuplicate { get; init; }

    /// <summary>
    /// Whether an account that is not active refuses it to who asks, instead of SPEI returning it to the payer.
    /// </summary>
    public bool IsRefusedWhenInactive { get; init; }

    /// <summary>A fixed id, for templates; null: the next one.</summary>
    public TransactionId? Id { get; init; }

    /// <summary>A fixed instant, for templates; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>
/// Money comes in by SPEI, LIQUIDATED at once; the receiver of MONEY_IN may refuse it. A bank cannot refuse to be paid: where the
/// account is not active, SPEI returns the deposit, of which nothing but the journal tells (assumed). Its answer is then what
/// would have been, REFUNDED. Refused when the tracking key came in before: of one bank on one operating day it is unique
/// (assumed, as SPEI's rules have it), unless a duplicate is what is wanted.
/// </summary>
/// <param name="AccountId">The account that gets it.</param>
/// <param name="Form">What the payer says.</param>
public sealed record ReceiveDeposit(AccountId AccountId, DepositForm Form) : Command<Transaction>
{
    private const string BbvaCode = "40012";

    /// <inheritdoc/>
    public override string Name => "money_in";

    internal override Outcome<Transaction> Decide(Draft draft)
    {
        if (draft.State.Accounts.Find(AccountId) is not { } account)
        {
            return new Refusal(RefusalCode.NotFound, "Account");
        }

        if (Form.IsRefusedWhenInactive && account.Status != AccountStatus.Active)
        {
            return Refusal.OfState(
                "account", WireName<AccountStatus>.Of(account.Status), ["ACTIVE"],
                new Remedy(
                    account.Status == AccountStatus.Blocked ? RemedyAction.UnblockAccount : RemedyAction.ActivateAccount,
                    account.Id.Value.ToString()));
        }

        if (Form.Amount <= Money.Zero)
        {
            return new Refusal(RefusalCode.AmountNotPositive);
        }

        var payer = PayerOf(draft);
        return (CheckTexts() ?? CheckKey(draft, payer.Institution) ?? draft.RoomFor(1, Form.Amount)) is { } refusal
            ? refusal
            : account.Status == AccountStatus.Active ? Stage(draft, account, payer)
            : Return(draft, account, payer);
    }

    private Refusal? CheckTexts() => TextRules.Check(
        ("payer_name", Form.PayerName, TextRules.SpeiName),
        ("payer_account", Form.PayerAccount, TextRules.PayerAccount),
        ("payer_rfc", Form.PayerRfc, TextRules.Rfc),
        ("payer_institution", Form.PayerInstitution, TextRules.Institution),
        ("concept", Form.Concept, TextRules.Concept),
        ("numeric_reference", Form.NumericReference, TextRules.Reference),
        ("tracking_key", Form.TrackingKey, TextRules.TrackingKey));

    private Refusal? CheckKey(Draft draft, string institution)
    {
        var day = OperatingDay.Of(draft.Now, draft.Options.OperatingDayTurns);
        return Form is { TrackingKey: { } key, IsDuplicate: false, At: null }
            && draft.State.DepositKeys.Has(new DepositKey(institution, key), day)
            ? new Refusal(
                RefusalCode.TrackingKeyExists,
                string.Create(CultureInfo.InvariantCulture,
                    $"tracking_key {key} of bank {institution} on the operating day {day:yyyy-MM-dd}"))
            : null;
    }

    private Transaction Return(Draft draft, Account account, Payer payer)
    {
        var returned =
            CreditOf(draft, account, payer) with { Status = TransactionStatus.Refunded, Reason = ReturnReason.BlockedAccount };
        draft.Add(new DepositReturned(returned, WireName<AccountStatus>.Of(account.Status)));
        PaymentNotifications.DepositReturned(draft, returned);
        return returned;
    }

    private Transaction CreditOf(Draft draft, Account account, Payer payer) => new()
    {
        Id = Form.Id ?? new TransactionId(draft.NextUuid(IdKind.Transaction)),
        ClientId = account.ClientId,
        AccountId = account.Id,
        BankId = payer.BankId,
        Category = TransactionCategory.CreditTrans,
        SubCategory = TransactionSubCategory.SpeiCredit,
        Status = TransactionStatus.Liquidated,
        Amount = Form.Amount,
        ExternalReference = Form.NumericReference ?? TrackingKeys.NextReference(draft),
        TrackingKey = Form.TrackingKey ?? TrackingKeys.NextForeign(draft),
        Description = Form.Concept,
        DestinationInstrumentId = account.InstrumentId,
        Payer = payer,
        CreatedAt = Form.At ?? draft.Now,
        UpdatedAt = Form.At ?? draft.Now,
    };

    private Transaction Stage(Draft draft, Account account, Payer payer)
    {
        var credit = CreditOf(draft, account, payer);
        draft.Add(new TransactionCreated(credit));
        draft.Post(LedgerAccountId.SpeiClearing, LedgerAccountId.Of(account.Id), credit.Amount, credit.Id);
        var firing =
            RuleEngine.Fire(draft, RuleEvent.MoneyIn, (account, payer, credit),
                static it => PaymentSubjects.OfDeposit(it.account, it.payer, it.credit), RuleStage.Acceptance);
        if (firing.Find<RefuseEffect>() is { } refuse)
        {
            // Refused before the client hears of it: it goes back at once, as a receiver's 422 would send it.
            draft.ScheduleAfter(TimeSpan.Zero, credit.Id.Value, new SendBack(credit.Id, refuse.Reason));
            PaymentNotifications.DepositRefused(draft, credit);
        }
        else
        {
            PaymentNotifications.Deposit(draft, credit, account);
        }

        return credit;
    }

    private Payer PayerOf(Draft draft)
    {
        var banks = draft.State.Banks;
        var ofClabe = Clabe.TryParse(Form.PayerAccount, out var clabe) ? banks.OfClabe(clabe) : null;
        var bank = Form.PayerInstitution is { } code ? banks.OfCode(code) : ofClabe ?? banks.OfCode(BbvaCode);
        return new Payer(
            new InstrumentId(draft.NextUuid(IdKind.Instrument)), Form.PayerName, Form.PayerAccount, Form.PayerRfc,
            Form.PayerInstitution ?? bank?.Code ?? BbvaCode, bank?.Id ?? default);
    }
}
