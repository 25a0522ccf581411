using FincoreSim.ScenarioFiles;

namespace FincoreSim.Runs;

/// <summary>The scenarios of some files and folders. Immutable.</summary>
/// <param name="Runs">Those that can run.</param>
/// <param name="Wrong">The files that cannot be used.</param>
/// <param name="ArmedOnly">The files that have rules only.</param>
/// <param name="Warnings">The warnings of all files.</param>
internal sealed record ScenarioSet(
    ImmutableArray<PlannedRun> Runs, ImmutableArray<WrongFile> Wrong, ImmutableArray<string> ArmedOnly, ImmutableArray<Problem> Warnings)
{
    /// <summary>Reads files, and the YAML files below folders.</summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="tags">Only scenarios with one of these tags; empty: all.</param>
    public static ScenarioSet Load(IEnumerable<string> paths, ImmutableArray<string> tags) => Of(
        paths.SelectMany(LintCommand.FilesOf).Distinct().Select(file => (file, (ReadOnlyMemory<byte>)File.ReadAllBytes(file))), tags);

    /// <summary>Reads texts.</summary>
    public static ScenarioSet Of(IEnumerable<(string Name, ReadOnlyMemory<byte> Text)> files, ImmutableArray<string> tags)
    {
        var runs = ImmutableArray.CreateBuilder<PlannedRun>();
        var wrong = ImmutableArray.CreateBuilder<WrongFile>();
        var armedOnly = ImmutableArray.CreateBuilder<string>();
        var warnings = ImmutableArray.CreateBuilder<Problem>();
        foreach (var (name, text) in files)
        {
            var loaded = ScenarioLoader.Load(name, text);
            warnings.AddRange(loaded.Problems.Where(problem => problem.Severity == Severity.Warning));
            if (loaded.File is not { } file)
            {
                wrong.Add(new WrongFile(name, [.. loaded.Problems.Where(problem => problem.Severity == Severity.Error)]));
            }
            else if (!file.Scenarios.Any(scenario => scenario.IsRunnable))
            {
                armedOnly.Add(name);
            }
            else
            {
                runs.AddRange(file.Scenarios
                    .Where(scenario => scenario.IsRunnable && (tags.IsEmpty || scenario.Tags.Any(tag => tags.Contains(tag))))
                    .Select(scenario => new PlannedRun(name, scenario, text)));
            }
        }

        return new ScenarioSet(runs.ToImmutable(), wrong.ToImmutable(), armedOnly.ToImmutable(), warnings.ToImmutable());
    }
}
