using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>The four filters of the transaction read (documented); null matches all.</summary>
public sealed record TransactionFilter(
    TransactionStatus? Status, string? TrackingKey, TransactionCategory? Category, BankId? Bank)
{
    /// <summary>Whether nothing is asked for, so that every transaction passes.</summary>
    public bool MatchesAll => this is { Status: null, TrackingKey: null, Category: null, Bank: null };

    /// <summary>Whether a transaction passes all that are given.</summary>
    public bool Matches(Transaction transaction) =>
        (Status is null || transaction.Status == Status)
        && (TrackingKey is null || transaction.TrackingKey == TrackingKey)
        && (Category is null || transaction.Category == Category)
        && (Bank is null || transaction.BankId == Bank);
}

/// <summary>A transaction with the instruments on both sides, as the read shows it.</summary>
public sealed record TransactionDetail(Transaction Transaction, Instrument? Source, Instrument? Destination)
{
    /// <summary>The deposit that a refund gives back; null where it is none.</summary>
    public TransactionDetail? Original { get; init; }
}

/// <summary>Looks transactions up.</summary>
public static class TransactionQueries
{
    /// <summary>The transaction, if it is this client's and passes the filter.</summary>
    public static TransactionDetail? Find(WorldState state, ClientId client, TransactionId id, TransactionFilter filter)
    {
        if (state.Transactions.Find(id) is not { } found || found.ClientId != client || !filter.Matches(found))
        {
            return null;
        }

        return DetailOf(state, found);
    }

    /// <summary>A client's transactions, newest first.</summary>
    public static IEnumerable<Transaction> NewestFirst(WorldState state, ClientId client) =>
        state.TransactionIdsOf(client).Backward().Select(id => state.Transactions.Find(id)!);

    /// <summary>How many transactions a client has.</summary>
    public static int Count(WorldState state, ClientId client) => state.TransactionIdsOf(client).Count;

    private static TransactionDetail DetailOf(WorldState state, Transaction found) => new(
        found, InstrumentOf(state, found.SourceInstrumentId), InstrumentOf(state, found.DestinationInstrumentId))
    {
        Original = found.OriginalId is { } id && state.Transactions.Find(id) is { } original ? DetailOf(state, original) : null,
    };

    private static Instrument? InstrumentOf(WorldState state, InstrumentId? id) =>
        id is { } known ? state.Instruments.Find(known) : null;
}
