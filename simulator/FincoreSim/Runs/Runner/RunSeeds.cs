using FincoreSim.Worlds;

namespace FincoreSim.Runs.Runner;

/// <summary>The seeds of the sandboxes of a run. Stateless.</summary>
internal static class RunSeeds
{
    /// <summary>The settings with a seed as somebody asked for it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="asked">
    /// A number, or <c>random</c>: it overrides the files' seeds; <c>files</c>: it does not. Null: drawn where an integrator from
    /// outside is judged, since it remembers what it was told the last time.
    /// </param>
    public static RunSettings WithSeed(this RunSettings settings, string? asked) => asked switch
    {
        SeedWords.Files => settings,
        null when settings.IntegratorUrl is null => settings,
        null or SeedWords.Random => settings with { Seed = Seeds.Draw(), OverridesSeeds = true },
        _ => SeedWords.Read(asked) is { } seed ? settings with { Seed = seed, OverridesSeeds = true } : settings,
    };

    /// <summary>
    /// The seed of a sandbox: the file's, or that of the run where it has none. Where the run overrides the files' seeds, theirs
    /// are mixed in, so that rows of a matrix which differ in nothing else stay different; and for an integrator from outside,
    /// with its one memory, also whatever else tells two runs apart.
    /// </summary>
    public static long Of(PlannedRun planned, RunSettings settings, int repetition)
    {
        var own = planned.Scenario.Sandbox.Seed;
        if (!settings.OverridesSeeds)
        {
            return own ?? settings.Seed;
        }

        if (settings.IntegratorUrl is null)
        {
            return own is null ? settings.Seed : Seeds.Of($"{own} of {settings.Seed}");
        }

        return Seeds.Of($"{own} of {settings.Seed}, time {repetition} of {planned.Scenario.Name} #{planned.Occurrence}");
    }
}
