using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Requests;

/// <summary>The calls to a sandbox as server-sent events. Stateless.</summary>
internal static class RequestStream
{
    /// <summary>Answers with the stream, until the follower leaves or the sandbox ends.</summary>
    public static Task SendAsync(ControlCall call) => EventStream.SendAsync(call, "requests", FollowAsync);

    private static async Task FollowAsync(EventStream stream, Sandbox sandbox)
    {
        var log = sandbox.Requests;
        while (true)
        {
            var next = log.Changes.Next();
            var requests = log.After(stream.Position);
            foreach (var (number, request) in requests)
            {
                var json = JsonBytes.Of(RequestItem.From(request), ControlJson.Default.RequestItem);
                await stream.EventAsync(number, "request", json);
            }

            if (requests.Count == 0)
            {
                await stream.WaitAsync(next);
            }
        }
    }
}
