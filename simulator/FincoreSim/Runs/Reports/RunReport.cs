using FincoreSim.Ground;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Reports;

/// <summary>A file that could not be used.</summary>
/// <param name="File">The file.</param>
/// <param name="Problems">Its errors.</param>
internal sealed record WrongFile(string File, ImmutableArray<Problem> Problems)
{
    /// <summary>What it makes the exit code be.</summary>
    public int ExitCode { get; init; } = ExitCodes.WrongInput;
}

/// <summary>Everything that one call of the runner came to. Immutable.</summary>
/// <param name="Results">The runs, in the order of the files.</param>
/// <param name="Wrong">The files that could not be used.</param>
/// <param name="ArmedOnly">The files that have rules only, and so nothing to run.</param>
/// <param name="Took">How long it took, in real time.</param>
internal sealed record RunReport(
    ImmutableArray<RunResult> Results, ImmutableArray<WrongFile> Wrong, ImmutableArray<string> ArmedOnly, TimeSpan Took)
{
    /// <summary>How many runs ended so.</summary>
    public int Count(RunVerdict verdict) => Results.Count(result => result.Verdict == verdict);

    /// <summary>The exit code: a wrong file first, then the surroundings, then what failed.</summary>
    public int ExitCode => Wrong.Any(file => file.ExitCode == ExitCodes.WrongInput) ? ExitCodes.WrongInput
        : Wrong.Length > 0 || Count(RunVerdict.Unable) > 0 ? ExitCodes.Environment
        : Count(RunVerdict.Failed) > 0 ? ExitCodes.Failed
        : ExitCodes.Ok;

    /// <summary>
    /// The scenarios whose repetitions ended with different fingerprints, though nothing in them races and their clocks stood.
    /// </summary>
    public IEnumerable<(RunResult First, int Different)> Unsteady => Results
        .Where(result => result.Scenario is { HasRaces: false, IsInRealTime: false })
        .GroupBy(result => (result.File, result.Scenario.Name, result.Seed))
        .Select(group => (group.First(), group.Select(result => result.Fingerprint).Distinct().Count()))
        .Where(entry => entry.Item2 > 1);
}
