using FincoreSim.Api.Http;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Api.Features.Reports;

/// <summary>Asking for a report, and fetching its file.</summary>
internal static class ReportEndpoints
{
    private const string FilePattern = "/reports/{sandbox}/{client}/{file}";

    private static readonly ApiOperation Download = new("downloadReport", "Reports", "DownloadReport",
        "Get the URL of a report's file")
    {
        Description =
            "For monthly reports the date counts as the last day of its month. Both texts are empty when there is no file.",
        Answer = ApiJson.Default.ReportDownload,
        Body = new BodyShape(
            "ReportRequest",
            Member.Uuid("client_id", "The client.", required: false, example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
            Member.Choice(
                "report_type", "Which report.", ["DAILY", "MONTHLY", "DAILY_ACCOUNT_STATEMENT", "MONTHLY_ACCOUNT_STATEMENT"]),
            Member.Text("operation_date", null, "YYYY-MM-DD.", example: "2026-02-24") with
            {
                Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
            },
            Member.Text("clabe_number", "For account statements: a CLABE of the client.", required: false,
                example: "734180000001000004")),
    };

    public static void MapReports(this ApiRoutes routes) =>
        routes.Post("/v1/reports/clients/{client_id}/report/download", Download, FindReport);

    /// <summary>The files themselves: as a signed link would, the URL alone opens them.</summary>
    public static void MapReportFiles(this IEndpointRouteBuilder endpoints, SandboxRegistry sandboxes) =>
        endpoints.MapGet(FilePattern, context => ReplyWriter.WriteAsync(context, FetchFile(context, sandboxes), null));

    private static Reply FindReport(ApiCall call)
    {
        var read = call.ReadBody();
        if (!read.IsAccepted)
        {
            return read.Refusal;
        }

        var body = read.Value;
        if (!DateOnly.TryParseExact(
            body.Text("operation_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new Refusal(RefusalCode.InvalidArgument, "operation_date must be a date such as 2026-02-24.");
        }

        var type = body.Text("report_type");
        var period = type.StartsWith("DAILY", StringComparison.Ordinal) ? ReportPeriod.Daily : ReportPeriod.Monthly;
        var lastDay = period == ReportPeriod.Daily
            ? date
            : new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
        var clabe = ReadClabe(call, body, type.EndsWith("ACCOUNT_STATEMENT", StringComparison.Ordinal));
        if (!clabe.IsAccepted)
        {
            return clabe.Refusal;
        }

        var found = call.Sandbox.Read(world => ReportQueries.Find(world.State, call.Client, period, lastDay, clabe.Value));
        var download = found is null ? new ReportDownload("", "") : Link(found, OwnUrl.Of(call.Context.Request), call.Sandbox.Id);
        return Reply.Json(download, ApiJson.Default.ReportDownload);
    }

    private static Outcome<Clabe?> ReadClabe(ApiCall call, JsonBody body, bool isStatement)
    {
        if (!isStatement)
        {
            return default(Clabe?);
        }

        return Clabe.TryParse(body.OptionalText("clabe_number"), out var clabe)
            && call.Sandbox.Read(world => world.State.AccountOf(clabe))?.ClientId == call.Client
            ? clabe
            : new Refusal(RefusalCode.InvalidArgument, "clabe_number must be 18 digits and belong to an account of the client.");
    }

    /// <summary>Where a report's file is, on this host.</summary>
    public static ReportDownload Link(Report report, string host, string sandbox) =>
        new(report.FileName, $"{host}/reports/{sandbox}/{report.ClientId.Value}/{report.FileName}");

    private static Reply FetchFile(HttpContext context, SandboxRegistry sandboxes)
    {
        var found = sandboxes.Find((string)context.GetRouteValue("sandbox")!) is { } sandbox
            && Guid.TryParse((string)context.GetRouteValue("client")!, out var client)
            ? sandbox.Read(world => ReportQueries.Find(world.State, new ClientId(client), (string)context.GetRouteValue("file")!))
            : null;
        return found is null
            ? new Refusal(RefusalCode.NotFound, "Report")
            : Reply.Content(ReportFile.Write(found), "text/csv; charset=utf-8");
    }
}
