using System.Collections.Concurrent;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Model;
using FincoreSim.Outbound;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Runner;

/// <summary>What every step of one run works with: the sandbox, the addresses, the bounds. Thread-safe.</summary>
internal sealed class RunContext
{
    /// <summary>How many bytes the answers may have that have a name for the rest of the scenario.</summary>
    private const long AnswerBytesMax = 64L * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Guid?> _firstTransactions = new(StringComparer.Ordinal);
    private long _answerBytes;
    private long _calls;

    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The sandbox.</summary>
    public required Sandbox Sandbox { get; init; }

    /// <summary>How scenarios are run.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>What is seen of the calls to the sandbox.</summary>
    public required Traffic Traffic { get; init; }

    /// <summary>The base URL of the simulator, without a slash at the end.</summary>
    public required string SimulatorUrl { get; init; }

    /// <summary>The base URL of the integrator, without a slash at the end; null where the scenario names none.</summary>
    public required string? IntegratorUrl { get; init; }

    /// <summary>Which hosts may be called.</summary>
    public required AllowedHosts Hosts { get; init; }

    /// <summary>The repetition, from 1.</summary>
    public required int Repetition { get; init; }

    /// <summary>Makes the exchanges.</summary>
    public required RunHttp Http { get; init; }

    /// <summary>The wall clock, for waiting.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the run's time is over, it is broken off, or something happened that must never happen.</summary>
    public required CancellationTokenSource Stop { get; init; }

    /// <summary>
    /// The id of the first account of <c>given</c>, from which the integrator pays; null: the first of the client.
    /// </summary>
    public Guid? FirstAccount { get; set; }

    /// <summary>The step that was begun last; null before the first.</summary>
    public Step? Doing { get; set; }

    /// <summary>The snapshots by name, each with the number of the last journal entry then.</summary>
    public Dictionary<string, (Snapshot Snapshot, long Position)> Snapshots { get; } = new(StringComparer.Ordinal);

    /// <summary>The probes of the integrator's book.</summary>
    public ImmutableArray<OneEffectWatch> Probes => [.. Scenario.Always.OfType<OneEffectWatch>()];

    /// <summary>Told the name of each snapshot that is taken.</summary>
    public Action<string> Snapshotted { get; init; } = _ => { };

    /// <summary>Told the name of each snapshot that the world goes back to, just before it does.</summary>
    public Action<string> Restored { get; init; } = _ => { };

    /// <summary>What is watched through the run.</summary>
    public required RunWatching Watching { get; init; }

    /// <summary>The draws of the scenario's own amounts.</summary>
    public SeededDraws Draws => Sandbox.Read(world => new SeededDraws(world.State.Seed));

    /// <summary>The draws of the order of calls that are made at once: another one in each repetition.</summary>
    public SeededDraws Scheduling => new(Settings.SchedulingSeedOf(Repetition));

    /// <summary>The client in whose place the scenario acts: the sandbox's first.</summary>
    public ClientId Client => Sandbox.Read(world => world.State.Clients.OldestFirst().First().Id);

    /// <summary>Counts an answer that has a name for the rest of the scenario; ends it where they hold too much.</summary>
    public void KeepAnswer(StepAnswer answer)
    {
        if (Interlocked.Add(ref _answerBytes, 4L * answer.Body.Length) > AnswerBytesMax)
        {
            throw new ScenarioStopped($"the answers that have names hold more than {AnswerBytesMax} bytes");
        }
    }

    /// <summary>The transaction that the first call with this key told of: what this one does, where none came before.</summary>
    public Guid? FirstTransaction(string key, StepAnswer answer) => _firstTransactions.GetOrAdd(key, answer.TransactionId);

    /// <summary>
    /// The transaction that the first call with a key made, also where its answer was lost; null where it made none.
    /// </summary>
    public Guid? TransactionOf(string? key, Guid? first) => first ?? (Guid.TryParse(key, out var id)
        ? Sandbox.Read(world => world.State.Idempotency.All
            .Where(record => record.Key.Key == id && record.Answer.Outcome.IsAccepted)
            .Select(record => (Guid?)record.Answer.Outcome.Value.Id.Value).FirstOrDefault())
        : null);

    /// <summary>A name for the next call of the run, which tells the sandbox that it may reach.</summary>
    public string NextCallName() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sandbox.Id}/{Interlocked.Increment(ref _calls)}");
}
