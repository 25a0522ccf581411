using System.Net;
using System.Text;
using FincoreSim.Ground;
using FincoreSim.Output;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Reports;

/// <summary>
/// Writes a report that a team attaches to its go-live ticket: one file in the page's visual system, no scripts, nothing fetched
/// from anywhere. What is asked first stands first: the verdict, what it proves, of whom, when, and how it is had again.
/// Stateless.
/// </summary>
internal static class HtmlReport
{
    private static readonly Lazy<string> Style = new(static () =>
        string.Concat(new[] { "page/tokens.css", "page/page.css", "report.css" }.Select(Asset)));

    /// <summary>The report as HTML.</summary>
    public static byte[] Of(RunReport report)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(Verdict(report))} · FincoreSim</title>")
            .Append(CultureInfo.InvariantCulture, $"<style>\n{Style.Value}</style></head>\n<body><main>\n");
        AppendHead(html, report);
        AppendFailures(html, report);
        AppendRuns(html, report);
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendHead(StringBuilder html, RunReport report)
    {
        var isBad = report.ExitCode != ExitCodes.Ok;
        html.Append("<header>\n<p class=\"brow\">FincoreSim report</p>\n")
            .Append(CultureInfo.InvariantCulture, $"<div class=\"sum{(isBad ? " bad" : "")}\"><h1>{Text(Verdict(report))}</h1>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Counts(report)}</p>")
            .Append("<p>A scenario that passed proves what its text says, against the simulator and not against the real API.</p>");
        foreach (var gap in report.LeftOut)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>Not the whole suite: {Text(gap)}.</p>");
        }

        html.Append("</div>\n<dl class=\"facts\">");
        Fact(html, "Integrator", report.Integrator ?? (report.Results.Any(result => result.Scenario.NamesIntegrator)
            ? "the sample integrator, which comes with the simulator"
            : "none: these scenarios call the simulator only"));
        Fact(html, "Date", report.Began is { } began
            ? began.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            : "not noted");
        Fact(html, "Version", $"FincoreSim {Product.Version}");
        Fact(html, "Seed", report.Results.FirstOrDefault()?.RunSeed is { } seed
            ? string.Create(CultureInfo.InvariantCulture, $"{seed}: --seed {seed} runs the same again")
            : "that of each file, as listed below");
        html.Append("</dl>\n</header>\n");
    }

    private static void AppendFailures(StringBuilder html, RunReport report)
    {
        RunResult[] failed = [.. report.Results.Where(result => result.Failure is not null)];
        if (failed.Length + report.Wrong.Length == 0)
        {
            return;
        }

        html.Append("<section class=\"section\">\n<h2>What did not pass</h2>\n");
        foreach (var wrong in report.Wrong)
        {
            html.Append(CultureInfo.InvariantCulture, $"<article class=\"case\"><h3>{Text(ReportPlace.Of(wrong.File))}</h3>")
                .Append("<p>The file is wrong, and none of it ran.</p>")
                .Append(CultureInfo.InvariantCulture, $"<pre>{Text(string.Join('\n', wrong.Problems))}</pre></article>\n");
        }

        foreach (var result in failed)
        {
            AppendFailure(html, result);
        }

        html.Append("</section>\n");
    }

    private static void AppendFailure(StringBuilder html, RunResult result)
    {
        var failure = result.Failure!;
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"case\"><h3>{Name(result)}</h3>");
        foreach (var text in new[] { result.Scenario.Description, result.Scenario.Why }.OfType<string>())
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(text.Trim())}</p>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<pre>{Text($"{ReportPlace.Of(result.Place)}\n{failure}")}</pre>");
        if (result.Bundle is { } bundle)
        {
            html.Append("<p class=\"small\">It can be had again: ")
                .Append(CultureInfo.InvariantCulture, $"<code>fincoresim replay {Text(ReportPlace.Of(bundle))}</code></p>");
        }

        if (result.Journal.Length > 0)
        {
            html.Append("<details><summary>The end of its journal, ")
                .Append(CultureInfo.InvariantCulture, $"{result.Journal.Length} entries</summary>")
                .Append(CultureInfo.InvariantCulture, $"<pre>{Text(string.Join('\n', result.Journal))}</pre></details>");
        }

        html.Append("</article>\n");
    }

    private static void AppendRuns(StringBuilder html, RunReport report)
    {
        if (report.Results.IsEmpty)
        {
            return;
        }

        html.Append("<section class=\"section\">\n<h2>Scenarios</h2>\n<table class=\"runs\"><thead><tr>")
            .Append("<th>Scenario</th><th>Result</th>")
            .Append("<th class=\"num\">Time</th><th class=\"num\">Seed</th></tr></thead><tbody>\n");
        foreach (var result in report.Results)
        {
            var (word, ink) = result.Verdict switch
            {
                RunVerdict.Passed => ("passed", "ok"),
                RunVerdict.Failed => ("failed", "bad"),
                _ => ("could not run", "warn"),
            };
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Name(result)}")
                .Append(CultureInfo.InvariantCulture, $"<small>{Text(ReportPlace.Of(result.File))}</small></td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"{ink} nowrap\">{word}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"num\">{result.Took.TotalMilliseconds:0} ms</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"num\">{result.Seed}</td></tr>\n");
        }

        html.Append("</tbody></table>\n</section>\n");
    }

    private static string Verdict(RunReport report) => report.ExitCode switch
    {
        ExitCodes.Ok when report.LeftOut.IsEmpty => "Everything passed",
        ExitCodes.Ok => "Everything that ran passed",
        ExitCodes.Failed => $"{report.Count(RunVerdict.Failed)} of {report.Results.Length} failed",
        ExitCodes.WrongInput => "A file is wrong",
        _ => "Not everything could run",
    };

    private static string Counts(RunReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Count(RunVerdict.Passed)} passed, {report.Count(RunVerdict.Failed)} failed, "
        + $"{report.Count(RunVerdict.Unable)} could not run, {report.Wrong.Length} files are wrong; {report.Results.Length} runs in {report.Took.TotalSeconds:0.00} s.");

    private static string Name(RunResult result) =>
        Text(result.Scenario.Name) + (result.Repetition > 1 ? $" #{result.Repetition}" : "");

    private static void Fact(StringBuilder html, string name, string value) =>
        html.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{Text(value)}</dd>");

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(VisibleText.Lines(text));
}
