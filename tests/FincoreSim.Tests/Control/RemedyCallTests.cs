using FincoreSim.Control;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Tests.Control;

/// <summary>The domain says what would help; the host says by which call, in these words.</summary>
public sealed class RemedyCallTests
{
    private static readonly Dictionary<RemedyAction, string> Texts = new()
    {
        [RemedyAction.DisarmRule] = "DELETE …/rules/{id}",
        [RemedyAction.Settle] = "POST …/clock {\"advance\":\"0s\"}",
        [RemedyAction.ActivateWebhook] = "PATCH /v1/clients/{clientId}/webhooks/{id} {\"webhook_status\":\"ACTIVE\"}",
        [RemedyAction.BlockInstrument] = "POST …/instruments/{id}/block",
        [RemedyAction.UnblockInstrument] = "POST …/instruments/{id}/unblock",
        [RemedyAction.BlockAccount] = "POST …/accounts/{id}/block",
        [RemedyAction.UnblockAccount] = "POST …/accounts/{id}/unblock",
        [RemedyAction.SuspendAccount] = "POST …/accounts/{id}/suspend",
        [RemedyAction.ActivateAccount] = "POST …/accounts/{id}/activate",
        [RemedyAction.Liquidate] = "POST …/transactions/{id}/outcome {\"outcome\":\"liquidate\"}",
        [RemedyAction.MakeCepPending] = "POST …/transactions/{id}/cep {\"status\":\"PENDING\"}",
        [RemedyAction.PayOut] = "POST /v1/transactions/money_out",
        [RemedyAction.ValidateByPenny] = "POST /v1/transactions/penny_validation",
        [RemedyAction.ResetSandbox] = "POST /_sim/sandboxes/{id}/reset",
        [RemedyAction.DeleteSandbox] = "DELETE /_sim/sandboxes/{id}",
        [RemedyAction.WaitForRun] = "GET /_sim/scenarios/{id}?wait=30s",
        [RemedyAction.WaitForAnyRun] = "GET /_sim/scenarios, then GET /_sim/scenarios/{run}?wait=30s",
    };

    private static IEnumerable<RemedyAction> Actions => Enum.GetValues<RemedyAction>();

    [TestCaseSource(nameof(Actions))]
    public void A_remedy_has_a_call(RemedyAction action)
    {
        Assert.That(RemedyCalls.Actions, Does.Contain(action), "RemedyCalls has no row");
        Assert.That(RemedyCalls.Of(new Remedy(action)), Is.EqualTo(Texts.GetValueOrDefault(action)));
        Assert.That(
            RemedyCalls.Of(new Remedy(action, "night \"{0}\"")),
            Is.EqualTo(Texts[action].Replace("{id}", "night \"{0}\"", StringComparison.Ordinal)));
    }

    [Test]
    public void Where_nothing_would_help_there_is_no_call() => Assert.That(RemedyCalls.Of(null), Is.Null);
}
