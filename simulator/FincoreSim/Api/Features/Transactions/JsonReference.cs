using System.Text;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Api.Features.Transactions;

/// <summary>
/// The rail's record of a transaction as the read shows it: a text in single quotes, as Python writes a dictionary, with the
/// members and their order of the documented sample. For a refund it is that of the deposit, as the sample has it.
/// </summary>
internal static class JsonReference
{
    /// <summary>The text for a transaction.</summary>
    public static string Of(TransactionDetail detail)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in Members(detail.Original ?? detail))
        {
            text.Append(text.Length > 1 ? ", " : "").Append(Quote(name)).Append(": ").Append(Quote(value));
        }

        return text.Append('}').ToString();
    }

    private static IEnumerable<(string Name, string Value)> Members(TransactionDetail detail)
    {
        var (transaction, source, destination) = detail;
        var payer = PartyOf(source, transaction.Payer, transaction.SubCategory == TransactionSubCategory.SpeiCredit);
        var beneficiary = PartyOf(destination, null, false);
        yield return ("transaction_date", Stamp.Seconds(transaction.CreatedAt));
        yield return ("payer_institution", payer.Institution);
        yield return ("beneficiary_institution", beneficiary.Institution);
        yield return ("tracking_key", transaction.TrackingKey);
        yield return ("amount", transaction.Amount.ToString());
        yield return ("payment_type", "1");
        yield return ("payer_name", payer.Name);
        yield return ("payer_account", payer.Account);
        yield return ("payer_rfc", payer.Rfc);
        yield return ("destination_instrument_id", transaction.DestinationInstrumentId?.Value.ToString() ?? "");
        yield return ("destination_account_id", destination?.AccountId?.Value.ToString() ?? "");
        yield return ("payer_account_type", "40");
        yield return ("payment_concept", transaction.Description);
        yield return ("numeric_reference", transaction.ExternalReference);
        yield return ("beneficiary_account_type", "40");
        yield return ("beneficiary_account", beneficiary.Account);
        yield return ("beneficiary_rfc", beneficiary.Rfc);
        yield return ("beneficiary_name", beneficiary.Name);
        yield return ("client_id", transaction.ClientId.Value.ToString());
        yield return ("vat", "");
        yield return ("package_folio", "4");
        yield return ("spei_folio", "000005");
        yield return ("indirect_payer_institution_name", "");
        yield return ("indirect_payer_institution_account", "");
        yield return ("indirect_payer_institution_rfc", "");
    }

    private static (string Institution, string Name, string Account, string Rfc) PartyOf(
        Instrument? instrument, Payer? payer, bool isPayer) =>
        instrument switch
        {
            { Detail: ClabeDetail detail } =>
                (InstitutionOf(detail.BankId), detail.HolderName, detail.Clabe.Digits, instrument.Rfc),
            { Detail: CardDetail card } => (InstitutionOf(card.BankId), card.HolderName, card.CardNumber, instrument.Rfc),
            _ when isPayer && payer is not null => (payer.Institution, payer.Name, payer.Account, payer.Rfc),
            _ => ("", "", "", ""),
        };

    private static string InstitutionOf(BankId bank) => BankCatalogueFile.Banks.Find(bank)?.Code ?? "";

    /// <summary>
    /// Single quotes, or double ones where the text has a single quote, as Python's repr does. No text of SPEI has line breaks.
    /// </summary>
    private static string Quote(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal);
        return !text.Contains('\'') ? $"'{escaped}'"
            : !text.Contains('"') ? $"\"{escaped}\""
            : $"'{escaped.Replace("'", "\\'", StringComparison.Ordinal)}'";
    }
}
