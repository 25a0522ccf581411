using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// Keeps every input of a world in the order of commitment, so that <see cref="WorldReplay"/> can repeat it. It goes on over the
/// lives of a sandbox: after <see cref="Restored"/> it observes the gate of the next life; a life that begins without it
/// interrupts the recording. Bounded: when it is full it keeps
/// the beginning, counts what it misses, and the recording says so. Thread-safe.
/// </summary>
/// <param name="inputsMax">How many inputs are kept.</param>
/// <param name="bytesMax">About how many bytes they may hold.</param>
public sealed class CommandRecorder(
    int inputsMax = CommandRecorder.InputsMax, long bytesMax = CommandRecorder.BytesMax) : GateObserver
{
    /// <summary>How many inputs are kept where nothing else is said.</summary>
    public const int InputsMax = 200_000;

    /// <summary>About how many bytes they may hold where nothing else is said.</summary>
    public const long BytesMax = 64L * 1024 * 1024;

    private const int InputBytes = 512;

    private readonly Lock _lock = new();
    private readonly List<RecordedInput> _inputs = [];
    private WorldGate? _gate;
    private bool _isDeciding;
    private bool _isInterrupted;
    private long _bytes;
    private long _missed;

    /// <summary>What was heard so far. Asked inside the gate, it is exactly what made the world as it is there.</summary>
    public Recording Read()
    {
        lock (_lock)
        {
            return new Recording([.. _inputs], _missed, _isInterrupted);
        }
    }

    /// <summary>Whether it listens to this gate, and only to it.</summary>
    public bool ListensTo(WorldGate gate)
    {
        lock (_lock)
        {
            return _gate == gate;
        }
    }

    /// <summary>The world is being kept under a name. Called inside the gate, so that no input comes between.</summary>
    /// <param name="name">The name.</param>
    public void Snapshotted(string name) => Keep(new RecordedSnapshot(name), InputBytes);

    /// <summary>
    /// The world goes on from what was kept under a name. What the life before still gets is nobody's any more, so it stops
    /// listening to its gate; the gate of the next life has to be observed before anyone enters it.
    /// </summary>
    /// <param name="name">The name.</param>
    public void Restored(string name)
    {
        WorldGate? left;
        lock (_lock)
        {
            (left, _gate) = (_gate, null);
        }

        // Outside of the own lock: a gate holds its own while it calls the recorder.
        left?.Forget(this);
        Keep(new RecordedRestore(name), InputBytes);
    }

    /// <inheritdoc/>
    public override void Attached(WorldGate gate, World world)
    {
        lock (_lock)
        {
            _isInterrupted |= _gate is not null;
            _gate = gate;
        }

        Keep(new RecordedBeginning(world.Now) { JournalAfter = world.State.Journal.NextSequence - 1 }, InputBytes);
    }

    /// <inheritdoc/>
    public override void Entering(DateTimeOffset now, Command command, long? causedBy)
    {
        // With nothing to take it changes nothing, and the sender asks all the time.
        if (command is not TakeDeliveries || _gate is not { HasWork: false })
        {
            Keep(new RecordedCommand(now, command, causedBy), WeightOf(command));
        }
    }

    /// <inheritdoc/>
    public override void Entering(DateTimeOffset now, PaymentRequest request) => Keep(
        new RecordedPayment(now, request),
        (request.Parsed.IsAccepted ? WeightOf(request.Parsed.Value) : InputBytes) + (request.Key?.Body.Length ?? 0));

    /// <inheritdoc/>
    public override void Concluded(World world)
    {
        lock (_lock)
        {
            if (_isDeciding)
            {
                _inputs[^1] = _inputs[^1] with { JournalAfter = world.State.Journal.NextSequence - 1 };
                _isDeciding = false;
            }
        }
    }

    /// <summary>Its texts are what can make a command big; a record prints them all.</summary>
    private static long WeightOf(Command command) =>
        InputBytes + (2L * command.ToString().Length) + (2L * InputBytes * RulesOf(command));

    private static int RulesOf(Command command) => command switch
    {
        ArmRules arm => arm.Rules.Length,
        ArmSources arm => arm.Sources.Sum(source => source.Rules.Length),
        _ => 0,
    };

    private void Keep(RecordedInput input, long bytes)
    {
        lock (_lock)
        {
            _isDeciding = false;
            if (_missed > 0 || _inputs.Count >= inputsMax || _bytes + bytes > bytesMax)
            {
                _missed++;
                return;
            }

            _bytes += bytes;
            _inputs.Add(input);
            _isDeciding = input is RecordedCommand or RecordedPayment;
        }
    }
}
