using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Scenarios;

/// <summary>
/// What a rule's conditions look at: the fields of a payment, deposit, webhook or request, by dotted path. A field goes by
/// one text or several (an instrument by its id, its account's id and its CLABE); none means that it is not there. Immutable.
/// </summary>
/// <param name="Transaction">The transaction it is about; null where there is none.</param>
/// <param name="Fields">The fields.</param>
public sealed record RuleSubject(TransactionId? Transaction, FrozenDictionary<string, ImmutableArray<string>> Fields)
{
    /// <summary>The texts by which a field goes.</summary>
    public ImmutableArray<string> this[string path] => Fields.TryGetValue(path, out var texts) ? texts : [];

    internal static RuleSubject OfPayment(AskedPayment asked)
    {
        var (sides, amount, description, reference) = asked;
        return new(null, Build(
        [
            ("amount", [amount.ToString()]),
            ("description", [description]),
            ("external_reference", [reference]),
            ("client_id", [sides.From.ClientId.Value.ToString()]),
            ("owner_id", [sides.From.OwnerId.ToString()]),
            ("sub_category", [sides.To is null ? "SPEI_DEBIT" : "INT_DEBIT"]),
            ("from", TextsOf(sides.Source, sides.From)),
            ("to", TextsOf(sides.Destination, sides.To)),
            .. Side("source", sides.Source), .. Side("destination", sides.Destination),
        ]));
    }

    internal static RuleSubject OfDeposit(Account account, Payer payer, Transaction credit) => new(credit.Id, Build(
        [
            ("amount", [credit.Amount.ToString()]),
            ("concept", [credit.Description]),
            ("description", [credit.Description]),
            ("numeric_reference", [credit.ExternalReference]),
            ("tracking_key", [credit.TrackingKey]),
            ("client_id", [credit.ClientId.Value.ToString()]),
            ("owner_id", [account.OwnerId.ToString()]),
            ("to", TextsOf(account)),
            ("from", [payer.Account]),
            ("payer.name", [payer.Name]),
            ("payer.account", [payer.Account]),
            ("payer.rfc", [payer.Rfc]),
            ("payer.institution", [payer.Institution]),
        ]));

    internal static RuleSubject OfRefund(Transaction original, Account account, string description) => new(original.Id, Build(
        [
            ("amount", [original.Amount.ToString()]),
            ("description", [description]),
            ("of", [original.Id.Value.ToString(), original.TrackingKey]),
            ("client_id", [original.ClientId.Value.ToString()]),
            ("from", TextsOf(account)),
        ]));

    internal static RuleSubject OfWebhook(Draft draft, WebhookEvent happened, Webhook webhook) => new(happened.TransactionId, Build(
        [
            ("type", [WireName<WebhookType>.Of(happened.Notice.Type)]),
            ("id_msg", [happened.Id.Value.ToString()]),
            ("url", [WebhookUrl.Shown(webhook.Url)]),
            ("client_id", [happened.ClientId.Value.ToString()]),
            .. OfNotice(draft, happened.Notice),
        ]));

    private static IEnumerable<(string, ImmutableArray<string>)> OfNotice(Draft draft, Notice notice)
    {
        var transaction = notice switch
        {
            MoneyInNotice moneyIn => moneyIn.Transaction,
            StatusUpdateNotice update => update.Transaction,
            CepNotice cep => cep.Transaction,
            _ => null,
        };
        if (transaction is null)
        {
            return [];
        }

        var account = draft.State.Accounts.Find(transaction.AccountId);
        var isCredit = transaction.SubCategory is TransactionSubCategory.SpeiCredit or TransactionSubCategory.IntCredit;
        return
        [
            ("amount", [transaction.Amount.ToString()]),
            ("sub_category", [WireName<TransactionSubCategory>.Of(transaction.SubCategory)]),
            ("tracking_key", [transaction.TrackingKey]),
            ("transaction_id", [transaction.Id.Value.ToString()]),
            ("description", [transaction.Description]),
            ("status", [notice is CepNotice { Transaction.Cep: { } receipt } ? WireName<CepStatus>.Of(receipt.Status) : WireName<TransactionStatus>.Of(transaction.Status)]),
            .. transaction.Reason is { } reason ? [("reason", [reason.Code])] : Array.Empty<(string, ImmutableArray<string>)>(),
            .. account is null ? [] : new (string, ImmutableArray<string>)[] { (isCredit ? "to" : "from", TextsOf(account)) },
            (isCredit ? "from" : "to", OtherSide(draft, transaction, isCredit ? transaction.SourceInstrumentId : transaction.DestinationInstrumentId)),
        ];
    }

    /// <summary>Who paid from another bank, or is paid back there; else the instrument on the other side.</summary>
    private static ImmutableArray<string> OtherSide(Draft draft, Transaction transaction, InstrumentId? id)
    {
        if (transaction.Payer is { } payer)
        {
            return [payer.Account];
        }

        return id is { } known && draft.State.Instruments.Find(known) is { } instrument ? TextsOf(instrument, draft.AccountBehind(instrument)) : [];
    }

    private static ImmutableArray<string> TextsOf(Account account) =>
        [account.Id.Value.ToString(), account.InstrumentId.Value.ToString(), account.Clabe.Digits];

    private static ImmutableArray<string> TextsOf(Instrument instrument, Account? account) =>
    [
        instrument.Id.Value.ToString(),
        .. instrument.Detail is ClabeDetail clabe ? [clabe.Clabe.Digits] : Array.Empty<string>(),
        .. account is null ? [] : TextsOf(account).Where(text => !IsOf(instrument, text)),
    ];

    private static bool IsOf(Instrument instrument, string text) => text == instrument.Id.Value.ToString()
        || (instrument.Detail is ClabeDetail clabe && text == clabe.Clabe.Digits);

    private static IEnumerable<(string, ImmutableArray<string>)> Side(string side, Instrument instrument) =>
    [
        ($"{side}.instrument_id", [instrument.Id.Value.ToString()]),
        ($"{side}.alias", [instrument.Alias]),
        ($"{side}.rfc", [instrument.Rfc]),
        ($"{side}.holder", [instrument.Detail.HolderName]),
        ($"{side}.bank_id", [instrument.Detail.BankId.Value.ToString()]),
        .. instrument.Detail is ClabeDetail clabe ? [($"{side}.clabe", [clabe.Clabe.Digits])] : Array.Empty<(string, ImmutableArray<string>)>(),
    ];

    private static FrozenDictionary<string, ImmutableArray<string>> Build(IEnumerable<(string Path, ImmutableArray<string> Texts)> fields) =>
        fields.ToFrozenDictionary(field => field.Path, field => field.Texts);
}
