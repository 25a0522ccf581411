using System.Diagnostics;
using System.Text;

namespace FincoreSim.Tests.Running;

/// <summary>The built program as a child process, which is ended with the test.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<string> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SimulatorProcess(Process process) => _process = process;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public int Id => _process.Id;

    /// <summary>Starts the program with these arguments.</summary>
    public static SimulatorProcess Start(params string[] arguments) => StartIn("", arguments);

    /// <summary>Starts the program in a folder.</summary>
    public static SimulatorProcess StartIn(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "fincoresim.dll"), .. arguments];
        foreach (var argument in all)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Remove("FINCORESIM_ADMIN_TOKEN");
        info.Environment.Remove("INTEGRATOR_URL");
        var child = new SimulatorProcess(new Process { StartInfo = info });
        child._process.OutputDataReceived += (_, line) => child.Take(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Take(child._errors, line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The base address, once it listens.</summary>
    public async Task<string> UrlAsync() => await _listens.Task.WaitAsync(StartLimit);

    /// <summary>Sends a signal and returns how long the program then took to end.</summary>
    public async Task<TimeSpan> SignalAsync(string name)
    {
        var started = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await ExitCodeAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Waits for the end; its exit code.</summary>
    /// <param name="atMost">How long that may take; as long as a start where it says nothing.</param>
    public async Task<int> ExitCodeAsync(TimeSpan? atMost = null)
    {
        await _process.WaitForExitAsync().WaitAsync(atMost ?? StartLimit);
        return _process.ExitCode;
    }

    /// <summary>Waits until the output has a text.</summary>
    public async Task UntilOutputAsync(string text)
    {
        using var late = new CancellationTokenSource(StartLimit);
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }

        if (line.StartsWith("FincoreSim ", StringComparison.Ordinal) && line.Contains(" at http", StringComparison.Ordinal))
        {
            _listens.TrySetResult(line[(line.IndexOf(" at http", StringComparison.Ordinal) + 4)..].Trim());
        }
    }
}
