namespace FincoreSim.Domain.Kernel;

/// <summary>What kinds of entries a journal can have, as <see cref="Fact.Kind"/> gives them.</summary>
public static class FactKinds
{
    /// <summary>Every kind, in the order of the alphabet.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "account_changed", "account_opened", "client_added", "command_accepted", "command_refused", "customer_added",
        "deposit_returned", "idempotency_key_not_derived", "idempotency_key_recorded", "idempotency_key_used_again",
        "instrument_changed", "instrument_registered", "ledger_entry", "nobody_told", "options_changed",
        "report_produced", "rule_counted", "rules_armed", "rules_considered", "scheduled", "seed_changed",
        "token_issued", "tokens_expired", "transaction_changed", "transaction_created", "unscheduled", "warning",
        "webhook_attempt_started", "webhook_attempted", "webhook_cancelled", "webhook_changed", "webhook_due",
        "webhook_not_queued", "webhook_queued", "webhook_registered",
    ];
}
