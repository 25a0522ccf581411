using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FincoreSim.Testing;
using Microsoft.Playwright.NUnit;

namespace FincoreSim.Browser.Tests.Kit;

/// <summary>
/// Tests of the page: each has a sandbox and a window of its own. Whatever a test looks for, no page may write to the console,
/// throw, break its own Content-Security-Policy or ask anybody but the simulator for anything.
/// </summary>
public abstract class PageTests : PlaywrightTest
{
    private readonly ConcurrentQueue<string> _faults = [];

    /// <summary>The sandbox.</summary>
    private protected SimSandbox Sim { get; private set; } = null!;

    /// <summary>The documented client, signed in.</summary>
    private protected SimClient Client => Sim.Client;

    /// <summary>The window.</summary>
    private protected IPage Page { get; private set; } = null!;

    /// <summary>What the sandbox starts with.</summary>
    private protected virtual SandboxSetup Setup => new();

    /// <summary>How the window is.</summary>
    private protected virtual BrowserNewContextOptions Window => new();

    /// <summary>Messages of the browser that this test provokes.</summary>
    private protected virtual bool IsExpected(string message) => false;

    [SetUp]
    public async Task OpenAsync()
    {
        Sim = await (await SimulatorApp.Shared).NewSandboxAsync(Setup);
        Page = await OpenWindowAsync(Window);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (Page is not null)
        {
            await Page.Context.CloseAsync();
        }

        if (Sim is not null)
        {
            await Sim.DisposeAsync();
        }

        Assert.That(_faults, Is.Empty);
    }

    /// <summary>A window that tells of everything that no page may do. Closed with its context, or with the browser.</summary>
    private protected async Task<IPage> OpenWindowAsync(BrowserNewContextOptions options)
    {
        options.BaseURL ??= Sim.App.Url;
        options.Locale = "en-US";
        options.TimezoneId = "Asia/Tokyo";
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await (await Chromium.SharedAsync(Playwright)).NewContextAsync(options);
        context.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        context.Console += (_, message) => Tell($"console: {message.Text} ({message.Location})");
        context.WebError += (_, error) => Tell($"error: {error.Error}");
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(options.BaseURL, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Tell($"request: {request.Url}");
            }
        };
        return await context.NewPageAsync();
    }

    /// <summary>Opens an area of the sandbox.</summary>
    private protected Task GoAsync(string area = "") => GoAsync(Page, area);

    /// <summary>Opens an area of the sandbox in a window.</summary>
    private protected Task GoAsync(IPage page, string area = "") => page.GotoAsync($"/{Sim.Id}/{area}");

    /// <summary>Keeps what the window shows as an artifact.</summary>
    private protected static Task ShootAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(
            Folder(), "artifacts", "screenshots", $"{name}.png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });

    /// <summary>The folder of the repository.</summary>
    private protected static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    private void Tell(string fault)
    {
        if (!IsExpected(fault))
        {
            _faults.Enqueue(fault);
        }
    }
}
