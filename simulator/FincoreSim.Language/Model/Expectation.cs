using FincoreSim.Language.Kinds;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>How the answer to a call must be. Immutable.</summary>
internal sealed record AnswerMatch
{
    /// <summary>status, code, message, reason, detail, took, json and headers, with what they must be.</summary>
    public ImmutableArray<MemberMatcher> Members { get; init; } = [];

    /// <summary>Whether the connection must be lost (true) or not; null: as long as nothing else is asked for, either.</summary>
    public bool? IsConnectionLost { get; init; }

    /// <summary>Whether the answer must be that of an earlier call with the same key.</summary>
    public bool? IsReplayed { get; init; }

    /// <summary>The transaction that it must tell of; <c>first</c> is that of the first call with the same key.</summary>
    public Operand? SameTransactionAs { get; init; }
}

/// <summary>How many of many answers must be so.</summary>
/// <param name="Answer">How they are.</param>
/// <param name="Count">How many; null: those that no other outcome takes, at least one.</param>
internal sealed record OutcomeCount(AnswerMatch Answer, Matcher? Count);

/// <summary>Something that must be true. Immutable.</summary>
/// <param name="At">Where it stands.</param>
internal abstract record Expectation(Position At);

/// <summary>Transactions that match.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Fields">How they must be.</param>
/// <param name="Count">How many; null: one for <paramref name="IsOne"/>, else at least one.</param>
/// <param name="IsOne">Whether it is about exactly one.</param>
internal sealed record TransactionExpectation(
    Position At, ImmutableArray<MemberMatcher> Fields, Matcher? Count, bool IsOne) : Expectation(At);

/// <summary>Webhooks that were queued, and whether they arrived.</summary>
internal sealed record WebhookExpectation(Position At) : Expectation(At)
{
    /// <summary>Whether it is about exactly one.</summary>
    public bool IsOne { get; init; }

    /// <summary>What they must be of: a transaction; null: anything.</summary>
    public Operand? Of { get; init; }

    /// <summary>type, status (of their body), body, url … with what they must be.</summary>
    public ImmutableArray<MemberMatcher> Fields { get; init; } = [];

    /// <summary>The statuses of their bodies, each of which must be there.</summary>
    public ImmutableArray<Template> Statuses { get; init; } = [];

    /// <summary>Whether the statuses must come in this order and no others.</summary>
    public bool IsInOrder { get; init; }

    /// <summary>count, delivered, undelivered and attempts, with what they must be.</summary>
    public ImmutableArray<MemberMatcher> Counts { get; init; } = [];
}

/// <summary>What the integrator sent to us.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Method">The method; null for any.</param>
/// <param name="Path">The path; null for any.</param>
/// <param name="Fields">status, key, body … with what they must be.</param>
/// <param name="Count">How many; null: at least one.</param>
internal sealed record CallsExpectation(
    Position At, string? Method, Template? Path, ImmutableArray<MemberMatcher> Fields, Matcher? Count) : Expectation(At)
{
    /// <summary>Whether they must all have the same Idempotency-Key.</summary>
    public bool IsSameKey { get; init; }

    /// <summary>Whether they must all have the same body.</summary>
    public bool IsSameBody { get; init; }

    /// <summary>Calls that must come in this order, whatever lies between them; empty where nothing is asked.</summary>
    public ImmutableArray<RequestLine> Order { get; init; } = [];
}

/// <summary>What the integrator replied to our webhooks.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Of">The transaction that the webhooks tell of; null: any.</param>
/// <param name="Type">The type of the webhooks; null: any.</param>
/// <param name="Some">How at least one must be; null where nothing is asked.</param>
/// <param name="All">How every one must be; null where nothing is asked.</param>
/// <param name="Count">How many; null: at least one.</param>
internal sealed record AnswersExpectation(
    Position At, Operand? Of, Matcher? Type, AnswerMatch? Some, AnswerMatch? All, Matcher? Count) : Expectation(At)
{
    /// <summary>Whether every copy of a message must be answered with the same status.</summary>
    public bool IsSame { get; init; }
}

/// <summary>Balances of an account: is and available, posted, pending.</summary>
internal sealed record BalanceExpectation(Position At, Operand Of, ImmutableArray<MemberMatcher> Fields) : Expectation(At);

/// <summary>What became of an idempotency key: conflicts, replays, requests.</summary>
internal sealed record IdempotencyExpectation(Position At, Template Key, ImmutableArray<MemberMatcher> Fields) : Expectation(At);

/// <summary>Asks the integrator, and looks at its answer.</summary>
internal sealed record CallExpectation(Position At, HttpCall Call, AnswerMatch Answer) : Expectation(At);

/// <summary>What is watched through the whole run. Immutable.</summary>
/// <param name="At">Where it stands.</param>
internal abstract record Watch(Position At);

/// <summary>Every entry of the ledger has its counterpart, and the other invariants of the world hold.</summary>
internal sealed record LedgerWatch(Position At) : Watch(At);

/// <summary>No balance is below zero.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Account">The account; null for all.</param>
internal sealed record NoNegativeBalanceWatch(Position At, Operand? Account) : Watch(At);

/// <summary>The integrator books each webhook once: a list that it answers has so many entries for an id_msg.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Probe">The URL, with <c>${webhook.id_msg}</c>.</param>
/// <param name="Length">How many entries.</param>
internal sealed record OneEffectWatch(Position At, Template Probe, Matcher Length) : Watch(At);

/// <summary>Something that is looked for in every event.</summary>
internal sealed record ExpectationWatch(Position At, Expectation Wanted) : Watch(At);
