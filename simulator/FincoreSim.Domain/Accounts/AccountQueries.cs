using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

/// <summary>An account with what can be spent from it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Available">Posted minus held, in the ledger.</param>
public sealed record AccountBalance(Account Account, Money Available);

/// <summary>Looks accounts up.</summary>
public static class AccountQueries
{
    /// <summary>The account, if it is this client's.</summary>
    public static AccountBalance? Find(WorldState state, ClientId client, AccountId id) =>
        state.Accounts.Find(id) is { } account && account.ClientId == client ? WithBalance(state, account) : null;

    /// <summary>A client's accounts, in the order of creation.</summary>
    public static IEnumerable<Account> OfClient(WorldState state, ClientId client) =>
        state.Accounts.OldestFirst().Where(account => account.ClientId == client);

    /// <summary>The account with what can be spent from it.</summary>
    public static AccountBalance WithBalance(WorldState state, Account account) =>
        new(account, state.Ledger[account.Id].Available);
}
