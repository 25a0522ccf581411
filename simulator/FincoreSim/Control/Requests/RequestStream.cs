using System.Text;
using FincoreSim.Json;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Control.Requests;

/// <summary>The calls to a sandbox as server-sent events. Stateless.</summary>
internal static class RequestStream
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Answers with the stream, until the follower leaves or the sandbox ends.</summary>
    public static async Task SendAsync(ControlCall call)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            await ControlReplies.WriteRefusalAsync(call.Context, sandbox.Refusal);
            return;
        }

        var position = long.TryParse(call.Context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : ControlList.AfterOf(call);
        var stopping = call.Context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping, sandbox.Value.Deleted);
        call.Context.Response.ContentType = "text/event-stream";
        call.Context.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsHead(call.Context.Request.Method))
        {
            return;
        }

        try
        {
            await FollowAsync(call, sandbox.Value.Requests, position, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The follower left, the sandbox is no more, or the program stops: the stream simply ends.
        }
    }

    private static async Task FollowAsync(ControlCall call, RequestLog log, long position, CancellationToken stop)
    {
        var writer = call.Context.Response.BodyWriter;
        await writer.WriteAsync(": fincoresim requests\n\n"u8.ToArray(), stop);
        while (!stop.IsCancellationRequested)
        {
            var next = log.Changes.Next();
            var isEmpty = true;
            foreach (var (number, request) in log.After(position))
            {
                await writer.WriteAsync(EventOf(request), stop);
                (position, isEmpty) = (number, false);
            }

            if (isEmpty && !await RangAsync(next, call.Time, stop))
            {
                await writer.WriteAsync(": still here\n\n"u8.ToArray(), stop);
            }
        }
    }

    private static async Task<bool> RangAsync(Task next, TimeProvider time, CancellationToken stop)
    {
        await next.WaitAsync(KeepAlive, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return next.IsCompleted;
    }

    private static byte[] EventOf(LoggedRequest request)
    {
        var json = Encoding.UTF8.GetString(JsonBytes.Of(RequestItem.From(request), ControlJson.Default.RequestItem));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {request.Number}\nevent: request\ndata: {json}\n\n"));
    }
}
