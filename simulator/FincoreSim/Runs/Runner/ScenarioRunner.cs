using System.Collections.Concurrent;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Switches;
using FincoreSim.Language.Yaml;
using FincoreSim.Outbound;
using FincoreSim.Runs.Bundles;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;
using Microsoft.AspNetCore.Hosting.Server;

namespace FincoreSim.Runs.Runner;

/// <summary>A scenario of a file that shall run.</summary>
/// <param name="File">The file.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="Text">The file's bytes, for the bundle.</param>
internal sealed record PlannedRun(string File, Scenario Scenario, ReadOnlyMemory<byte> Text)
{
    /// <summary>Which it is of those that have its name, from 1.</summary>
    public int Occurrence { get; init; } = 1;
}

/// <summary>
/// Runs scenarios, each in a sandbox of its own that ends with it; those that use a sandbox of the process by name one after the
/// other, each from a reset. Thread-safe.
/// </summary>
internal sealed class ScenarioRunner(
    SandboxRegistry sandboxes, IServer server, TimeProvider time, SampleIntegrators integrators, OutboundPolicy outbound)
    : IDisposable
{
    private readonly RunHttp _http = new(time, outbound);
    private readonly SemaphoreSlim _named = new(1, 1);
    private readonly ConcurrentDictionary<RunContext, (PlannedRun Run, long Started)> _running = new();

    /// <summary>What is running now, with the line where it is and how long it has taken, the longest first.</summary>
    public IEnumerable<(PlannedRun Run, Position At, TimeSpan Took)> Running => _running
        .Select(entry => (entry.Value.Run, entry.Key.Doing?.At ?? Position.Start, time.GetElapsedTime(entry.Value.Started)))
        .OrderByDescending(entry => entry.Item3);

    /// <summary>Runs scenarios, as often and as many at a time as the settings say.</summary>
    /// <param name="planned">The scenarios.</param>
    /// <param name="settings">How they are run.</param>
    /// <param name="ended">Called with each result, as it comes.</param>
    /// <param name="stop">Breaks all off.</param>
    /// <returns>The results in the order of the files and repetitions.</returns>
    public async Task<ImmutableArray<RunResult>> RunAsync(
        ImmutableArray<PlannedRun> planned, RunSettings settings, Action<RunResult> ended, CancellationToken stop)
    {
        var counted = Counted(planned);
        var jobs = Enumerable.Range(1, settings.Repeat)
            .SelectMany(repetition => counted.Select(run => (run, repetition))).ToArray();
        var results = new RunResult[jobs.Length];
        var draws = new SeededDraws(settings.Seed);
        var order = settings.Repeat == 1
            ? Enumerable.Range(0, jobs.Length)
            : Enumerable.Range(0, jobs.Length).OrderBy(job => draws.Fraction("order", job)).ThenBy(job => job);
        await Parallel.ForEachAsync(
            order,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = stop },
            async (job, cancelled) =>
            {
                results[job] = await RunOneAsync(jobs[job].run, settings, jobs[job].repetition, cancelled);
                ended(results[job]);
            });
        return [.. results];
    }

    /// <summary>The same, each with its number among those of its name.</summary>
    private static PlannedRun[] Counted(ImmutableArray<PlannedRun> planned)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. planned.Select(run => run with { Occurrence = Count(run.Scenario.Name) })];

        int Count(string name) => names[name] = names.GetValueOrDefault(name) + 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _named.Dispose();
    }

    private async Task<RunResult> RunOneAsync(PlannedRun planned, RunSettings settings, int repetition, CancellationToken stop)
    {
        var plan = planned.Scenario.Sandbox;
        if (planned.Scenario.NamesIntegrator && settings.IntegratorUrl is { } url
            && await _http.UnreachableAsync(url, stop) is { } problem)
        {
            return Unable(planned, settings, repetition, problem);
        }

        if (plan.Use is null)
        {
            var made = MakeSandbox(planned.Scenario, RunSeeds.Of(planned, settings, repetition));
            if (!made.IsAccepted)
            {
                return Unable(planned, settings, repetition, $"no sandbox can be made: {StepAnswer.Of(made)}");
            }

            try
            {
                return await RunInAsync(made.Value, planned, settings, repetition, stop);
            }
            finally
            {
                sandboxes.Delete(made.Value.Id);
            }
        }

        if (sandboxes.Find(plan.Use) is not { } named)
        {
            return Unable(planned, settings, repetition, $"there is no sandbox '{plan.Use}' in this process");
        }

        await _named.WaitAsync(stop);
        try
        {
            named.HasStandingRules = false;
            named.Reset();
            return await RunInAsync(named, planned, settings, repetition, stop);
        }
        finally
        {
            named.ForgetObservers();
            named.HasStandingRules = true;
            named.Reset();
            _named.Release();
        }
    }

    private Outcome<Sandbox> MakeSandbox(Scenario scenario, long seed)
    {
        var plan = scenario.Sandbox;
        if (plan.Snapshot is { } id)
        {
            return sandboxes.FindSnapshot(id) is { } snapshot
                ? sandboxes.Create(scenario.Name, snapshot.Seed, WorldTemplate.From(snapshot), snapshot.Clock, new WorldOptions(),
                    hasStandingRules: false)
                : new Refusal(RefusalCode.NotFound, $"Snapshot {id}");
        }

        var options = plan.Switches.ValueKind == JsonValueKind.Object
            ? OptionSwitches.Change(new WorldOptions(), plan.Switches)
            : new WorldOptions();
        return options.IsAccepted
            ? sandboxes.Create(
                scenario.Name, seed, plan.Template is { } template ? WorldTemplate.Find(template)! : WorldTemplate.Empty,
                ClockOf(plan), options.Value, hasStandingRules: false)
            : options.Refusal;
    }

    private async Task<RunResult> RunInAsync(
        Sandbox sandbox, PlannedRun planned, RunSettings settings, int repetition, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var late = new CancellationTokenSource(settings.TimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop, sandbox.Deleted);
        var book = await integrators.OpenAsync(planned.Scenario, settings, either.Token);
        try
        {
            var recorder = new CommandRecorder();
            var context = Prepare(sandbox, planned, settings, repetition, book, recorder, either);
            if (UsedSandboxes.Adapt(sandbox, planned, settings, repetition) is { } refusal)
            {
                return Unable(planned, settings, repetition, refusal);
            }

            _running[context] = (planned, started);
            var failure = await FailureAsync(context);
            stop.ThrowIfCancellationRequested();
            var result = ResultOf(sandbox, planned, settings, repetition, failure) with { Took = time.GetElapsedTime(started) };
            return failure is null ? result : RunBundles.Keep(result, sandbox, recorder, planned, settings);
        }
        finally
        {
            (sandbox.Traffic, sandbox.Requests.Added) = (null, null);
            integrators.Close(book);
        }
    }

    private async Task<RunFailure?> FailureAsync(RunContext context)
    {
        try
        {
            return await new ScenarioRun(context).RunAsync();
        }
        finally
        {
            // What happens from now on is no part of the run, and there is nothing left to break off.
            context.Watching.Begin(null, () => { });
            _running.TryRemove(context, out _);
        }
    }

    private RunContext Prepare(Sandbox sandbox, PlannedRun planned, RunSettings settings, int repetition, IntegratorBook? book,
        CommandRecorder recorder, CancellationTokenSource stop)
    {
        var hosts = AllowedHosts.Of(BaseUrl, book?.Url, settings.Calls, planned.Scenario.Sandbox.AllowHosts);
        var watching = new RunWatching();
        sandbox.Traffic = new Traffic { MaySendTo = hosts.Allows, CallsBefore = sandbox.Requests.Counts.Newest };
        watching.Restart(sandbox.Read(world => world.State.Journal.NextSequence - 1));
        sandbox.Observe(watching);
        sandbox.Observe(recorder);
        return new RunContext
        {
            Scenario = planned.Scenario,
            Sandbox = sandbox,
            Settings = settings,
            Traffic = sandbox.Traffic,
            SimulatorUrl = BaseUrl,
            IntegratorUrl = book?.Url,
            Hosts = hosts,
            Repetition = repetition,
            Http = _http,
            Time = time,
            Stop = stop,
            Watching = watching,
            Snapshotted = recorder.Snapshotted,
            Restored = recorder.Restored,
        };
    }

    private static RunResult ResultOf(
        Sandbox sandbox, PlannedRun planned, RunSettings settings, int repetition, RunFailure? failure) => new()
        {
            File = planned.File,
            Scenario = planned.Scenario,
            Repetition = repetition,
            Verdict = failure is null ? RunVerdict.Passed : failure.IsEnvironment ? RunVerdict.Unable : RunVerdict.Failed,
            Failure = failure,
            Took = TimeSpan.Zero,
            Seed = sandbox.Gate.Inspect(world => world.State.Seed),
            RunSeed = settings.OverridesSeeds ? settings.Seed : null,
            Clock = sandbox.Settings.Clock.Start ?? sandbox.CreatedAt,
            Fingerprint = sandbox.Gate.Inspect(world => world.Broken is null ? Fingerprint.Of(world.State) : null),
            Journal = failure is null ? [] : ScenarioRun.JournalOf(sandbox),
        };

    private static RunResult Unable(PlannedRun planned, RunSettings settings, int repetition, string why) => new()
    {
        File = planned.File,
        Scenario = planned.Scenario,
        Repetition = repetition,
        Verdict = RunVerdict.Unable,
        Failure = new RunFailure(Position.Start, why) { IsEnvironment = true },
        Took = TimeSpan.Zero,
        Seed = RunSeeds.Of(planned, settings, repetition),
        RunSeed = settings.OverridesSeeds ? settings.Seed : null,
        Clock = planned.Scenario.Sandbox.Clock ?? RunSettings.ClockDefault,
    };

    private static ClockSettings ClockOf(SandboxPlan plan) =>
        new(plan.Mode ?? ClockMode.Frozen, plan.Clock ?? RunSettings.ClockDefault, plan.Scale ?? 1);

    /// <summary>Where this process is reached from the machine itself.</summary>
    private string BaseUrl => OwnAddress.Of(server);
}
