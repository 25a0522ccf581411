namespace FincoreSim.Domain.Transactions;

/// <summary>
/// Why a payment was rejected or came back, with the Spanish text of STATUS_UPDATE. CANCELLED_ACCOUNT is documented; the
/// other names are ours for the return causes of SPEI, whose texts they carry.
/// </summary>
/// <param name="Code">The reason on the wire.</param>
/// <param name="Description">The reason_description on the wire.</param>
public sealed record ReturnReason(string Code, string Description)
{
    /// <summary>The documented one, and the default.</summary>
    public static ReturnReason CancelledAccount { get; } = new("CANCELLED_ACCOUNT", "Cuenta cancelada");

    /// <summary>What a CLABE of ours that no account has leads to.</summary>
    public static ReturnReason NonExistentAccount { get; } = new("NON_EXISTENT_ACCOUNT", "Cuenta inexistente");

    /// <summary>Why SPEI returns a deposit to an account that is not active.</summary>
    public static ReturnReason BlockedAccount { get; } = new("BLOCKED_ACCOUNT", "Cuenta bloqueada");

    /// <summary>Every reason, the documented one first.</summary>
    public static ImmutableArray<ReturnReason> All { get; } =
    [
        CancelledAccount,
        NonExistentAccount,
        BlockedAccount,
        new("CURRENCY_MISMATCH", "Cuenta en otra divisa"),
        new("ACCOUNT_NOT_AT_INSTITUTION", "Cuenta no pertenece al banco receptor"),
        new("MISSING_INFORMATION", "Falta informacion mandatoria para completar el pago"),
        new("INVALID_CHARACTER", "Caracter invalido"),
        new("BALANCE_LIMIT_EXCEEDED", "Excede el limite de saldo autorizado de la cuenta"),
        new("CREDIT_LIMIT_EXCEEDED", "Excede el limite de abonos permitidos en el mes en la cuenta"),
        new("DUPLICATE_TRACKING_KEY", "Clave de rastreo repetida"),
    ];

    /// <summary>The reason with this code.</summary>
    public static ReturnReason? Find(string code) => All.FirstOrDefault(reason => reason.Code == code);
}
