using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Transactions;

/// <summary>What rules see of payments, deposits and refunds.</summary>
internal static class PaymentSubjects
{
    public static RuleSubject OfPayment(AskedPayment asked)
    {
        var (parties, amount, description, reference) = asked;
        return RuleSubject.Of(null,
        [
            ("amount", [amount.ToString()]),
            ("description", [description]),
            ("external_reference", [reference]),
            ("client_id", [parties.From.ClientId.Value.ToString()]),
            ("owner_id", [parties.From.OwnerId.ToString()]),
            ("sub_category", [parties.To is null ? "SPEI_DEBIT" : "INT_DEBIT"]),
            ("from", TextsOf(parties.Source, parties.From)),
            ("to", TextsOf(parties.Destination, parties.To)),
            .. Side("source", parties.Source), .. Side("destination", parties.Destination),
        ]);
    }

    public static RuleSubject OfDeposit(Account account, Payer payer, Transaction credit) => RuleSubject.Of(credit.Id,
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
        ]);

    public static RuleSubject OfRefund(Transaction original, Account account, string description) => RuleSubject.Of(original.Id,
        [
            ("amount", [original.Amount.ToString()]),
            ("description", [description]),
            ("of", [original.Id.Value.ToString(), original.TrackingKey]),
            ("client_id", [original.ClientId.Value.ToString()]),
            ("from", TextsOf(account)),
        ]);

    /// <summary>The fields of a transaction that a webhook tells of.</summary>
    /// <param name="state">The world.</param>
    /// <param name="transaction">The transaction, as it was then.</param>
    /// <param name="status">The status that is told.</param>
    public static IEnumerable<(string Path, ImmutableArray<string> Texts)> FieldsOf(
        WorldState state, Transaction transaction, string status)
    {
        var account = state.Accounts.Find(transaction.AccountId);
        var isCredit = transaction.SubCategory is TransactionSubCategory.SpeiCredit or TransactionSubCategory.IntCredit;
        return
        [
            ("amount", [transaction.Amount.ToString()]),
            ("sub_category", [WireName<TransactionSubCategory>.Of(transaction.SubCategory)]),
            ("tracking_key", [transaction.TrackingKey]),
            ("transaction_id", [transaction.Id.Value.ToString()]),
            ("description", [transaction.Description]),
            ("status", [status]),
            .. transaction.Reason is { } reason ? [("reason", [reason.Code])] : Array.Empty<(string, ImmutableArray<string>)>(),
            .. account is null ? [] : new (string, ImmutableArray<string>)[] { (isCredit ? "to" : "from", TextsOf(account)) },
            (isCredit ? "from" : "to",
                OtherSide(state, transaction, isCredit ? transaction.SourceInstrumentId : transaction.DestinationInstrumentId)),
        ];
    }

    /// <summary>Who paid from another bank, or is paid back there; else the instrument on the other side.</summary>
    private static ImmutableArray<string> OtherSide(WorldState state, Transaction transaction, InstrumentId? id)
    {
        if (transaction.Payer is { } payer)
        {
            return [payer.Account];
        }

        return id is { } known && state.Instruments.Find(known) is { } instrument
            ? TextsOf(instrument, state.AccountBehind(instrument))
            : [];
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
        .. instrument.Detail is ClabeDetail clabe
            ? [($"{side}.clabe", [clabe.Clabe.Digits])]
            : Array.Empty<(string, ImmutableArray<string>)>(),
    ];
}
