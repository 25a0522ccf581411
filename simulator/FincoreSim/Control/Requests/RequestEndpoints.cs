using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Control.Requests;

/// <summary>Reading the calls that came in, at once or as they come, and asserting that they did.</summary>
internal static class RequestEndpoints
{
    private const string Module = "Requests";
    private const string OfSandbox = "/_sim/sandboxes/{sb}/requests";
    private const string OfNobody = "/_sim/requests";

    private const string Reference = "A number of the log. Credentials are redacted; texts are as they came otherwise.";

    public static void MapRequests(this ControlRoutes routes)
    {
        var contracts = ControlJson.Default;
        ImmutableArray<Member> query = [.. RequestFilter.Query, .. ControlList.Pages];
        routes.Get(OfSandbox, ControlOperations.Of(
            "listRequests", Module, "The calls that came in, oldest first", contracts.RequestPage, null, 404) with
        {
            Description =
                "Calls of this sandbox's clients. Those whose credential is missing or bad, and those to no route, are in "
                + "/_sim/requests.",
            Query = query,
        }, call => call.In(sandbox => List(call, sandbox.Requests)));
        routes.Get($"{OfSandbox}/{{number}}", ControlOperations.Of(
            "getRequest", Module, "A call with its answer", contracts.RequestView, null, 404) with
        {
            Description = Reference,
        }, call => call.In(sandbox => Read(call, sandbox.Requests, sandbox.Gate)));
        routes.Stream($"{OfSandbox}/stream", ControlOperations.Of(
            "streamRequests", Module, "Server-sent events: calls, as they are answered", contracts.RequestItem, null, 404) with
        {
            ContentType = "text/event-stream",
            Description =
                "Continues after Last-Event-ID, or after the query's after. A call comes when its answer is chosen: its ms may "
                + "be missing still.",
            Query = [Member.Whole("after", "Only calls with a higher number than this one.", 0, long.MaxValue, "0")],
        }, RequestStream.SendAsync);
        routes.Post($"{OfSandbox}/verify", ControlOperations.Of(
            "verifyRequests", Module, "Assert that calls came in", contracts.VerifyView, RequestVerification.Body, 404) with
        {
            SwitchedStatus = 409,
            Description = "200 where as many calls as asked for are as described; else 409 with the nearest calls and the first "
                + "difference of each. "
                + "Without count, at_least and at_most one is asked for at least.",
        }, call => call.In(sandbox => RequestVerification.Run(call.Body, sandbox.Requests)));
        routes.Get(OfNobody, ControlOperations.Of(
            "listProcessRequests", Module, "The calls of nobody, oldest first", contracts.RequestPage) with
        {
            Description = "Calls under /v1 whose credential is missing or bad, and those to no route.",
            Query = query,
        }, call => ValueTask.FromResult(List(call, call.Sandboxes.Requests)));
        routes.Get($"{OfNobody}/{{number}}", ControlOperations.Of(
            "getProcessRequest", Module, "A call of nobody with its answer", contracts.RequestView, null, 404) with
        {
            Description = Reference,
        }, call => ValueTask.FromResult(Read(call, call.Sandboxes.Requests, null)));
    }

    private static Reply List(ControlCall call, RequestLog log)
    {
        var filter = RequestFilter.Of(call.Query);
        if (!filter.IsAccepted)
        {
            return filter.Refusal;
        }

        var (newest, dropped, _, _) = log.Counts;
        var behind = log.After(ControlList.AfterOf(call)).Where(placed => filter.Value.Matches(placed.Thing));
        return ControlList.Page(call, behind)
            .Reply(RequestItem.From, ControlJson.Default.RequestItem, ("newest", newest), ("dropped", dropped));
    }

    private static Reply Read(ControlCall call, RequestLog log, WorldGate? gate)
    {
        var isNumber = long.TryParse(
            (string)call.Context.GetRouteValue("number")!, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && log.Find(number) is { } found
            ? Reply.Json(RequestView.From(found, gate), ControlJson.Default.RequestView)
            : new Refusal(RefusalCode.NotFound, "Request");
    }
}
