using System.Text;
using FincoreSim.Bundles;

namespace FincoreSim.Runs;

/// <summary>Leaves the bundle of a run that failed, by which it can be had again. Stateless.</summary>
internal static class RunBundles
{
    private const int NameLengthMax = 80;

    /// <summary>Makes the bundle, and gives it to whom the settings name; one that is not kept is told of in the failure.</summary>
    public static RunResult Keep(RunResult result, Sandbox sandbox, CommandRecorder recorder, PlannedRun planned, RunSettings settings)
    {
        var keep = settings.TakeBundle ?? (settings.BundleFolder is { } folder ? (name, bundle) => Write(folder, name, bundle) : null);
        if (keep is null)
        {
            return result;
        }

        var scenario = new ScenarioOfRun(
            planned.Scenario.Name, planned.File, Encoding.UTF8.GetString(planned.Text.Span),
            planned.Scenario.Combination.IsEmpty ? null : string.Join(", ", planned.Scenario.Combination.Select(value => $"{value.Name}={value.Value}")), settings.Seed + result.Repetition - 1);
        var kept = keep(FileName(result), RunBundle.Of(sandbox, recorder, scenario, result.Failure?.ToString() ?? "", string.Join('\n', result.Journal)));
        return kept.Problem is null
            ? result with { Bundle = kept.Place }
            : result with { Failure = result.Failure! with { Details = [.. result.Failure.Details, $"no bundle was left: {kept.Problem}"] } };
    }

    private static KeptBundle Write(string folder, string name, RunBundle bundle)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            BundleFile.Write(path, bundle);
            return new KeptBundle(path, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new KeptBundle(null, problem.Message);
        }
    }

    /// <summary>The file's own name, and what tells runs of the same file apart.</summary>
    private static string FileName(RunResult result)
    {
        var combination = string.Join('-', result.Scenario.Combination.Select(value => $"{value.Name}={value.Value}"));
        var name = string.Join('.', new[] { Path.GetFileNameWithoutExtension(result.File), combination, result.Repetition > 1 ? $"{result.Repetition}" : "" }.Where(part => part.Length > 0));
        var safe = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '=' or '.' ? letter : '_'));
        return $"{(safe.Length <= NameLengthMax ? safe : safe[..NameLengthMax])}.run.zip";
    }
}
