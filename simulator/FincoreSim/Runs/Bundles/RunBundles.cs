using System.Text;
using FincoreSim.Domain.Worlds;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Bundles;

/// <summary>Leaves the bundle of a run that failed, by which it can be had again. Stateless.</summary>
internal static class RunBundles
{
    private const int NameLengthMax = 80;

    /// <summary>
    /// Makes the bundle, and gives it to whom the settings name; one that is not kept is told of in the failure.
    /// </summary>
    public static RunResult Keep(
        RunResult result, Sandbox sandbox, CommandRecorder recorder, PlannedRun planned, RunSettings settings)
    {
        var keep = settings.TakeBundle
            ?? (settings.BundleFolder is { } folder ? (name, bundle) => Write(folder, name, bundle) : null);
        if (keep is null)
        {
            return result;
        }

        var scenario = new ScenarioOfRun(
            planned.Scenario.Name, planned.File, Encoding.UTF8.GetString(planned.Text.Span),
            planned.Scenario.Combination.IsEmpty
                ? null
                : string.Join(", ", planned.Scenario.Combination.Select(value => $"{value.Name}={value.Value}")),
            settings.SchedulingSeedOf(result.Repetition));
        var name = FileName(result, withFolder: false);
        var first = settings.BundleNames.GetOrAdd(name, result);
        if (first.File != result.File)
        {
            name = FileName(result, withFolder: true);
            first = settings.BundleNames.GetOrAdd(name, result);
        }

        if (first != result && settings.TakeBundle is null)
        {
            return Noted(result, $"the bundle of the first run that failed is kept: #{first.Repetition}, {name}");
        }

        var kept = keep(
            name, RunBundle.Of(sandbox, recorder, scenario, result.Failure?.ToString() ?? "", string.Join('\n', result.Journal)));
        return kept.Problem is null
            ? result with { Bundle = kept.Place }
            : Noted(result, $"no bundle was left: {kept.Problem}");
    }

    private static RunResult Noted(RunResult result, string note) =>
        result with { Failure = result.Failure! with { Details = [.. result.Failure.Details, note] } };

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

    /// <summary>The file's own name, maybe with its folder's, and the combination of the matrix.</summary>
    private static string FileName(RunResult result, bool withFolder)
    {
        var folder = withFolder ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(result.File))) ?? "" : "";
        var combination = string.Join('-', result.Scenario.Combination.Select(value => $"{value.Name}={value.Value}"));
        var name = string.Join(
            '.', new[] { folder, Path.GetFileNameWithoutExtension(result.File), combination }.Where(part => part.Length > 0));
        var safe = string.Concat(
            name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '=' or '.' ? letter : '_'));
        return $"{(safe.Length <= NameLengthMax ? safe : safe[..NameLengthMax])}.run.zip";
    }
}
