using System.Diagnostics;
using FincoreSim.Testing;

namespace FincoreSim.Browser.Tests.Kit;

/// <summary>
/// The browser that all tests share: the one of this machine, else Playwright's own, else Debian's package where the user may
/// install it. Where none of them starts, every test fails with the one line that helps.
/// </summary>
internal static class Chromium
{
    private const string Help = "No Chromium to test the page with. Run: apt-get update && apt-get install --yes chromium (as "
        + "root), "
        + "or put chromium or google-chrome on the PATH.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--no-proxy-server",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lock Gate = new();
    private static Task<IBrowser>? _shared;

    /// <summary>The browser, started by the first who asks.</summary>
    public static Task<IBrowser> SharedAsync(IPlaywright playwright)
    {
        lock (Gate)
        {
            return _shared ??= StartAsync(playwright);
        }
    }

    /// <summary>Ends it, if any test used it.</summary>
    public static async Task CloseAsync()
    {
        if (_shared is { IsCompletedSuccessfully: true } started)
        {
            await (await started).CloseAsync();
        }
    }

    private static async Task<IBrowser> StartAsync(IPlaywright playwright)
    {
        var told = new List<string>();
        foreach (var way in (Func<Task<string?>>[])[OnThePathAsync, () => OfPlaywrightAsync(playwright), OfDebianAsync])
        {
            if (await way() is { } path)
            {
                try
                {
                    return await playwright.Chromium.LaunchAsync(new()
                    {
                        ExecutablePath = path,
                        Args = Arguments,
                        Timeout = (float)Eventually.Patience.TotalMilliseconds,
                    });
                }
                catch (PlaywrightException problem)
                {
                    // The next way may do; what was wrong with this one stands in the failure.
                    told.Add($"{path}: {problem.Message}");
                }
            }
        }

        throw new CheckFailedException($"{Help}\n{string.Join('\n', told)}");
    }

    private static Task<string?> OnThePathAsync() => Task.FromResult(Find(Names));

    private static async Task<string?> OfPlaywrightAsync(IPlaywright playwright)
    {
        if (!File.Exists(playwright.Chromium.ExecutablePath))
        {
            await Task.Run(() => Microsoft.Playwright.Program.Main(["install", "--no-shell", "chromium"]));
        }

        return File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null;
    }

    private static async Task<string?> OfDebianAsync()
    {
        if (Environment.UserName != "root" || Find(["apt-get"]) is not { } tool)
        {
            return null;
        }

        await RunAsync(tool, "update");
        await RunAsync(tool, "install", "--yes", "--no-install-recommends", "chromium");
        return Find(Names);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private static string? Find(string[] names) => (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from name in names
        let path = Path.Combine(folder, name)
        where File.Exists(path)
        select path).FirstOrDefault();
}
