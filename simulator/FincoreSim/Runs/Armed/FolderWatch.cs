using FincoreSim.Output;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Armed;

/// <summary>
/// Keeps the rules of a folder's files armed while the process runs. It looks for itself instead of being told: what file
/// systems tell of changes gets lost in containers and on network drives.
/// </summary>
internal sealed partial class FolderWatch(
    string folder, ArmedFolder files, ArmedReport report, TimeProvider time, BackgroundFaults faults, ILogger<FolderWatch> log)
        : BackgroundService
{
    private const string What = "the watch over the folder of scenario files";

    /// <summary>Between two looks, of real time.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a change must stay as it is before it is read: editors write in steps, by temporary files and renames.
    /// </summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a folder may look different again before it is read all the same.</summary>
    private const int RestlessMax = 20;

    /// <summary>A look at a large or distant folder takes time; this many times as long passes between two.</summary>
    private const int Leisure = 20;

    /// <summary>The folder, as it was named.</summary>
    public string Folder => folder;

    /// <summary>What was armed at the start, in one line.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>
    /// Arms what is there, before the first request can come. Throws <see cref="IOException"/> where there is no folder.
    /// </summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        report.TellFirst(files.Take(FolderLook.At(folder)));
        Summary = ArmedReport.Summary(files.Files.Values);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Interval;
        while (await WaitAsync(wait, stoppingToken))
        {
            var started = time.GetTimestamp();
            try
            {
                var look = FolderLook.At(folder);
                wait = time.GetElapsedTime(started) * Leisure;
                report.TellFound();
                report.Tell(files.Take(files.Differs(look) ? await QuietAsync(look, stoppingToken) : look));
                faults.Clear(What);
            }
            catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
            {
                // The folder may come back, as network drives do: what is armed stays until then.
                report.TellLost(lost.Message);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // What is armed stays, and the next look may go well: another file may be all that it takes.
                if (faults.Note(What, bug))
                {
                    FaultLog(log, bug, folder);
                }
            }

            wait = wait > Interval ? wait : Interval;
        }
    }

    /// <summary>The look after which nothing changed for a while.</summary>
    private async Task<FolderLook> QuietAsync(FolderLook look, CancellationToken stop)
    {
        for (var round = 0; round < RestlessMax && await WaitAsync(Quiet, stop); round++)
        {
            var next = FolderLook.At(folder);
            if (next.IsSame(look))
            {
                return next;
            }

            look = next;
        }

        return look;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error,
        Message = "The folder {Folder} could not be looked at, by a bug of the simulator; what is armed stays armed")]
    private static partial void FaultLog(ILogger log, Exception bug, string folder);

    /// <summary>False once the process stops.</summary>
    private async Task<bool> WaitAsync(TimeSpan span, CancellationToken stop)
    {
        await Task.Delay(span, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}

/// <summary>Puts the watch together.</summary>
internal static class FolderWatchServices
{
    /// <summary>Watches a folder for as long as the process runs; null: none.</summary>
    public static void AddScenariosFolder(this IServiceCollection services, string? folder)
    {
        if (folder is null)
        {
            return;
        }

        services.AddSingleton(new ArmedReport(folder, Terminal.Out.WriteLine, Terminal.Error.WriteLine));
        services.AddSingleton(provider => new ArmedFolder(
            folder, provider.GetRequiredService<SandboxRegistry>(), provider.GetRequiredService<StandingRules>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new FolderWatch(
            folder, provider.GetRequiredService<ArmedFolder>(), provider.GetRequiredService<ArmedReport>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<BackgroundFaults>(), provider.GetRequiredService<ILogger<FolderWatch>>()));
        services.AddHostedService(provider => provider.GetRequiredService<FolderWatch>());
    }
}
