using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Control.Entities;

/// <summary>Who is at the other end of a transaction.</summary>
internal sealed record CounterpartyView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("account")] string Account,
    [property: JsonPropertyName("bank")] string? Bank)
{
    /// <summary>The payer of what came in, the holder of what is paid; null where nothing is known of it.</summary>
    public static CounterpartyView? Of(Transaction transaction, World world)
    {
        if (transaction.Payer is { } payer)
        {
            return new CounterpartyView(payer.Name, payer.Account, world.State.Banks.Find(payer.BankId)?.Name);
        }

        var other = transaction.SubCategory is TransactionSubCategory.SpeiCredit or TransactionSubCategory.IntCredit
            ? transaction.SourceInstrumentId
            : transaction.DestinationInstrumentId;
        return other is { } id && world.State.Instruments.Find(id) is { Detail: var detail }
            ? new CounterpartyView(detail.HolderName, AccountOf(detail), BankOf(detail, world))
            : null;
    }

    private static string AccountOf(InstrumentDetail detail) =>
        (detail as ClabeDetail)?.Clabe.Digits ?? (detail as CardDetail)?.CardNumber ?? "";

    /// <summary>The bank of a CLABE is the one that its digits name.</summary>
    private static string? BankOf(InstrumentDetail detail, World world) =>
        ((detail as ClabeDetail)?.Clabe is { } clabe ? world.State.Banks.OfClabe(clabe) : null)?.Name
        ?? world.State.Banks.Find(detail.BankId)?.Name;
}
