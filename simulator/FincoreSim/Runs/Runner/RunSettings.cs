using System.Collections.Concurrent;
using FincoreSim.Language.Model;
using FincoreSim.Outbound;
using FincoreSim.Runs.Bundles;
using FincoreSim.SampleIntegrator;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Runner;

/// <summary>How scenarios are run. Immutable.</summary>
internal sealed record RunSettings
{
    /// <summary>The variable with the integrator's base URL, where <c>--url</c> says nothing.</summary>
    public const string IntegratorVariable = "INTEGRATOR_URL";

    /// <summary>When the clock of a scenario begins that does not say: a fixed instant, so that equal runs are equal.</summary>
    public static readonly DateTimeOffset ClockDefault = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(-6));

    /// <summary>The seed of scenarios that have none of their own, and of the order of calls that are made at once.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Whether the seeds in the files give way to <see cref="Seed"/>: see <see cref="RunSeeds"/>.</summary>
    public bool OverridesSeeds { get; init; }

    /// <summary>How often each scenario runs; each time calls that are made at once get another order.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The seed of the order of calls that are made at once, in a repetition.</summary>
    public long SchedulingSeedOf(int repetition) => unchecked(Seed + repetition - 1);

    /// <summary>How many scenarios run at the same time.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>The base URL of the integrator; null: the sample integrator.</summary>
    public string? IntegratorUrl { get; init; }

    /// <summary>The hosts that scenarios may call beside the integrator; null: those that each file names.</summary>
    public ImmutableArray<HostAndPort>? Calls { get; init; }

    /// <summary>What the sample integrator gets wrong: nothing, or what its careless twin does.</summary>
    public Mistakes Mistakes { get; init; }

    /// <summary>What webhooks are authenticated with where a scenario says <c>${WEBHOOK_TOKEN}</c>.</summary>
    public string WebhookToken { get; init; } = "conformance-token";

    /// <summary>The folder into which failed runs leave their bundles; null: none are written.</summary>
    public string? BundleFolder { get; init; }

    /// <summary>Takes the bundle of a failed run, by the name of its file, in place of a folder; null: nobody does.</summary>
    public Func<string, RunBundle, KeptBundle>? TakeBundle { get; init; }

    /// <summary>Looks at the sandbox of each run that came to its end, before it is gone; null: nobody does.</summary>
    public Action<Sandbox>? AtEnd { get; init; }

    /// <summary>
    /// The names of the bundles so far, each with the run that it is of: the first of a scenario that fails is kept.
    /// </summary>
    public ConcurrentDictionary<string, RunResult> BundleNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How people let a scenario take more steps.</summary>
    public const string StepsOption = "run --max-steps";

    /// <summary>How people let a scenario take longer.</summary>
    public const string TimeOption = "run --max-time";

    /// <summary>How many steps one scenario may take, rounds counted.</summary>
    public long StepsMax { get; init; } = StepCount.Usual;

    /// <summary>How long one scenario may take, in real time.</summary>
    public TimeSpan TimeMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one call may take, in real time.</summary>
    public TimeSpan CallTimeMax { get; init; } = TimeSpan.FromSeconds(30);
}
