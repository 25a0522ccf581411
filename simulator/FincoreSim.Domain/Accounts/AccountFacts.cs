using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

/// <summary>An account was opened, with its instrument and its ledger account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Instrument">Its instrument.</param>
public sealed record AccountOpened(Account Account, Instrument Instrument) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "account_opened";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("account", Account.Id.Value.ToString()), new("clabe", Account.Clabe.Digits),
            new("type", WireName<AccountType>.Of(Account.Type))];

    internal override void ApplyTo(WorldState state)
    {
        state.Accounts = state.Accounts.Add(Account.Id, Account, state.Edit);
        state.Instruments = state.Instruments.Add(Instrument.Id, Instrument, state.Edit);
        state.IndexClabe(Account.Clabe, Account.Id);
        state.Ledger.Open(new LedgerAccount(LedgerAccountId.Of(Account.Id), Account.Clabe.Digits, false));
    }
}

/// <summary>An account's state changed.</summary>
/// <param name="Account">The account as it is now.</param>
public sealed record AccountChanged(Account Account) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "account_changed";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("account", Account.Id.Value.ToString()), new("status", WireName<AccountStatus>.Of(Account.Status))];

    internal override void ApplyTo(WorldState state) => state.Accounts = state.Accounts.Replace(Account.Id, Account, state.Edit);
}
