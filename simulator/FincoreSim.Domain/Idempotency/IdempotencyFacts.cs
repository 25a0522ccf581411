using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Idempotency;

/// <summary>A key was used for the first time, and its answer kept.</summary>
/// <param name="Record">The record.</param>
/// <param name="Body">The beginning of the first body.</param>
public sealed record KeyRecorded(IdempotencyRecord Record, ReadOnlyMemory<byte> Body) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "idempotency_key_recorded";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("key", Record.Key.Key.ToString())];

    /// <inheritdoc/>
    public override int Weight => base.Weight + Body.Length;

    internal override void ApplyTo(WorldState state) => state.Idempotency.Add(Record, Body, Record.FirstAt, state.Options.Limits);
}

/// <summary>A key was used again, or its first answer was given at last.</summary>
/// <param name="Record">The record as it is now.</param>
/// <param name="What">What happened: <c>replayed</c>, <c>conflict</c>, <c>in_progress</c>, <c>answered</c>.</param>
public sealed record KeyUsedAgain(IdempotencyRecord Record, string What) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "idempotency_key_used_again";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("key", Record.Key.Key.ToString()), new("what", What)];

    /// <inheritdoc/>
    public override int Weight => base.Weight + Record.LastConflictingBody.Length;

    internal override void ApplyTo(WorldState state) => state.Idempotency.Replace(Record, state.Options.Limits);
}

/// <summary>A key was refused because it is not what the guide's formula gives for the body; nothing is kept of it.</summary>
/// <param name="Key">The key that was sent.</param>
/// <param name="Operation">The operation: <c>money_out</c>.</param>
/// <param name="Expected">What it would have to be.</param>
public sealed record KeyNotDerived(Guid Key, string Operation, ExpectedKey? Expected) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "idempotency_key_not_derived";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("key", Key.ToString()), new("operation", Operation), new("expected_key", Expected?.Key.ToString()),
        new("canonical", Expected?.Canonical), new("canonical_is_cut", Expected is { IsCut: true } ? "true" : null),
    ];

    /// <inheritdoc/>
    public override int Weight => base.Weight + (2 * (Expected?.Canonical.Length ?? 0));

    internal override void ApplyTo(WorldState state)
    {
        // A refusal changes nothing; that it was noted is all.
    }
}

/// <summary>An answer that hung is given: from now on its key is replayed.</summary>
/// <param name="Key">The key.</param>
/// <param name="FirstAt">UTC instant of the first request, by which an older use of the key is told apart.</param>
public sealed record GiveAnswer(IdempotencyKey Key, DateTimeOffset FirstAt) : Command<Done>, IDueCommand
{
    /// <inheritdoc/>
    public override string Name => "answer";

    internal override Outcome<Done> Decide(Draft draft)
    {
        if (draft.State.Idempotency.Find(Key, draft.Now) is not { } record || record.FirstAt != FirstAt)
        {
            return new Refusal(RefusalCode.NotFound, "Idempotency key");
        }

        draft.Add(new KeyUsedAgain(record with { IsAnswered = true }, "answered"));
        return default(Done);
    }
}
