using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

/// <summary>What can be asked of an account's state through the control API.</summary>
public enum AccountMove
{
    /// <summary>ACTIVE or SUSPENDED to BLOCKED.</summary>
    Block,

    /// <summary>BLOCKED to ACTIVE.</summary>
    Unblock,

    /// <summary>ACTIVE or BLOCKED to SUSPENDED.</summary>
    Suspend,

    /// <summary>SUSPENDED to ACTIVE.</summary>
    Activate,
}

/// <summary>
/// The state table of accounts: ACTIVE, BLOCKED and SUSPENDED lead to each other, but back to ACTIVE only by the call that
/// undoes the state (unblock for BLOCKED, activate for SUSPENDED). An arrow that is absent is refused.
/// </summary>
public static class AccountTransitions
{
    private static readonly FrozenDictionary<AccountMove, (AccountStatus[] From, AccountStatus To)> Table =
        new Dictionary<AccountMove, (AccountStatus[], AccountStatus)>
        {
            [AccountMove.Block] = ([AccountStatus.Active, AccountStatus.Suspended], AccountStatus.Blocked),
            [AccountMove.Unblock] = ([AccountStatus.Blocked], AccountStatus.Active),
            [AccountMove.Suspend] = ([AccountStatus.Active, AccountStatus.Blocked], AccountStatus.Suspended),
            [AccountMove.Activate] = ([AccountStatus.Suspended], AccountStatus.Active),
        }.ToFrozenDictionary();

    /// <summary>Where a move leads from a state; refused with the states that allow it.</summary>
    public static Outcome<AccountStatus> Next(AccountStatus current, AccountMove move)
    {
        var (from, to) = Table[move];
        if (from.Contains(current))
        {
            return to;
        }

        var undo = current switch
        {
            AccountStatus.Blocked => RemedyAction.UnblockAccount,
            AccountStatus.Suspended => RemedyAction.ActivateAccount,
            _ => move == AccountMove.Activate ? RemedyAction.SuspendAccount : RemedyAction.BlockAccount,
        };
        return Refusal.OfState(
            "account", WireName<AccountStatus>.Of(current), from.Select(WireName<AccountStatus>.Of), new Remedy(undo));
    }
}
