using System.Threading.Channels;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Output;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Hosting.Lines;

/// <summary>Adds the lines of calls and webhook attempts to a server.</summary>
internal static class LineServices
{
    /// <summary>Adds them where they are wanted.</summary>
    public static void AddLines(this IServiceCollection services, LineSettings settings)
    {
        if (settings.AreShown)
        {
            services.AddHostedService(all => new LineWriter(
                settings, all.GetRequiredService<CallRecorder>(), all.GetRequiredService<WebhookSender>(), Terminal.WriteOwn));
        }
    }
}

/// <summary>
/// Prints a line for each call and each webhook attempt while the server runs. Nobody waits for it: what is told is taken by a
/// queue, and where the terminal is slower than the calls, lines are left out, counted, and said to be.
/// </summary>
internal sealed class LineWriter : BackgroundService
{
    private const int QueuedMax = 1000;

    private readonly Channel<Func<IEnumerable<string>>> _queue = Channel.CreateBounded<Func<IEnumerable<string>>>(
        new BoundedChannelOptions(QueuedMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Action<string> _print;
    private readonly LineFormat _format;
    private long _leftOut;

    /// <summary>A writer that hears of everything from now on.</summary>
    public LineWriter(LineSettings settings, CallRecorder recorder, WebhookSender sender, Action<string> print)
    {
        (_print, _format) = (print, new LineFormat(settings));
        recorder.Finished = (request, sandbox) => Tell(request, sandbox);
        sender.Attempted = Tell;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var lines in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var line in lines())
                {
                    _print(line);
                }

                if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var leftOut)
                {
                    _print(string.Create(CultureInfo.InvariantCulture,
                        $"({leftOut} more, left out: they came faster than they could be printed)"));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Tell(LoggedRequest request, Sandbox? sandbox) => Queue(() => _format.Of(request, sandbox));

    private void Tell(Delivery delivery) => Queue(() => _format.Of(delivery));

    private void Queue(Func<IEnumerable<string>> lines)
    {
        if (!_queue.Writer.TryWrite(lines))
        {
            Interlocked.Increment(ref _leftOut);
        }
    }
}
