using FincoreSim.Disk;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Reports;

namespace FincoreSim.Runs.Runner;

/// <summary>The scenarios of some files and folders. Immutable.</summary>
/// <param name="Runs">Those that can run.</param>
/// <param name="Wrong">The files that cannot be used.</param>
/// <param name="ArmedOnly">The files that have rules only.</param>
/// <param name="Warnings">The warnings of all files.</param>
internal sealed record ScenarioSet(
    ImmutableArray<PlannedRun> Runs, ImmutableArray<WrongFile> Wrong, ImmutableArray<string> ArmedOnly,
    ImmutableArray<Problem> Warnings)
{
    /// <summary>Reads files; those that cannot be read are among the wrong ones.</summary>
    /// <param name="files">The files.</param>
    /// <param name="tags">Only scenarios with one of these tags; empty: all.</param>
    public static ScenarioSet Load(IEnumerable<FoundFile> files, ImmutableArray<string> tags)
    {
        var texts = new List<(string, ReadOnlyMemory<byte>)>();
        var unreadable = new List<WrongFile>();
        foreach (var file in files)
        {
            if (file.Read(YamlTree.BytesMax, out var text) is { } trouble)
            {
                unreadable.Add(new WrongFile(file.Path, [trouble.Of(file.Path)]) { ExitCode = trouble.ExitCode });
            }
            else
            {
                texts.Add((file.Path, text));
            }
        }

        var set = Of(texts, tags);
        return set with { Wrong = [.. set.Wrong, .. unreadable] };
    }

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
