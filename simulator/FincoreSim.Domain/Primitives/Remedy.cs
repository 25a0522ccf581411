namespace FincoreSim.Domain.Primitives;

/// <summary>What would help who was refused because of a state. The host knows by which call it is asked for.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Subject">To what, where that is known; null: to what the refused call was about.</param>
public sealed record Remedy(RemedyAction Action, string? Subject = null);

/// <summary>What can be done so that the state allows what was refused.</summary>
public enum RemedyAction
{
    /// <summary>Disarm the rule of this name.</summary>
    DisarmRule,

    /// <summary>Let what is under way end, without moving the clock.</summary>
    Settle,

    /// <summary>Make the webhook ACTIVE.</summary>
    ActivateWebhook,

    /// <summary>Block the instrument.</summary>
    BlockInstrument,

    /// <summary>Unblock the instrument.</summary>
    UnblockInstrument,

    /// <summary>Block the account.</summary>
    BlockAccount,

    /// <summary>Unblock the account.</summary>
    UnblockAccount,

    /// <summary>Suspend the account.</summary>
    SuspendAccount,

    /// <summary>Activate the account.</summary>
    ActivateAccount,

    /// <summary>Let the payment settle.</summary>
    Liquidate,

    /// <summary>Make the CEP PENDING.</summary>
    MakeCepPending,

    /// <summary>Make a payment by SPEI.</summary>
    PayOut,

    /// <summary>Make a penny validation.</summary>
    ValidateByPenny,

    /// <summary>Reset the sandbox instead of deleting it (host only).</summary>
    ResetSandbox,

    /// <summary>Delete the sandbox (host only).</summary>
    DeleteSandbox,

    /// <summary>Wait for the run (host only).</summary>
    WaitForRun,

    /// <summary>Wait for one of the runs under way (host only).</summary>
    WaitForAnyRun,
}
