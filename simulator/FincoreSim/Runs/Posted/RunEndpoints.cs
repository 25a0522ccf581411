using System.Net.Mime;
using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Reports;
using FincoreSim.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Net.Http.Headers;

namespace FincoreSim.Runs.Posted;

/// <summary>Running scenario files in the background, and fetching what came of them: results, reports, bundles.</summary>
internal static class RunEndpoints
{
    private const string Module = "Scenarios";
    private const string Run = "/_sim/scenarios/{run}";
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    private static readonly string PostText =
        "The body is a scenario file, YAML or JSON, with steps or expect; each combination of its matrix runs in a sandbox of "
        + "its own, which ends with it. "
        + $"At most {RunRegistry.RunningMax} files run at a time, {RunRegistry.UnderWayMax} with those that wait for their turn "
        + $"(their status is running too); more are refused with 429. "
        + $"The last {RunRegistry.KeptMax} runs are kept, with the journals and bundles of the first {PostedRun.JournalsMax} "
        + $"results that did not pass.";

    private static readonly ImmutableArray<Member> Wait =
    [
        Member.Of("wait", MemberKind.Duration, "How long to wait for the end, in real time; 0s by default, at most 60s.",
            example: "30s") with { Longest = WaitMax },
    ];

    private static readonly Member Status = Member.Choice(
        "status", "Only with this status.", [.. Enum.GetValues<PostedRunState>().Select(RunView.StatusOf)], required: false);

    public static void MapRuns(this ControlRoutes routes)
    {
        routes.Get(
            "/_sim/scenarios",
            ControlOperations.Of("listScenarioRuns", Module, "The runs of scenario files, the newest first",
                PostedRunJson.Default.RunList) with
            { Query = [Status, .. ControlList.Pages] }, List);
        routes.Post("/_sim/scenarios", ControlOperations.Of(
            "runScenarios", Module, "Run a scenario file", PostedRunJson.Default.RunView, null, 429) with
        {
            Status = 202,
            Description = PostText,
            Query = RunRequest.Query,
        }, PostAsync);
        routes.Get(
            Run, ControlOperations.Of("getScenarioRun", Module, "What came of a run so far", PostedRunJson.Default.RunView, null,
                404) with
            { Query = Wait }, ShowAsync);
        routes.Delete(
            Run, ControlOperations.Of("deleteScenarioRun", Module, "Break off a run, and forget it",
                PostedRunJson.Default.RunView, null, 404), DeleteAsync);
        routes.Get($"{Run}/junit", ControlOperations.Of(
            "getScenarioRunJUnit", Module, "A run that has ended, as JUnit XML", ControlJson.Default.String, null, 404, 409) with
        {
            ContentType = MediaTypeNames.Application.Xml,
            Query = Wait,
        }, call => ReportAsync(call, report => Reply.Content(JUnitReport.Of(report), MediaTypeNames.Application.Xml)));
        routes.Get($"{Run}/report", ControlOperations.Of("getScenarioRunReport", Module,
            "A run that has ended, as a page for people", ControlJson.Default.String, null, 404, 409) with
        {
            ContentType = MediaTypeNames.Text.Html,
            Query = Wait,
        }, call => ReportAsync(call, report => Reply.Content(HtmlReport.Of(report), "text/html; charset=utf-8")));
        routes.Get($"{Run}/bundles/{{n}}", ControlOperations.Of("getScenarioRunBundle", Module,
            "The bundle of a result that did not pass, for replay", ControlJson.Default.String, null, 404) with
        {
            ContentType = MediaTypeNames.Application.Zip,
        }, Bundle);
    }

    private static ValueTask<Reply> List(ControlCall call)
    {
        var (runs, dropped) = Registry(call).Read();
        var (place, status) = (ControlList.AfterOf(call, long.MaxValue), call.Query.Choice("status"));
        var found = ControlList.Page(call, runs
            .Where(run => run.Number < place && (status is null || RunView.StatusOf(run.Read().State) == status))
            .Select(run => new Placed<PostedRun>(run.Number, run)));
        return ValueTask.FromResult(found.Reply(RunView.InShort, PostedRunJson.Default.RunView, ("dropped", dropped)));
    }

    private static async ValueTask<Reply> PostAsync(ControlCall call)
    {
        if (OwnAddress.Find(call.Context.RequestServices.GetRequiredService<IServer>()) is null)
        {
            return new Refusal(
                RefusalCode.InvalidArgument,
                $"Scenarios call the simulator by its port on http, and it has none; start it with --urls "
                + $"{ServeOptions.DefaultUrl}.");
        }

        var bytes = await BodyReader.ReadAnyAsync(call.Context.Request);
        var request = bytes.Then(text => RunRequest.Read(call, text));
        var started = request.Then(wanted => Registry(call).Start(wanted.File, wanted.Settings));
        return started.IsAccepted
            ? Reply.Json(RunView.AsPosted(started.Value), PostedRunJson.Default.RunView, 202) with
            {
                Headers = [KeyValuePair.Create(HeaderNames.Location, $"/_sim/scenarios/{started.Value.Id}")],
            }
            : started.Refusal;
    }

    private static async ValueTask<Reply> ShowAsync(ControlCall call)
    {
        var run = await FindAsync(call);
        return run.IsAccepted ? Reply.Json(RunView.From(run.Value), PostedRunJson.Default.RunView) : run.Refusal;
    }

    private static async ValueTask<Reply> DeleteAsync(ControlCall call) => await Registry(call).DeleteAsync(IdOf(call)) is { } run
        ? Reply.Json(RunView.InShort(run), PostedRunJson.Default.RunView)
        : Unknown;

    private static async ValueTask<Reply> ReportAsync(ControlCall call, Func<RunReport, Reply> write)
    {
        var run = await FindAsync(call);
        if (!run.IsAccepted)
        {
            return run.Refusal;
        }

        var (state, report) = run.Value.Read();
        return state != PostedRunState.Running ? write(report) : Refusal.OfState(
            "run",
            RunView.StatusOf(state),
            Enum.GetValues<PostedRunState>().Where(other => other != state).Select(RunView.StatusOf),
            new Remedy(RemedyAction.WaitForRun, run.Value.Id));
    }

    private static ValueTask<Reply> Bundle(ControlCall call)
    {
        if (Registry(call).Find(IdOf(call)) is not { } run)
        {
            return ValueTask.FromResult<Reply>(Unknown);
        }

        var isNumber = int.TryParse(
            (string)call.Context.GetRouteValue("n")!, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || run.Bundles.Find(number) is not { } bundle)
        {
            return ValueTask.FromResult<Reply>(new Refusal(RefusalCode.NotFound, "Bundle"));
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(bundle.FileName);
        return ValueTask.FromResult(Reply.Content(bundle.Bytes, MediaTypeNames.Application.Zip) with
        {
            Headers = [KeyValuePair.Create(HeaderNames.ContentDisposition, disposition.ToString())],
        });
    }

    /// <summary>The run of the path, once it has ended or the query's wait is over.</summary>
    private static async ValueTask<Outcome<PostedRun>> FindAsync(ControlCall call)
    {
        if (Registry(call).Find(IdOf(call)) is not { } run)
        {
            return Unknown;
        }

        await Registry(call).WaitAsync(run, call.Query.Duration("wait") ?? TimeSpan.Zero, call.Aborted);
        return run;
    }

    private static Refusal Unknown => new(RefusalCode.NotFound, "Run");

    private static string IdOf(ControlCall call) => (string)call.Context.GetRouteValue("run")!;

    private static RunRegistry Registry(ControlCall call) => call.Context.RequestServices.GetRequiredService<RunRegistry>();
}
