using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FincoreSim.Tests.Shipping;

/// <summary>A shell script of the repository, run as a reader would run it.</summary>
internal static class Script
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    /// <summary>Every script that is run, relative to <see cref="Root"/>; those named lib.sh are sourced.</summary>
    public static IEnumerable<string> All => new[] { "simulator", "scenarios", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.sh", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => Path.GetFileName(file) != "lib.sh" && !file.Contains("/node_modules/", StringComparison.Ordinal))
        .Append(".ci/run");

    /// <summary>Runs bash with these arguments and waits for its end.</summary>
    public static async Task<ScriptRun> BashAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("FINCORESIM_ADMIN_TOKEN");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var errors = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return new ScriptRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new AssertionException($"bash {string.Join(' ', arguments)} did not end within {Patience.TotalSeconds} s.");
        }
    }

    /// <summary>Fails with one line that says what to install, unless both programs are there.</summary>
    public static async Task NeedsCurlAsync()
    {
        if ((await BashAsync(["-c", "command -v curl"])).ExitCode != 0)
        {
            Assert.Fail("curl is missing; install it (for instance: apt-get install curl).");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new AssertionException("bash is missing; install it (for instance: apt-get install bash).");
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}

/// <summary>What a script gave.</summary>
internal sealed record ScriptRun(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
