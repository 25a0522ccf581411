using FincoreSim.Language.Yaml;
using FincoreSim.Output;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Reports;

/// <summary>
/// Tells people how runs went: a line for each as it ends, why the others failed, and a line at the end. Thread-safe.
/// </summary>
internal sealed class TextReport(TextWriter output, bool isRepeated)
{
    /// <summary>From when on a run is worth a line before it ends.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();

    /// <summary>Tells of the seed that overrides those of the files, so that the same ids can be had again.</summary>
    public void Began(RunSettings settings)
    {
        if (settings.OverridesSeeds)
        {
            var seed = settings.Seed.ToString(CultureInfo.InvariantCulture);
            output.WriteLine($"seed {seed}, in place of those in the files; --seed {seed} runs the same again");
        }
    }

    /// <summary>Tells of a run that ended.</summary>
    public void Ended(RunResult result)
    {
        lock (_lock)
        {
            output.WriteLine(
                $"{Word(result)}  {result.Scenario.Name}{(isRepeated ? $" #{result.Repetition}" : "")}  ({result.File}, "
                + $"{result.Took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms)");
            if (result.Failure is { } failure)
            {
                output.WriteLine($"  {result.Place}: {failure.Title}");
                foreach (var line in failure.Details)
                {
                    output.WriteLine($"    {line}");
                }

                if (result.Bundle is { } bundle)
                {
                    output.WriteLine($"    bundle: {bundle} (fincoresim replay {bundle})");
                }
            }
        }
    }

    /// <summary>Tells what is running now, so that nobody waits without a word.</summary>
    public void StillRunning(IEnumerable<(PlannedRun Run, Position At, TimeSpan Took)> running)
    {
        lock (_lock)
        {
            foreach (var (run, at, took) in running.Where(entry => entry.Took >= Long))
            {
                output.WriteLine(
                    $"...     {run.Scenario.Name}  ({run.File}:{at.Line}, "
                    + $"{took.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s so far)");
            }
        }
    }

    /// <summary>Tells of everything, at the end.</summary>
    public void Finish(RunReport report)
    {
        foreach (var wrong in report.Wrong)
        {
            foreach (var problem in wrong.Problems)
            {
                output.WriteLine(problem);
            }
        }

        if (report.ArmedOnly.Length > 0)
        {
            output.WriteLine(
                $"{Plural.Of(report.ArmedOnly.Length, "file")} with rules only, for 'serve --scenarios': "
                + $"{string.Join(", ", report.ArmedOnly)}");
        }

        foreach (var (first, different) in report.Unsteady)
        {
            output.WriteLine($"note: '{first.Scenario.Name}' ended with {different} different fingerprints over its repetitions");
        }

        output.WriteLine(
            $"{report.Count(RunVerdict.Passed)} passed, {report.Count(RunVerdict.Failed)} failed{Rest(report)} in "
            + $"{report.Took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s");
    }

    private static string Rest(RunReport report) =>
        (report.Count(RunVerdict.Unable) is > 0 and var unable ? $", {unable} could not run" : "")
        + (report.Wrong.Length > 0 ? $", {Plural.Of(report.Wrong.Length, "wrong file")}" : "");

    private static string Word(RunResult result) => result.Verdict switch
    {
        RunVerdict.Passed => "ok    ",
        RunVerdict.Failed => "FAILED",
        _ => "UNABLE",
    };
}
