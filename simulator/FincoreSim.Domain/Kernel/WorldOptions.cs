namespace FincoreSim.Domain.Kernel;

/// <summary>
/// The switches of a sandbox: what the public documentation leaves open or contradicts itself about. Each default is the
/// behaviour that the catalogue (GET /_sim/fidelity) describes. Immutable.
/// </summary>
public sealed record WorldOptions
{
    /// <summary>How long a token is good for (24 h documented by the sample).</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether tokens live by the world's clock and not by the wall's, with which clients compare them.</summary>
    public bool TokensLiveByWorldClock { get; init; }

    /// <summary>Whether expires_at is the naive text of the older page instead of ISO 8601.</summary>
    public bool NaiveExpiresAt { get; init; }

    /// <summary>Whether what is only tolerated (unknown members, CLABEs with a wrong check digit, other types) is refused.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether an instrument may pay itself; the page calls it best practice that it does not.</summary>
    public bool SameInstrumentAllowed { get; init; }

    /// <summary>Whether money_out answers 404 instead of the documented 500 for an unknown instrument.</summary>
    public bool MissingInstrumentIs404 { get; init; }

    /// <summary>Whether private_accounts answers 201, as the older page says, instead of 200.</summary>
    public bool CreateAnswers201 { get; init; }

    /// <summary>How dates that are absent are written.</summary>
    public AbsentDates AbsentDates { get; init; }

    /// <summary>How long a SPEI payment takes to settle; null: only when told.</summary>
    public TimeSpan? SpeiSettlesAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether INITIALIZED, internal transfers, refunds and penny validations send STATUS_UPDATE too.</summary>
    public bool AllStatusUpdates { get; init; }

    /// <summary>How a STATUS_UPDATE without a reason, such as that of LIQUIDATED, is written.</summary>
    public AbsentReason AbsentReason { get; init; }

    /// <summary>Whether a 422 refunds a deposit that its receiver has accepted before.</summary>
    public bool LateRefusalRefunds { get; init; }

    /// <summary>Whether a refund is INITIALIZED first and settles as SPEI does, instead of being LIQUIDATED at once.</summary>
    public bool RefundSettlesLikeSpei { get; init; }

    /// <summary>When a CEP becomes PENDING after the payment; null: only when told.</summary>
    public TimeSpan? CepPendingAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When a CEP becomes DELAYED after the payment; null: never.</summary>
    public TimeSpan? CepDelayedAfter { get; init; }

    /// <summary>When a CEP becomes COMPLETED after the payment; null: only when told.</summary>
    public TimeSpan? CepCompletesAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a money_out of 0.01 by SPEI to a CLABE is followed by a CEP, as a penny validation is.</summary>
    public bool CepOnMoneyOut { get; init; } = true;

    /// <summary>The time of day, in Mexico, at which the operating day turns.</summary>
    public TimeOnly OperatingDayTurns { get; init; } = new(18, 0);

    /// <summary>Whether Idempotency-Key counts on internal_transaction and penny_validation too; the guide says money_out only.</summary>
    public bool IdempotencyOnEveryPayment { get; init; }

    /// <summary>Whether a key that is not derived from the body is refused with 409, even on first use.</summary>
    public bool VerifyIdempotencyKey { get; init; }

    /// <summary>The namespace from which keys are derived (observed for staging).</summary>
    public Guid IdempotencyNamespace { get; init; } = Guid.Parse("fb9e4ed2-ab8c-4ce3-9bec-4ae7008bfd43");

    /// <summary>Whether webhooks carry a JWT signed with the client secret instead of the registered token.</summary>
    public bool WebhookAuthIsJwt { get; init; }

    /// <summary>How long a receiver may take, in real time.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long moving the clock waits for receivers, in real time, all in all.</summary>
    public TimeSpan SettleCap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When a webhook is attempted, counted from the event.</summary>
    public RetryProfile Retries { get; init; } = RetryProfile.AssumedDefault;

    /// <summary>Whether the CEP webhook is wrapped as one public client expects it.</summary>
    public bool CepEnvelopeWrapped { get; init; }

    /// <summary>Whether reports are produced, with their webhook, at the end of each operating day and month.</summary>
    public bool ReportsEnabled { get; init; }

    /// <summary>Whether the reserved CLABEs end as their table says.</summary>
    public bool MagicValues { get; init; } = true;

    /// <summary>Whether the placeholders printed in the documentation's curl commands stand for the demo world's things.</summary>
    public bool DocsPlaceholders { get; init; } = true;

    /// <summary>Whether the header X-Fincore-Sim-Outcome is heeded; otherwise it is refused.</summary>
    public bool OutcomeHeader { get; init; } = true;

    /// <summary>How much a world keeps.</summary>
    public WorldLimits Limits { get; init; } = new();
}

/// <summary>How reason and reason_description are written where there is no reason.</summary>
public enum AbsentReason
{
    /// <summary>Left out: the page marks neither as required, and knows no null.</summary>
    Absent,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>An empty text.</summary>
    Empty,
}

/// <summary>How absent dates (deletedAt, blockedAt …) are written.</summary>
public enum AbsentDates
{
    /// <summary>As each page shows them: mostly the text "None", null in client-scoped webhooks.</summary>
    AsDocumented,

    /// <summary>The text "None" everywhere.</summary>
    None,

    /// <summary>JSON null everywhere.</summary>
    Null,
}

/// <summary>
/// How much a world keeps, so that memory stays bounded. What goes beyond is dropped, oldest first, counted and shown;
/// what may not be dropped (transactions, things that are registered) is refused instead.
/// </summary>
public sealed record WorldLimits
{
    /// <summary>Journal entries kept.</summary>
    public int JournalEntries { get; init; } = 20_000;

    /// <summary>Estimated bytes of journal kept.</summary>
    public long JournalBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Ledger entries kept; older ones are folded into the opening side.</summary>
    public int LedgerEntries { get; init; } = 100_000;

    /// <summary>Finished deliveries kept.</summary>
    public int Deliveries { get; init; } = 10_000;

    /// <summary>Estimated bytes of finished deliveries kept: mostly what receivers answered.</summary>
    public long DeliveryBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>Deliveries that wait; one more is cancelled at once, and counted.</summary>
    public int WaitingDeliveries { get; init; } = 20_000;

    /// <summary>
    /// Estimated bytes of deliveries that wait, beyond which one more is cancelled at once. From half of it on no bodies of
    /// answers are kept for them.
    /// </summary>
    public long WaitingDeliveryBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Idempotency records kept within their 24 hours.</summary>
    public int IdempotencyRecords { get; init; } = 200_000;

    /// <summary>Bytes of a request's body kept beside its idempotency record, for the difference that the control API shows.</summary>
    public int IdempotencyBodyBytes { get; init; } = 4096;

    /// <summary>Bytes of such bodies kept in all; those of the oldest records go first, the records stay.</summary>
    public long IdempotencyBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>Requests kept in the log of calls; none is kept where it is 0.</summary>
    public int Requests { get; init; } = 1_000;

    /// <summary>Estimated bytes of requests kept.</summary>
    public long RequestBytes { get; init; } = 8L * 1024 * 1024;

    /// <summary>Transactions; one more is refused.</summary>
    public int Transactions { get; init; } = 5_000_000;

    /// <summary>Clients, customers, accounts, instruments and webhooks, each; one more is refused.</summary>
    public int Registrations { get; init; } = 200_000;
}
