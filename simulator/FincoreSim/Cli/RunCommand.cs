using System.Collections.Concurrent;
using System.Diagnostics;
using FincoreSim.Disk;
using FincoreSim.Ground;
using FincoreSim.Hosting;
using FincoreSim.Output;
using FincoreSim.Runs.Reports;
using FincoreSim.Runs.Runner;
using FincoreSim.Serving;

namespace FincoreSim.Cli;

/// <summary>What <c>run</c> was told on the command line.</summary>
/// <param name="Paths">The files and folders.</param>
/// <param name="Settings">How scenarios are run.</param>
internal sealed record RunOptions(string[] Paths, RunSettings Settings)
{
    /// <summary>Where the simulator listens, so that an integrator with a fixed address finds it, and who may come in.</summary>
    public required ServeOptions Server { get; init; }

    /// <summary>The file for JUnit XML; null: none.</summary>
    public string? JUnit { get; init; }

    /// <summary>The file for a report that people read; null: none.</summary>
    public string? Html { get; init; }

    /// <summary>Only scenarios with one of these tags; empty: all.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}

/// <summary><c>fincoresim run</c>: runs scenario files, tells how each went, and says by its exit code how all went.</summary>
internal static class RunCommand
{
    /// <summary>How often it tells what has been running for long.</summary>
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(RunOptions options, CancellationToken stop)
    {
        if (ScenarioPaths.Missing(options.Paths) is { } missing)
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: {missing}");
            return ExitCodes.WrongInput;
        }

        var found = ScenarioPaths.Of(options.Paths);
        if (ReportPaths.Check(options, found) is var (problem, code))
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: {problem}");
            return code;
        }

        var files = ScenarioSet.Load(found, options.Tags);
        foreach (var warning in files.Warnings)
        {
            await Terminal.Error.WriteLineAsync(warning.ToString());
        }

        if (files.Runs.IsEmpty && files.Wrong.IsEmpty)
        {
            await Terminal.Error.WriteLineAsync(
                $"fincoresim: there is no scenario to run in "
                + $"{string.Join(", ", options.Paths)}{(options.Tags.IsEmpty ? "" : $" with the tags {string.Join(", ", options.Tags)}")}");
            return ExitCodes.WrongInput;
        }

        return await ServeAsync(options, files, stop);
    }

    private static async Task<int> ServeAsync(RunOptions options, ScenarioSet files, CancellationToken stop)
    {
        await using var app = Simulator.Build(options.Server);
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception taken) when (ListeningHost.IsOfListening(taken))
        {
            var urls = ListenUrls.Read(options.Server.Urls, out _)!;
            await Terminal.Error.WriteLineAsync($"fincoresim: {ListeningHost.Say(taken, urls, "--listen")}");
            return ExitCodes.Environment;
        }

        if (Exposure.Warning(app.Urls, options.Server.AdminToken is not null) is { } warning)
        {
            await Terminal.Error.WriteLineAsync(warning);
        }

        var stopping = app.Lifetime.ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopping);
        try
        {
            return await RunAllAsync(app.Services.GetRequiredService<ScenarioRunner>(), options, files, either.Token);
        }
        catch (OperationCanceledException)
        {
            await Terminal.Error.WriteLineAsync("fincoresim: broken off");
            return ExitCodes.Environment;
        }
    }

    private static async Task<int> RunAllAsync(
        ScenarioRunner runner, RunOptions options, ScenarioSet files, CancellationToken stop)
    {
        var text = new TextReport(Terminal.Out, options.Settings.Repeat > 1);
        text.Began(options.Settings);
        var started = Stopwatch.GetTimestamp();
        var results = await ResultsAsync(runner, options, files, text, stop);
        var report = new RunReport(results.InOrder, files.Wrong, files.ArmedOnly, Stopwatch.GetElapsedTime(started));
        text.Finish(report);
        if (!TryWrite(options.JUnit, () => JUnitReport.Of(report)) | !TryWrite(options.Html, () => HtmlReport.Of(report)))
        {
            return ExitCodes.Environment;
        }

        if (results.IsBrokenOff)
        {
            await Terminal.Error.WriteLineAsync(
                $"fincoresim: broken off; {(files.Runs.Length * options.Settings.Repeat) - report.Results.Length} of "
                + $"{files.Runs.Length * options.Settings.Repeat} scenarios did not end");
            return ExitCodes.Environment;
        }

        return report.ExitCode;
    }

    /// <summary>Runs all; where they are broken off, what had ended by then.</summary>
    private static async Task<(ImmutableArray<RunResult> InOrder, bool IsBrokenOff)> ResultsAsync(
        ScenarioRunner runner, RunOptions options, ScenarioSet files, TextReport text, CancellationToken stop)
    {
        var ended = new ConcurrentQueue<RunResult>();
        using var progress = new Timer(_ => text.StillRunning(runner.Running), null, ProgressEvery, ProgressEvery);
        try
        {
            return (await runner.RunAsync(files.Runs, options.Settings, Take, stop), false);
        }
        catch (OperationCanceledException)
        {
            return ([.. ended.OrderBy(result => result.File, StringComparer.Ordinal).ThenBy(result => result.Repetition)], true);
        }

        void Take(RunResult result)
        {
            ended.Enqueue(result);
            text.Ended(result);
        }
    }

    /// <summary>Writes a report, if it is wanted; says why it cannot be written.</summary>
    private static bool TryWrite(string? path, Func<byte[]> report)
    {
        try
        {
            if (path is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                WholeFile.Write(path, file => file.Write(report()));
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Terminal.Error.WriteLine($"fincoresim: the report cannot be written: {path}: {FileTrouble.Why(refused, path!)}");
            return false;
        }
    }
}
