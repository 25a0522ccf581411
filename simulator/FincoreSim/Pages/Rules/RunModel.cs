using System.Text;
using System.Text.RegularExpressions;
using FincoreSim.Pages.Layout;
using FincoreSim.Runs.Posted;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds;
using Microsoft.AspNetCore.Html;

namespace FincoreSim.Pages.Rules;

/// <summary>One run: where it is while it runs, then its results, those that did not pass first.</summary>
internal sealed partial record RunModel(Frame Frame, RunView Run, ImmutableArray<RunningStep> Now, ImmutableArray<RunResultRow> Results) : PageModel
{
    private const int ResultsMax = 100;
    private const int LineMax = 160;

    /// <summary>Whether it still runs, or waits for its turn.</summary>
    public bool IsRunning => Run.Status == "running";

    /// <summary>How many results there are.</summary>
    public int Done => Run.Passed + Run.Failed + Run.Unable;

    /// <summary>The run of the path; null where there is none. While it runs the page asks for itself again each second.</summary>
    public static RunModel? Of(Sandbox sandbox, PageCall call)
    {
        var services = call.Context.RequestServices;
        if (services.GetRequiredService<RunRegistry>().Find((string)call.Context.GetRouteValue("run")!) is not { } found)
        {
            return null;
        }

        var run = RunView.From(found);
        if (run.Status == "running")
        {
            call.Context.Response.Headers["Refresh"] = "1";
        }

        var own = found.File.Runs.Select(planned => planned.Scenario).ToHashSet(ReferenceEqualityComparer.Instance);
        var now = services.GetRequiredService<ScenarioRunner>().Running.Where(running => own.Contains(running.Run.Scenario))
            .Select(running => new RunningStep(running.Run.Scenario.Name, running.At.Line, LineOf(running.Run.Text.Span, running.At.Line), running.Took));
        var results = (run.Results ?? []).OrderBy(result => result.Failure is null).Take(ResultsMax).Select(RunResultRow.Of);
        return new RunModel(Frame.Of(sandbox, call, "rules", $"Run: {run.Name}"), run, [.. now.Take(5)], [.. results]);
    }

    /// <summary>How a run stands: a pill with its counts.</summary>
    public static HtmlString PillOf(RunView run)
    {
        var (tone, text) = run.Status switch
        {
            "running" => ("wait", $"running, {run.Passed + run.Failed + run.Unable} of {run.Total}"),
            "passed" => ("ok", run.Total == 1 ? "passed" : $"{run.Passed} passed"),
            "failed" => ("bad", run.Total == 1 ? "failed" : $"{run.Failed} of {run.Total} failed"),
            "unable" => ("bad", "could not run"),
            _ => ("off", "stopped"),
        };
        return new($"<span class=\"pill {tone}\"><svg aria-hidden=\"true\"><use href=\"#p-{tone}\"/></svg>{text}</span>");
    }

    private static string LineOf(ReadOnlySpan<byte> file, int line)
    {
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        var text = line >= 1 && line <= lines.Length ? lines[line - 1].Trim() : "";
        return text.Length <= LineMax ? text : $"{text[..LineMax]}…";
    }
}

/// <summary>Where a scenario of the run is.</summary>
internal sealed record RunningStep(string Scenario, int Line, string Text, TimeSpan Took);

/// <summary>A result; of a failure what was expected and what was found, where it says so.</summary>
internal sealed partial record RunResultRow(RunResultView Result, string Title, string? Expected, string? Found)
{
    public static RunResultRow Of(RunResultView result)
    {
        var title = result.Failure?.Title ?? "";
        return Both().Match(title) is { Success: true } match
            ? new RunResultRow(result, match.Groups[1].Value.TrimEnd(' ', ':'), match.Groups[2].Value, match.Groups[3].Value)
            : new RunResultRow(result, title, null, null);
    }

    [GeneratedRegex(@"^(.*?)expected (.*?), found (.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Both();
}
