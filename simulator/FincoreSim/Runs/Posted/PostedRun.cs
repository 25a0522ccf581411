using FincoreSim.Language.Model;
using FincoreSim.Runs.Bundles;
using FincoreSim.Runs.Reports;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Posted;

/// <summary>A scenario file that was sent to be run, and can be. Immutable.</summary>
/// <param name="File">How it is called in messages.</param>
/// <param name="Name">The name that it gives itself.</param>
/// <param name="Runs">Its scenarios: one for each combination of its matrix.</param>
/// <param name="Warnings">What is odd about it, as compilers write it.</param>
internal sealed record PostedFile(string File, string Name, ImmutableArray<PlannedRun> Runs, ImmutableArray<string> Warnings);

/// <summary>Where a posted file is in its run.</summary>
internal enum PostedRunState
{
    /// <summary>It runs, or waits for its turn.</summary>
    Running,

    /// <summary>Every run of its scenarios passed.</summary>
    Passed,

    /// <summary>At least one failed, and each could run.</summary>
    Failed,

    /// <summary>The surroundings did not allow at least one.</summary>
    Unable,

    /// <summary>It was broken off before its end.</summary>
    Stopped,
}

/// <summary>
/// The run of a posted file: what came of it so far. Of the scenarios it keeps no more than reports show, and the journal of the
/// first results only that did not pass; it counts what it drops. Thread-safe.
/// </summary>
internal sealed class PostedRun : IDisposable
{
    /// <summary>Of how many results that did not pass the journal is kept.</summary>
    public const int JournalsMax = 10;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly RunResult?[] _results;
    private readonly int _scenarios;
    private readonly string? _integrator;
    private PostedFile _file;
    private PostedRunState _state;
    private long? _started;
    private TimeSpan? _took;
    private int _journals;

    /// <summary>A run that has not begun.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="file">What is run.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="time">The wall clock.</param>
    public PostedRun(string id, PostedFile file, RunSettings settings, TimeProvider time)
    {
        (Id, _file, _time, _scenarios) = (id, file, time, file.Runs.Length);
        _results = new RunResult?[file.Runs.Length * settings.Repeat];
        Seed = settings.OverridesSeeds ? settings.Seed : null;
        _integrator = settings.IntegratorUrl;
        CreatedAt = time.GetUtcNow();
        Bundles = new BundleShelf($"/_sim/scenarios/{id}/bundles/");
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its number, from 1, in the order in which files were posted.</summary>
    public required long Number { get; init; }

    /// <summary>The seed that overrides those of the file; null: it has its own.</summary>
    public long? Seed { get; }

    /// <summary>What is run; without the scenarios once it has ended.</summary>
    public PostedFile File => Volatile.Read(ref _file);

    /// <summary>Wall-clock UTC instant at which it was posted.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>How many results there will be.</summary>
    public int Total => _results.Length;

    /// <summary>The bundles of those that did not pass.</summary>
    public BundleShelf Bundles { get; }

    /// <summary>Completes when it has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Cancelled when it is told to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Why the simulator could not go on with it, a bug of its own; null where it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many journals were dropped.</summary>
    public int JournalsDropped { get; private set; }

    /// <summary>Its turn has come.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _started = _time.GetTimestamp();
        }
    }

    /// <summary>Takes a result.</summary>
    public void Take(RunResult result)
    {
        lock (_lock)
        {
            var isDropped = result.Verdict != RunVerdict.Passed && ++_journals > JournalsMax;
            JournalsDropped += isDropped ? 1 : 0;
            var index = _file.Runs.TakeWhile(run => !ReferenceEquals(run.Scenario, result.Scenario)).Count();
            _results[((result.Repetition - 1) * _scenarios) + index] =
                result with { Scenario = ForReports(result.Scenario), Journal = isDropped ? [] : result.Journal };
        }
    }

    /// <summary>It has ended.</summary>
    /// <param name="problem">Why the simulator could not go on; null where it could.</param>
    public void End(string? problem)
    {
        lock (_lock)
        {
            var results = Array.FindAll(_results, result => result is not null);
            _took = Took;
            Problem = problem;
            _state = problem is not null ? PostedRunState.Unable
                : results.Length < Total ? PostedRunState.Stopped
                : Array.Exists(results, result => result!.Verdict == RunVerdict.Unable) ? PostedRunState.Unable
                : Array.Exists(results, result => result!.Verdict == RunVerdict.Failed) ? PostedRunState.Failed
                : PostedRunState.Passed;
            Volatile.Write(ref _file, _file with { Runs = [] });
        }

        _ended.TrySetResult();
    }

    /// <summary>Where it is, and what came of it so far.</summary>
    public (PostedRunState State, RunReport Report) Read()
    {
        lock (_lock)
        {
            var isBundled = Bundles.Bytes > 0;
            return (_state,
                new RunReport(
                    [.. _results.OfType<RunResult>().Select(result => isBundled ? result : result with { Bundle = null })],
                    [], [], Took)
                { Began = CreatedAt, Integrator = _integrator });
        }
    }

    /// <summary>Breaks it off; <see cref="Ended"/> completes when nothing of it runs any more.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private TimeSpan Took => _took ?? (_started is { } started ? _time.GetElapsedTime(started) : TimeSpan.Zero);

    private static Scenario ForReports(Scenario scenario) => scenario with
    {
        Given = new GivenPlan(),
        Rules = [],
        Setup = [],
        Steps = [],
        Expect = [],
        Never = [],
        Always = [],
    };
}
