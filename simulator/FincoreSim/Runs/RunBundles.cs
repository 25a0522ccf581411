using System.Text;
using FincoreSim.Bundles;

namespace FincoreSim.Runs;

/// <summary>Leaves the bundle of a run that failed, by which it can be had again. Stateless.</summary>
internal static class RunBundles
{
    private const int NameLengthMax = 80;

    /// <summary>Makes the bundle, and writes it where a folder is given; a bundle that cannot be written is told of in the failure.</summary>
    public static RunResult Keep(RunResult result, Sandbox sandbox, CommandRecorder recorder, PlannedRun planned, RunSettings settings)
    {
        if (settings.BundleFolder is not { } folder)
        {
            return result;
        }

        var scenario = new ScenarioOfRun(
            planned.Scenario.Name, planned.File, Encoding.UTF8.GetString(planned.Text.Span),
            planned.Scenario.Combination.IsEmpty ? null : string.Join(", ", planned.Scenario.Combination.Select(value => $"{value.Name}={value.Value}")), settings.Seed + result.Repetition - 1);
        var path = Path.Combine(folder, FileName(result));
        try
        {
            Directory.CreateDirectory(folder);
            BundleFile.Write(path, RunBundle.Of(sandbox, recorder, scenario, result.Failure?.ToString() ?? "", string.Join('\n', result.Journal)));
            return result with { Bundle = path };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return result with { Failure = result.Failure! with { Details = [.. result.Failure.Details, $"no bundle was left: {problem.Message}"] } };
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
