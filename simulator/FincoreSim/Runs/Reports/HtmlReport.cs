using System.Net;
using System.Text;
using FincoreSim.Ground;
using FincoreSim.Output;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Reports;

/// <summary>
/// Writes a report that a team attaches to its ticket: one file, no scripts, nothing fetched from anywhere. Stateless.
/// </summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        .sum { font-size: 1.2rem; padding: .6rem 1rem; border-radius: .4rem; background: #e7f5ec; }
        .sum.bad { background: #fdeaea; }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #d9dfe5; vertical-align: top; }
        .passed { color: #18794e; } .failed, .unable { color: #b42318; font-weight: 600; }
        pre { white-space: pre-wrap; background: #f5f7f9; padding: .6rem; border-radius: .3rem; font-size: 13px; }
        small { color: #5b6875; }
        """;

    /// <summary>The report as HTML.</summary>
    public static byte[] Of(RunReport report)
    {
        var html = new StringBuilder();
        var isBad = report.ExitCode != ExitCodes.Ok;
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>FincoreSim report</title><style>\n")
            .Append(Style)
            .Append("\n</style></head><body>\n<h1>FincoreSim report</h1>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"sum{(isBad ? " bad" : "")}\">{report.Count(RunVerdict.Passed)} passed, "
                + $"{report.Count(RunVerdict.Failed)} failed, {report.Count(RunVerdict.Unable)} could not run, "
                + $"{Plural.Of(report.Wrong.Length, "wrong file")}</p>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<p><small>FincoreSim {Text(Product.Version)}, {report.Results.Length} runs in "
                + $"{report.Took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s. {SeedOf(report)}A green line "
                + $"proves what its scenario says against the simulator, not against the real API.</small></p>\n");
        foreach (var wrong in report.Wrong)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<h2>{Text(wrong.File)}</h2><pre>{Text(string.Join('\n', wrong.Problems))}</pre>\n");
        }

        foreach (var file in report.Results.GroupBy(result => result.File))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(file.Key)}</h2>\n");
            AppendFile(html, [.. file]);
        }

        return Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());
    }

    private static void AppendFile(StringBuilder html, ImmutableArray<RunResult> results)
    {
        if (results[0].Scenario.Description is { } description)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(description)}</p>\n");
        }

        html.Append("<table><tr><th>Scenario</th><th>Result</th><th>Time</th><th>Seed</th></tr>\n");
        foreach (var result in results)
        {
            var verdict = result.Verdict.ToString().ToLowerInvariant();
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Text(result.Scenario.Name)}{(result.Repetition > 1 ? $" #{result.Repetition}" : "")}")
                .Append(result.Failure is { } failure ? $"<pre>{Text($"{result.Place}\n{failure}")}</pre>" : "")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"</td><td class=\"{verdict}\">{verdict}</td><td>{result.Took.TotalMilliseconds:0} "
                    + $"ms</td><td>{result.Seed}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string SeedOf(RunReport report) => report.Results.FirstOrDefault()?.RunSeed is { } seed
        ? string.Create(CultureInfo.InvariantCulture, $"The seeds come from {seed}: --seed {seed} runs the same again. ")
        : "";

    private static string Text(string text) => WebUtility.HtmlEncode(VisibleText.Lines(text));
}
