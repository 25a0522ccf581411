using FincoreSim.Control.Requests;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Pages.Requests;

/// <summary>The calls that came in, newest first, those of nobody beside them, and the one that is opened.</summary>
internal sealed record RequestsModel(
    Frame Frame, ImmutableArray<RequestItem> Calls, ImmutableArray<RequestItem> OfNobody, RequestView? Opened,
    string? Asked, string? Answer, long? Before, int Kept, long Dropped, string Base, string Client, string ApiKey) : PageModel
{
    private const int RowsMax = 100;
    private const int NobodyMax = 20;

    /// <summary>The page; null where a call is asked for that is not kept.</summary>
    /// <param name="sandbox">Whose calls.</param>
    /// <param name="call">The call of the page.</param>
    /// <param name="number">The opened call's number; null: none is opened.</param>
    /// <param name="isOfNobody">Whether it is one of nobody.</param>
    public static RequestsModel? Of(Sandbox sandbox, PageCall call, string? number, bool isOfNobody)
    {
        var (asked, answer) = (call.Text("q")?.Trim(), call.Text("answer"));
        var opened = number is null ? null : Open(isOfNobody ? call.Sandboxes.Requests : sandbox.Requests, number);
        if (number is not null && opened is null)
        {
            return null;
        }

        var before = call.Number("before") ?? long.MaxValue;
        var found = sandbox.Requests.After(0).Reverse().Select(placed => placed.Thing)
            .Where(one => one.Number < before && Matches(one, asked, answer)).Take(RowsMax + 1).ToArray();
        var (_, dropped, kept, _) = sandbox.Requests.Counts;
        var credentials = Control.Sandboxes.SandboxView.From(sandbox);
        return new(
            Frame.Of(sandbox, call, "requests", opened is null ? "Requests" : $"Call {opened.Number}"),
            [.. found.Take(RowsMax).Select(RequestItem.From)],
            [.. call.Sandboxes.Requests.After(0).Reverse().Take(NobodyMax).Select(placed => RequestItem.From(placed.Thing))],
            opened is null ? null : RequestView.From(opened, isOfNobody ? null : sandbox.Gate),
            asked, answer, found.Length > RowsMax ? found[RowsMax - 1].Number : null, kept, dropped,
            Api.Http.OwnUrl.Of(call.Context.Request), credentials.ClientId, credentials.ApiKey);
    }

    /// <summary>The link to the next page of the same list.</summary>
    public string NextHref => PageCall.Link(
        $"/{Frame.Sandbox}/requests", ("q", Asked), ("answer", Answer),
        ("before", Before?.ToString(CultureInfo.InvariantCulture)));

    private static LoggedRequest? Open(RequestLog log, string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? log.Find(known) : null;

    private static bool Matches(LoggedRequest one, string? asked, string? answer) =>
        (answer is null || (one.Status is { } status && $"{status / 100}xx" == answer))
        && (asked is null || new[] { one.Path, one.Method, one.Key, one.Transaction?.Value.ToString() }
            .Any(text => text?.Contains(asked, StringComparison.OrdinalIgnoreCase) == true));
}
