using System.Text;
using FincoreSim.Worlds;

namespace FincoreSim.Control;

/// <summary>
/// A control call that is answered with server-sent events: where its follower goes on, what is written, and the wait in between,
/// which says now and then that the stream still lives. Not thread-safe.
/// </summary>
internal sealed class EventStream
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly ControlCall _call;

    private EventStream(ControlCall call, CancellationToken stop)
    {
        (_call, Stop) = (call, stop);
        var had = call.Context.Request.Headers["Last-Event-ID"];
        Position = long.TryParse(had, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : ControlList.AfterOf(call);
    }

    /// <summary>The number of the last event that the follower has: of Last-Event-ID, else of the query's after.</summary>
    public long Position { get; set; }

    /// <summary>Cancelled when the follower leaves, the sandbox is deleted, or the program stops.</summary>
    public CancellationToken Stop { get; }

    /// <summary>
    /// Answers with a stream, until it ends by itself or <see cref="Stop"/> is cancelled: it can be taken up again by its last id.
    /// </summary>
    /// <param name="call">Refused where its sandbox is not there, and answered with the head alone where it is a HEAD.</param>
    /// <param name="name">What is followed, for the first line.</param>
    /// <param name="followAsync">Writes the events.</param>
    public static async Task SendAsync(ControlCall call, string name, Func<EventStream, Sandbox, Task> followAsync)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            await ControlReplies.WriteRefusalAsync(call.Context, sandbox.Refusal);
            return;
        }

        var stopping = call.Context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping, sandbox.Value.Deleted);
        call.Context.Response.ContentType = "text/event-stream";
        call.Context.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsHead(call.Context.Request.Method))
        {
            return;
        }

        var stream = new EventStream(call, end.Token);
        try
        {
            await stream.WriteAsync($": fincoresim {name}\n\n");
            await followAsync(stream, sandbox.Value);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Whoever followed has left, or there is nothing more to follow: the stream simply ends.
        }
    }

    /// <summary>Writes an event, and notes that the follower has it.</summary>
    public Task EventAsync(long number, string kind, byte[] json)
    {
        Position = number;
        return WriteAsync(string.Create(
            CultureInfo.InvariantCulture, $"id: {number}\nevent: {kind}\ndata: {Encoding.UTF8.GetString(json)}\n\n"));
    }

    /// <summary>Writes an event that has no number.</summary>
    public Task NoticeAsync(string kind, byte[] json) => WriteAsync($"event: {kind}\ndata: {Encoding.UTF8.GetString(json)}\n\n");

    /// <summary>Says that numbers begin anew, and begins with the first.</summary>
    public Task ResetAsync()
    {
        Position = 0;
        return NoticeAsync("reset", "{}"u8.ToArray());
    }

    /// <summary>Waits until something changed, and after a while writes that the stream still lives.</summary>
    /// <param name="changed">Completes at the next change.</param>
    public async Task WaitAsync(Task changed)
    {
        await changed.WaitAsync(KeepAlive, _call.Time, Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Stop.ThrowIfCancellationRequested();
        if (!changed.IsCompleted)
        {
            await WriteAsync(": still here\n\n");
        }
    }

    private async Task WriteAsync(string text) =>
        await _call.Context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);
}
