using FincoreSim.Language.Yaml;
using FincoreSim.Output;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Reports;

/// <summary>
/// Tells people how runs went: a line for each as it ends, why the others failed, and what did not pass once more at the end.
/// On a terminal with colours and how far it is; anywhere else in plain lines. Thread-safe.
/// </summary>
/// <param name="output">Gets the lines, where there is no terminal.</param>
/// <param name="isRepeated">Whether runs are told apart by their number.</param>
/// <param name="live">The terminal; null where nobody looks.</param>
/// <param name="total">How many runs there are.</param>
internal sealed class TextReport(TextWriter output, bool isRepeated, LiveLines? live = null, int total = 0)
{
    private const int WordLength = 6;

    /// <summary>From when on a run is worth a line before it ends.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private int _ended;
    private int _notPassed;

    /// <summary>Tells of the seed that overrides those of the files, so that the same ids can be had again.</summary>
    public void Began(RunSettings settings)
    {
        if (settings.OverridesSeeds)
        {
            var seed = settings.Seed.ToString(CultureInfo.InvariantCulture);
            Line($"seed {seed}, in place of those in the files; --seed {seed} runs the same again");
        }
    }

    /// <summary>Tells of a run that ended.</summary>
    public void Ended(RunResult result)
    {
        lock (_lock)
        {
            _ended++;
            _notPassed += result.Verdict == RunVerdict.Passed ? 0 : 1;
            Line(
                $"{Word(result)}  {result.Scenario.Name}{(isRepeated ? $" #{result.Repetition}" : "")}  "
                + $"({result.File}, {result.Took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms)",
                InkOf(result), WordLength);
            if (result.Failure is { } failure)
            {
                Line($"  {result.Place}: {failure.Title}");
                foreach (var line in failure.Details)
                {
                    Line($"    {line}", Ink.Quiet);
                }

                if (result.Bundle is { } bundle)
                {
                    Line($"    bundle: {bundle} (fincoresim replay {bundle})", Ink.Quiet);
                }
            }

            live?.Status(string.Create(
                CultureInfo.InvariantCulture, $"{_ended} of {total} ended{(_notPassed > 0 ? $", {_notPassed} did not pass" : "")}"));
        }
    }

    /// <summary>Tells what is running now, so that nobody waits without a word.</summary>
    public void StillRunning(IEnumerable<(PlannedRun Run, Position At, TimeSpan Took)> running)
    {
        lock (_lock)
        {
            foreach (var (run, at, took) in running.Where(entry => entry.Took >= Long))
            {
                Line(
                    $"...     {run.Scenario.Name}  "
                    + $"({run.File}:{at.Line}, {took.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s so far)",
                    Ink.Quiet);
            }
        }
    }

    /// <summary>Tells of everything, at the end.</summary>
    public void Finish(RunReport report)
    {
        live?.Status("");
        foreach (var problem in report.Wrong.SelectMany(wrong => wrong.Problems))
        {
            Line(problem.ToString());
        }

        if (report.ArmedOnly.Length > 0)
        {
            Line($"{Plural.Of(report.ArmedOnly.Length, "file")} with rules only, for 'serve --scenarios': {string.Join(", ", report.ArmedOnly)}");
        }

        foreach (var (first, different) in report.Unsteady)
        {
            Line($"note: '{first.Scenario.Name}' ended with {different} different fingerprints over its repetitions");
        }

        foreach (var gap in report.LeftOut)
        {
            Line($"note: {gap}");
        }

        RepeatFailures(report);
        Line(
            $"{report.Count(RunVerdict.Passed)} passed, {report.Count(RunVerdict.Failed)} failed{Rest(report)} in "
            + $"{report.Took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s",
            report.ExitCode == 0 ? Ink.Good : Ink.Bad);
    }

    /// <summary>What failed stands at the end once more, where it would have to be looked for above.</summary>
    private void RepeatFailures(RunReport report)
    {
        RunResult[] notPassed = [.. report.Results.Where(result => result.Verdict == RunVerdict.Failed)];
        if (notPassed.Length == 0 || report.Results.Length == 1)
        {
            return;
        }

        Line("failed:");
        foreach (var result in notPassed)
        {
            Line(
                $"{Word(result)}  {result.Scenario.Name}{(isRepeated ? $" #{result.Repetition}" : "")}  "
                + $"({result.Place}: {result.Failure!.Title})",
                InkOf(result), WordLength);
        }
    }

    private void Line(string text, Ink ink = Ink.Plain, int length = int.MaxValue)
    {
        if (live is null)
        {
            output.WriteLine(text);
        }
        else
        {
            live.WriteLine(text, ink, length);
        }
    }

    private static string Rest(RunReport report) =>
        (report.Count(RunVerdict.Unable) is > 0 and var unable ? $", {unable} could not run" : "")
        + (report.Wrong.Length > 0 ? $", {Plural.Of(report.Wrong.Length, "wrong file")}" : "");

    private static Ink InkOf(RunResult result) => result.Verdict == RunVerdict.Passed ? Ink.Good : Ink.Bad;

    private static string Word(RunResult result) => result.Verdict switch
    {
        RunVerdict.Passed => "ok    ",
        RunVerdict.Failed => "FAILED",
        _ => "UNABLE",
    };
}
