using System.Diagnostics;
using System.Text;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Running;

/// <summary>The built program as a child process, which is ended with the test.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    /// <summary>What would mean something to the program if it were set where the tests run.</summary>
    private static readonly string[] Meaningful =
    [
        "FINCORESIM_ADMIN_TOKEN", "FINCORESIM_ALLOW_HOST", "FINCORESIM_ALLOW_CALL", "FINCORESIM_DEBUG", "FINCORESIM_URLS",
        "FINCORESIM_SEED", "FINCORESIM_TEMPLATE", "FINCORESIM_SCENARIOS", "FINCORESIM_NO_DASHBOARD", "FINCORESIM_AUTO_SANDBOXES",
        "FINCORESIM_SANDBOX_TTL", "FINCORESIM_LOG", "FINCORESIM_QUIET", "FINCORESIM_VERBOSE", "INTEGRATOR_URL", "PORT",
        "ASPNETCORE_URLS",
            "DOTNET_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_HTTPS_PORTS",
            "FINCORESIM_CERTIFICATE", "FINCORESIM_CERTIFICATE_KEY",
        ];

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

    /// <summary>Starts the program with these environment variables.</summary>
    public static SimulatorProcess Start((string Name, string Value)[] variables, params string[] arguments) =>
        StartWith(variables, "", arguments);

    /// <summary>Starts the program in a folder.</summary>
    public static SimulatorProcess StartIn(string folder, params string[] arguments) => StartWith([], folder, arguments);

    /// <summary>Starts the program with variables in its environment.</summary>
    public static SimulatorProcess StartWith((string Name, string Value)[] variables, params string[] arguments) =>
        StartWith(variables, "", arguments);

    private static SimulatorProcess StartWith((string Name, string Value)[] variables, string folder, string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder
        };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "fincoresim.dll"), .. arguments];
        foreach (var argument in all)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var name in Meaningful)
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        var child = new SimulatorProcess(new Process { StartInfo = info });
        child._process.OutputDataReceived += (_, line) => child.Take(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Take(child._errors, line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The base address, once it listens.</summary>
    public async Task<string> UrlAsync() => await _listens.Task.WaitAsync(Eventually.Patience);

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end; its exit code.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return _process.ExitCode;
    }

    /// <summary>Waits until the output has a text.</summary>
    public Task UntilOutputAsync(string text) =>
        Eventually.IsSoAsync(() => Output.Contains(text, StringComparison.Ordinal), () => Output + Errors);

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
