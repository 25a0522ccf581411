using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// One thing that a world got from outside, in the order in which the world took it: what is due comes from the world itself and
/// is no input. Immutable.
/// </summary>
public abstract record RecordedInput
{
    /// <summary>
    /// How many entries the journal had been given once the input was concluded; null where it never was, because deciding it
    /// failed. A replay that has another number here has left the way of the recording.
    /// </summary>
    public long? JournalAfter { get; init; }
}

/// <summary>
/// The recorder began to listen here, to the first life of the world or to the next one. Nothing happens; but what had happened
/// before is then not in the recording, and the number of journal entries shows whether a replay begins from the same.
/// </summary>
/// <param name="At">The world's UTC instant.</param>
public sealed record RecordedBeginning(DateTimeOffset At) : RecordedInput;

/// <summary>A command from outside.</summary>
/// <param name="At">The world's UTC instant at which it was decided.</param>
/// <param name="Command">The command.</param>
/// <param name="CausedBy">The journal entry that led to it.</param>
public sealed record RecordedCommand(DateTimeOffset At, Command Command, long? CausedBy) : RecordedInput;

/// <summary>A payment request, whether or not its body could be read.</summary>
/// <param name="At">The world's UTC instant at which it was decided.</param>
/// <param name="Request">The request.</param>
public sealed record RecordedPayment(DateTimeOffset At, PaymentRequest Request) : RecordedInput;

/// <summary>The world was kept as it was here, under a name; a later one of the same name takes its place.</summary>
/// <param name="Name">The name.</param>
public sealed record RecordedSnapshot(string Name) : RecordedInput;

/// <summary>The world went on from what was kept under a name.</summary>
/// <param name="Name">The name.</param>
public sealed record RecordedRestore(string Name) : RecordedInput;

/// <summary>What a recorder heard. Immutable.</summary>
/// <param name="Inputs">The inputs, in order.</param>
/// <param name="Missed">How many inputs came after the recorder was full: above 0 the recording is only the beginning.</param>
/// <param name="IsInterrupted">Whether the world was exchanged for another one that the recorder was not told of.</param>
public sealed record Recording(ImmutableArray<RecordedInput> Inputs, long Missed = 0, bool IsInterrupted = false);
