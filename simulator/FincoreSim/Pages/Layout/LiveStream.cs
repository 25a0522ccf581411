using System.Text;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Layout;

/// <summary>
/// Tells an open page that something of its sandbox changed: at most four times a second, however much happens, and nothing while
/// nothing does. The page asks for itself then. Stateless.
/// </summary>
internal static class LiveStream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static async Task SendAsync(HttpContext context)
    {
        var call = PageRoutes.CallOf(context);
        if (call.Sandboxes.Find(call.Id) is not { } sandbox)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var told = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : call.Text("since");
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, sandbox.Deleted);
        try
        {
            await FollowAsync(context, sandbox, told, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader left, the sandbox is no more, or the program stops: the stream simply ends, and the page begins anew.
        }
    }

    /// <summary>Tells of each change; at once where something happened since what the reader was told, or shown, last.</summary>
    private static async Task FollowAsync(HttpContext context, Sandbox sandbox, string? told, CancellationToken stop)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var writer = context.Response.BodyWriter;
        var (run, calls) = (sandbox.Run.Changes.Next(), sandbox.Requests.Changes.Next());
        await writer.WriteAsync(": fincoresim page\n\n"u8.ToArray(), stop);
        var isBehind = told is not null && told != LiveMark.Of(sandbox);
        while (!stop.IsCancellationRequested)
        {
            if (!isBehind)
            {
                Task either = Task.WhenAny(run, calls);
                await either.WaitAsync(KeepAlive, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.ThrowIfCancellationRequested();
                if (!run.IsCompleted && !calls.IsCompleted)
                {
                    await writer.WriteAsync(": still here\n\n"u8.ToArray(), stop);
                    continue;
                }
            }

            // What changes from here on, also during the pause, is told by the next event.
            isBehind = false;
            (run, calls) = (sandbox.Run.Changes.Next(), sandbox.Requests.Changes.Next());
            await writer.WriteAsync(Encoding.UTF8.GetBytes($"id: {LiveMark.Of(sandbox)}\nevent: changed\ndata: {{}}\n\n"), stop);
            await Task.Delay(Pause, time, stop);
        }
    }
}
