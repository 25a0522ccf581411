using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

/// <summary>Accounts in a world's state.</summary>
public static class AccountState
{
    extension(WorldState state)
    {
        /// <summary>Every account.</summary>
        public Table<AccountId, Account> Accounts
        {
            get => state.Part<AccountPart>(StateSlot.Accounts).Accounts;
            internal set => state.Part<AccountPart>(StateSlot.Accounts).Accounts = value;
        }

        /// <summary>The account with this CLABE.</summary>
        public Account? AccountOf(Clabe clabe) =>
            state.Part<AccountPart>(StateSlot.Accounts).ByClabe.TryGet(clabe, out var id) ? state.Accounts.Find(id) : null;

        /// <summary>The account that an instrument pays to or from: its own, or the one that has its CLABE.</summary>
        internal Account? AccountBehind(Instrument instrument) => instrument switch
        {
            { AccountId: { } id } => state.Accounts.Find(id),
            { Detail: ClabeDetail detail } => state.AccountOf(detail.Clabe),
            _ => null,
        };

        internal void IndexClabe(Clabe clabe, AccountId account)
        {
            var part = state.Part<AccountPart>(StateSlot.Accounts);
            part.ByClabe = part.ByClabe.Set(clabe, account, state.Edit);
        }
    }

    extension(Draft draft)
    {
        /// <summary>The account that an instrument pays to or from: its own, or the one that has its CLABE.</summary>
        internal Account? AccountBehind(Instrument instrument) => draft.State.AccountBehind(instrument);
    }
}

/// <summary>Keeps accounts, and finds them by CLABE.</summary>
internal sealed class AccountPart : StatePart
{
    public Table<AccountId, Account> Accounts { get; set; }

    public StateMap<Clabe, AccountId> ByClabe { get; set; }

    internal override StateSlot Slot => StateSlot.Accounts;

    internal override StatePart Fork(Edit edit) => new AccountPart { Accounts = Accounts, ByClabe = ByClabe };
}
