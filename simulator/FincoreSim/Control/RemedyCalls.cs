using FincoreSim.Domain.Primitives;

namespace FincoreSim.Control;

/// <summary>The calls by which remedies are asked for, as errors tell them: the one table from remedies to routes.</summary>
internal static class RemedyCalls
{
    /// <summary>What stands for a subject that the remedy does not name.</summary>
    private const string Unnamed = "{id}";

    private static readonly FrozenDictionary<RemedyAction, string> Table = new Dictionary<RemedyAction, string>
    {
        [RemedyAction.DisarmRule] = "DELETE …/rules/{0}",
        [RemedyAction.Settle] = "POST …/clock {\"advance\":\"0s\"}",
        [RemedyAction.ActivateWebhook] = "PATCH /v1/clients/{clientId}/webhooks/{0} {\"webhook_status\":\"ACTIVE\"}",
        [RemedyAction.BlockInstrument] = "POST …/instruments/{0}/block",
        [RemedyAction.UnblockInstrument] = "POST …/instruments/{0}/unblock",
        [RemedyAction.BlockAccount] = "POST …/accounts/{0}/block",
        [RemedyAction.UnblockAccount] = "POST …/accounts/{0}/unblock",
        [RemedyAction.SuspendAccount] = "POST …/accounts/{0}/suspend",
        [RemedyAction.ActivateAccount] = "POST …/accounts/{0}/activate",
        [RemedyAction.Liquidate] = "POST …/transactions/{0}/outcome {\"outcome\":\"liquidate\"}",
        [RemedyAction.MakeCepPending] = "POST …/transactions/{0}/cep {\"status\":\"PENDING\"}",
        [RemedyAction.PayOut] = "POST /v1/transactions/money_out",
        [RemedyAction.ValidateByPenny] = "POST /v1/transactions/penny_validation",
        [RemedyAction.ResetSandbox] = "POST /_sim/sandboxes/{0}/reset",
        [RemedyAction.DeleteSandbox] = "DELETE /_sim/sandboxes/{0}",
        [RemedyAction.WaitForRun] = "GET /_sim/scenarios/{0}?wait=30s",
        [RemedyAction.WaitForAnyRun] = "GET /_sim/scenarios, then GET /_sim/scenarios/{run}?wait=30s",
    }.ToFrozenDictionary();

    /// <summary>The remedies that have a call.</summary>
    public static IEnumerable<RemedyAction> Actions => Table.Keys;

    /// <summary>The call; null where nothing would help.</summary>
    public static string? Of(Remedy? remedy) =>
        remedy is null ? null : Table[remedy.Action].Replace("{0}", remedy.Subject ?? Unnamed, StringComparison.Ordinal);
}
