using FincoreSim.Control.Deliveries;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Pages.Payments;

/// <summary>A payment in a list, with its other side and what its receiver last answered.</summary>
internal sealed record PaymentRow(
    string Id, DateTimeOffset At, string Description, string Kind, string Holder, string Account, string Status, string? Cep,
    DeliverySummary? Webhook, string Amount, string Sign)
{
    public static PaymentRow Of(WorldState state, Transaction transaction, DeliverySummary? webhook)
    {
        var (holder, account) = OtherSide(state, transaction);
        return new(
            transaction.Id.Value.ToString(),
            transaction.CreatedAt,
            transaction.Description.Length > 0 ? transaction.Description : "(no concept)",
            WireName<TransactionSubCategory>.Of(transaction.SubCategory),
            holder,
            account,
            WireName<TransactionStatus>.Of(transaction.Status),
            transaction.Cep is { } cep ? WireName<CepStatus>.Of(cep.Status) : null,
            webhook,
            transaction.Amount.ToString(),
            IsIn(transaction) ? "in" : "out");
    }

    /// <summary>Whether the money comes to the client.</summary>
    public static bool IsIn(Transaction transaction) =>
        transaction.SubCategory is TransactionSubCategory.SpeiCredit or TransactionSubCategory.IntCredit;

    /// <summary>Who is at the other side: its name, and its account with its bank.</summary>
    public static (string Holder, string Account) OtherSide(WorldState state, Transaction transaction)
    {
        if (transaction.Payer is { } payer)
        {
            return (payer.Name, $"{payer.Account} · {state.Banks.Find(payer.BankId)?.Name}");
        }

        var id = IsIn(transaction) ? transaction.SourceInstrumentId : transaction.DestinationInstrumentId;
        if (id is not { } known || state.Instruments.Find(known) is not { } instrument)
        {
            return ("—", "not known");
        }

        var number = instrument.Detail switch
        {
            ClabeDetail clabe => clabe.Clabe.Digits,
            CardDetail card => card.CardNumber,
            _ => "",
        };
        return (instrument.Detail.HolderName, $"{number} · {state.Banks.Find(instrument.Detail.BankId)?.Name}");
    }
}
