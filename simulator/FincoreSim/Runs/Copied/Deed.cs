using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Runs.Copied;

/// <summary>One thing that somebody did: a command by hand or a call of the API, with what the journal has of it.</summary>
/// <param name="Sequence">Its place in the journal: its first entry, or the one before it where it wrote none.</param>
/// <param name="At">UTC instant, of the world's time.</param>
internal sealed record Deed(long Sequence, DateTimeOffset At)
{
    /// <summary>What the journal begins it with: accepted, refused, or a key that was used again; null where it wrote nothing.</summary>
    public Fact? Head { get; init; }

    /// <summary>What it caused.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>The idempotency key that it was the first to use.</summary>
    public IdempotencyRecord? Key { get; init; }

    /// <summary>The call, as the log has it; null where it was done by hand, or is kept no more.</summary>
    public LoggedRequest? Call { get; init; }

    /// <summary>Whether something that was due ran between the deed before and this one.</summary>
    public bool HasRunBefore { get; init; }

    /// <summary>The command that was accepted; null where none was.</summary>
    public string? Command => (Head as CommandAccepted)?.Command;

    /// <summary>The first fact of a kind; null where there is none.</summary>
    public T? Find<T>()
        where T : Fact => Facts.OfType<T>().FirstOrDefault();
}
