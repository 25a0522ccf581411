using System.Text;
using FincoreSim.Control;
using FincoreSim.Domain.Primitives;
using FincoreSim.Pages.Layout;
using FincoreSim.Runs.Copied;
using FincoreSim.Worlds;
using Microsoft.AspNetCore.Html;

namespace FincoreSim.Pages.Copied;

/// <summary>What was done since a point, each with its checkbox, and beside it the scenario that does it again.</summary>
internal sealed record CopyModel(
    Frame Frame, string Since, ImmutableArray<CopyRow> Rows, ScenarioCopy? Copy, CopyCheck? Check, string? Problem, ImmutableArray<string> Snapshots) : PageModel
{
    private const int SnapshotsMax = 20;

    /// <summary>The same as a file.</summary>
    public string FileHref { get; init; } = "";

    /// <summary>What its check came to.</summary>
    public static HtmlString PillOf(CopyCheck check)
    {
        var (tone, text) = check.Passes ? ("ok", "checked: passes") : check.Verdict == "differs" ? ("bad", "checked: differs") : ("off", "not checked");
        return new($"<span class=\"pill {tone}\"><svg aria-hidden=\"true\"><use href=\"#p-{tone}\"/></svg>{text}</span>");
    }

    /// <summary>Answers with the file alone.</summary>
    public static async Task SendFileAsync(HttpContext context)
    {
        var call = PageRoutes.CallOf(context);
        var copied = call.Sandboxes.Find(call.Id) is { } sandbox ? CopyOf(sandbox, call) : new Refusal(RefusalCode.NotFound, "Sandbox");
        context.Response.StatusCode = copied.IsAccepted ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/yaml; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=scenario.yaml";
        context.Response.Headers.CacheControl = "no-store";
        var bytes = copied.IsAccepted ? Encoding.UTF8.GetBytes(copied.Value.Yaml) : [];
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static Outcome<ScenarioCopy> CopyOf(Sandbox sandbox, PageCall call) =>
        CopyEndpoints.Read(sandbox, call.Sandboxes, call.Text("since"), call.Text("chosen") is null ? null : call.Context.Request.Query["only"].ToString(), null)
            .Then(request => ScenarioCopy.Of(sandbox, request));

    /// <summary>Copies as the query says, and runs the copy once.</summary>
    public static async Task<CopyModel> OfAsync(Sandbox sandbox, PageCall call)
    {
        var since = call.Text("since") ?? "start";
        var all = CopyEndpoints.Read(sandbox, call.Sandboxes, since, null, null).Then(request => ScenarioCopy.Of(sandbox, request));
        var copied = call.Text("chosen") is null ? all : CopyOf(sandbox, call);
        ImmutableArray<string> snapshots = [.. call.Sandboxes.SnapshotsAfter(0).Select(placed => placed.Thing)
            .Where(snapshot => snapshot.SandboxId == sandbox.Id).TakeLast(SnapshotsMax).Select(snapshot => snapshot.Id)];
        var frame = Frame.Of(sandbox, call, "act", "Copy as scenario");
        if ((all.Refusal ?? copied.Refusal) is { } refusal)
        {
            return new CopyModel(frame, since, [], null, null, ControlReplies.ErrorOf(refusal).Error.Detail, snapshots);
        }

        var check = await CopyCheck.RunAsync(copied.Value, call.Context.RequestServices, call.Context.RequestAborted);
        var wanted = copied.Value.Done.Select(step => step.Deed.Sequence).ToHashSet();
        return new CopyModel(
            frame, since,
            [.. all.Value.Done.Select(step => new CopyRow(step.Deed.Sequence, step.Deed.At, step.Shown, wanted.Contains(step.Deed.Sequence)))],
            copied.Value, check, null, snapshots)
        {
            FileHref = $"/{sandbox.Id}/copy/scenario.yaml{call.Context.Request.QueryString}",
        };
    }
}

/// <summary>Something that was done.</summary>
/// <param name="Sequence">Its journal entry.</param>
/// <param name="At">When.</param>
/// <param name="Text">The step.</param>
/// <param name="IsIn">Whether it is in the scenario.</param>
internal sealed record CopyRow(long Sequence, DateTimeOffset At, string Text, bool IsIn);
