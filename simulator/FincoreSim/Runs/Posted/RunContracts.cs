using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Runs.Reports;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Posted;

/// <summary>The run of a posted file; without results where many are listed. The seed overrides the file's.</summary>
internal sealed record RunView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("file")] string File,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("passed")] int Passed,
    [property: JsonPropertyName("failed")] int Failed,
    [property: JsonPropertyName("unable")] int Unable,
    [property: JsonPropertyName("took_ms")] long TookMs,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("seed")] long? Seed,
    [property: JsonPropertyName("warnings")] ImmutableArray<string> Warnings,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("journals_dropped")] int JournalsDropped,
    [property: JsonPropertyName("bundles_dropped")] int BundlesDropped,
    [property: JsonPropertyName("results")] ImmutableArray<RunResultView>? Results)
{
    /// <summary>A run with its results so far.</summary>
    public static RunView From(PostedRun run)
    {
        var (state, report) = run.Read();
        return From(run, state, report) with { Results = [.. report.Results.Select(RunResultView.From)] };
    }

    /// <summary>A run as it was when it was taken, however quick it has been since.</summary>
    public static RunView AsPosted(PostedRun run) => From(run, PostedRunState.Running, new RunReport([], [], [], TimeSpan.Zero));

    /// <summary>A run in a list.</summary>
    public static RunView InShort(PostedRun run)
    {
        var (state, report) = run.Read();
        return From(run, state, report);
    }

    /// <summary>The status of a run on the wire.</summary>
    public static string StatusOf(PostedRunState state) => WireName<PostedRunState>.Of(state).ToLowerInvariant();

    private static RunView From(PostedRun run, PostedRunState state, RunReport report) => new(
        run.Id,
        run.File.File,
        run.File.Name,
        StatusOf(state),
        run.Total,
        report.Count(RunVerdict.Passed),
        report.Count(RunVerdict.Failed),
        report.Count(RunVerdict.Unable),
        (long)report.Took.TotalMilliseconds,
        Stamp.Iso(run.CreatedAt),
        run.Seed,
        run.File.Warnings,
        run.Problem,
        run.JournalsDropped,
        run.Bundles.Dropped,
        null);
}

/// <summary>A page of the runs that are kept, and how many were dropped.</summary>
internal sealed record RunList(
    [property: JsonPropertyName("items")] ImmutableArray<RunView> Items,
    [property: JsonPropertyName("dropped")] long Dropped,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);

/// <summary>One run of one scenario.</summary>
internal sealed record RunResultView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("repetition")] int Repetition,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("clock")] string Clock,
    [property: JsonPropertyName("fingerprint")] string? Fingerprint,
    [property: JsonPropertyName("took_ms")] long TookMs,
    [property: JsonPropertyName("failure")] RunFailureView? Failure,
    [property: JsonPropertyName("journal")] ImmutableArray<string>? Journal,
    [property: JsonPropertyName("bundle")] string? Bundle)
{
    public static RunResultView From(RunResult result) => new(
        result.Scenario.Name,
        WireName<RunVerdict>.Of(result.Verdict).ToLowerInvariant(),
        result.Repetition,
        result.Seed,
        Stamp.Iso(result.Clock),
        result.Fingerprint,
        (long)result.Took.TotalMilliseconds,
        result.Failure is { } failure ? new RunFailureView(result.Place, failure.Title, failure.Details) : null,
        result.Journal.IsEmpty ? null : result.Journal,
        result.Bundle);
}

/// <summary>Why a scenario did not pass.</summary>
internal sealed record RunFailureView(
    [property: JsonPropertyName("place")] string Place,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("details")] ImmutableArray<string> Details);
