using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Runs.Expectations;

/// <summary>The sides of a payment: by which texts they go, and what a text means. Stateless.</summary>
internal static class Counterparties
{
    /// <summary>The id of an account first, then that of its instrument, then its CLABE.</summary>
    public static ImmutableArray<string> TextsOf(Account account) =>
        [account.Id.Value.ToString(), account.InstrumentId.Value.ToString(), account.Clabe.Digits];

    /// <summary>The id of an instrument first, then its number, then what the account behind it goes by.</summary>
    public static ImmutableArray<string> TextsOf(WorldState state, Instrument instrument)
    {
        var account = instrument.AccountId is { } id
            ? state.Accounts.Find(id)
            : instrument.Detail is ClabeDetail detail ? state.AccountOf(detail.Clabe) : null;
        string[] number = instrument.Detail switch
        {
            ClabeDetail clabe => [clabe.Clabe.Digits],
            CardDetail card => [card.CardNumber],
            _ => [],
        };
        return [.. new[] { instrument.Id.Value.ToString() }.Concat(number).Concat(account is null ? [] : TextsOf(account))
            .Distinct()];
    }

    /// <summary>Where the money of a transaction comes from.</summary>
    public static ImmutableArray<string> From(WorldState state, Transaction transaction) => IsCredit(transaction)
        ? OtherSide(state, transaction, transaction.SourceInstrumentId)
        : Own(state, transaction);

    /// <summary>Where the money of a transaction goes.</summary>
    public static ImmutableArray<string> To(WorldState state, Transaction transaction) => IsCredit(transaction)
        ? Own(state, transaction)
        : OtherSide(state, transaction, transaction.DestinationInstrumentId);

    /// <summary>
    /// The instrument that a text means as one side of a payment of a client: an instrument, an account's, or by CLABE.
    /// </summary>
    public static InstrumentId? FindInstrument(WorldState state, ClientId client, string text)
    {
        if (Guid.TryParseExact(text, "D", out var id))
        {
            return state.Accounts.Find(new AccountId(id))?.InstrumentId ?? new InstrumentId(id);
        }

        var registered = state.Instruments.OldestFirst().FirstOrDefault(
            instrument => instrument.ClientId == client && instrument.Detail is ClabeDetail detail && detail.Clabe.Digits == text
                && instrument.Status != InstrumentStatus.Deleted);
        return registered?.Id ?? (Clabe.TryParse(text, out var clabe) ? state.AccountOf(clabe)?.InstrumentId : null);
    }

    /// <summary>The account that a text means: by its id, its instrument's, or its CLABE.</summary>
    public static Account? FindAccount(WorldState state, string text)
    {
        if (!Guid.TryParseExact(text, "D", out var id))
        {
            return Clabe.TryParse(text, out var clabe) ? state.AccountOf(clabe) : null;
        }

        return state.Accounts.Find(new AccountId(id))
            ?? (state.Instruments.Find(new InstrumentId(id)) is { } instrument ? Behind(state, instrument) : null);
    }

    private static Account? Behind(WorldState state, Instrument instrument) => instrument.AccountId is { } account
        ? state.Accounts.Find(account)
        : instrument.Detail is ClabeDetail detail ? state.AccountOf(detail.Clabe) : null;

    private static bool IsCredit(Transaction transaction) =>
        transaction.SubCategory is TransactionSubCategory.SpeiCredit or TransactionSubCategory.IntCredit;

    private static ImmutableArray<string> Own(WorldState state, Transaction transaction) =>
        state.Accounts.Find(transaction.AccountId) is { } account ? TextsOf(account) : [];

    private static ImmutableArray<string> OtherSide(
        WorldState state, Transaction transaction, InstrumentId? id) => transaction.Payer is { } payer
        ? [payer.Account]
        : id is { } known && state.Instruments.Find(known) is { } instrument ? TextsOf(state, instrument) : [];
}
