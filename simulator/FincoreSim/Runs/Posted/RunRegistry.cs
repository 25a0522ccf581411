using FincoreSim.Domain.Primitives;
using FincoreSim.Ground;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Posted;

/// <summary>
/// Runs posted files in the background and keeps what came of them: a few at a time, some that wait for their turn, and the last
/// ones that ended. All stop with the process. Thread-safe.
/// </summary>
internal sealed partial class RunRegistry : IAsyncDisposable
{
    /// <summary>How many files run at a time.</summary>
    public const int RunningMax = 4;

    /// <summary>How many files may be under way, waiting ones included; beyond, a file is refused.</summary>
    public const int UnderWayMax = 64;

    /// <summary>How many runs are kept; only those that have ended are dropped.</summary>
    public const int KeptMax = 200;

    /// <summary>How many results one file may have: combinations of its matrix, times repetitions.</summary>
    public const int ResultsMax = 1000;

    /// <summary>How many bytes the bundles of all runs that have ended may have together.</summary>
    private const long BundleBytesMax = 128 * 1024 * 1024;

    /// <summary>How long the end of the process waits for what it breaks off.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// How long a deletion waits for what it breaks off: for a bug, since all that a scenario waits for can be broken off.
    /// </summary>
    private static readonly TimeSpan DeletesWithin = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<PostedRun> _runs = [];
    private readonly SemaphoreSlim _turns = new(RunningMax, RunningMax);
    private readonly CancellationTokenSource _stop;
    private readonly ScenarioRunner _runner;
    private readonly TimeProvider _time;
    private readonly ILogger<RunRegistry> _log;
    private long _posted;
    private long _dropped;

    public RunRegistry(ScenarioRunner runner, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RunRegistry> log)
    {
        (_runner, _time, _log) = (runner, time, log);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
    }

    /// <summary>The runs that are kept, the newest first, and how many were dropped.</summary>
    public (ImmutableArray<PostedRun> NewestFirst, long Dropped) Read()
    {
        lock (_lock)
        {
            return ([.. _runs.AsEnumerable().Reverse()], _dropped);
        }
    }

    /// <summary>The run with this id.</summary>
    public PostedRun? Find(string id)
    {
        lock (_lock)
        {
            return _runs.Find(run => run.Id == id);
        }
    }

    /// <summary>Lets a file run; refused where <see cref="UnderWayMax"/> are under way.</summary>
    /// <param name="file">What is run.</param>
    /// <param name="settings">How; bundles are kept in memory, whatever it says.</param>
    public Outcome<PostedRun> Start(PostedFile file, RunSettings settings)
    {
        PostedRun run;
        lock (_lock)
        {
            if (_runs.Count(known => !known.Ended.IsCompleted) >= UnderWayMax)
            {
                return new Refusal(RefusalCode.LimitReached, $"scenario files under way ({UnderWayMax})")
                {
                    Conflict = new StateConflict($"{UnderWayMax} under way", [$"fewer than {UnderWayMax}"],
                        new Remedy(RemedyAction.WaitForAnyRun)),
                };
            }

            run = new PostedRun(string.Create(CultureInfo.InvariantCulture, $"run{++_posted:D6}"), file, settings, _time)
            {
                Number = _posted
            };
            _runs.Add(run);
        }

        Background.Run(
            () => Task.Run(() => PlayAsync(run, settings with { BundleFolder = null, TakeBundle = run.Bundles.Take })),
            bug => run.End(ProblemOf(run, bug)));
        return run;
    }

    /// <summary>Waits in real time until a run has ended, or the caller leaves, or the process stops.</summary>
    public async Task WaitAsync(PostedRun run, TimeSpan atMost, CancellationToken aborted)
    {
        if (atMost > TimeSpan.Zero && !run.Ended.IsCompleted)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _stop.Token);
            await run.Ended.WaitAsync(atMost, _time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Forgets a run. One that is under way is broken off, and has ended with its sandboxes when this returns; one that takes
    /// longer than <see cref="DeletesWithin"/> to end is running still, and goes on ending.
    /// </summary>
    /// <returns>What it was; null where there is none.</returns>
    public async Task<PostedRun?> DeleteAsync(string id)
    {
        PostedRun? run;
        lock (_lock)
        {
            run = _runs.Find(known => known.Id == id);
            if (run is null)
            {
                return null;
            }

            _runs.Remove(run);
        }

        await run.StopAsync();
        await run.Ended.WaitAsync(DeletesWithin, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.Ended.IsCompleted)
        {
            run.Dispose();
        }

        return run;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] open;
        lock (_lock)
        {
            open = [.. _runs.Select(run => run.Ended)];
        }

        var all = Task.WhenAll(open);
        await all.WaitAsync(StopsWithin, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        if (all.IsCompleted)
        {
            // Whoever still runs gives its turn back later, and nobody takes it.
            _turns.Dispose();
        }
    }

    private async Task PlayAsync(PostedRun run, RunSettings settings)
    {
        string? problem = null;
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping, _stop.Token);
            await _turns.WaitAsync(stop.Token);
            try
            {
                run.Begin();
                await _runner.RunAsync(run.File.Runs, settings, run.Take, stop.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or ObjectDisposedException
            && (run.Stopping.IsCancellationRequested || _stop.IsCancellationRequested))
        {
            // It was broken off, which its state tells: there are fewer results than there should be.
        }
        catch (Exception fault)
        {
            // A bug. No request is there that could be told; the log and the run's own answer are.
            problem = ProblemOf(run, fault);
        }

        run.End(problem);
        Trim();
    }

    private string ProblemOf(PostedRun run, Exception fault)
    {
        FaultLog(_log, fault, run.Id);
        return "Internal error of the simulator; its log has the details.";
    }

    private void Trim()
    {
        lock (_lock)
        {
            var old = _runs.Where(run => run.Ended.IsCompleted).Take(Math.Max(0, _runs.Count - KeptMax)).ToArray();
            foreach (var run in old)
            {
                _runs.Remove(run);
                run.Dispose();
                _dropped++;
            }

            var bytes = _runs.Sum(run => run.Bundles.Bytes);
            foreach (var run in _runs.Where(run => run.Ended.IsCompleted && run.Bundles.Bytes > 0))
            {
                if (bytes <= BundleBytesMax)
                {
                    break;
                }

                bytes -= run.Bundles.Bytes;
                run.Bundles.Clear();
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The scenarios of {Run} could not be run")]
    private static partial void FaultLog(ILogger log, Exception fault, string run);
}
