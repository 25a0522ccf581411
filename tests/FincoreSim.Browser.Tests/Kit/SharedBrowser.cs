using FincoreSim.Testing;
using Microsoft.Playwright.NUnit;

namespace FincoreSim.Browser.Tests;

/// <summary>Ends the browser and the simulator that the tests of this assembly share.</summary>
[SetUpFixture]
public sealed class SharedBrowser
{
    [OneTimeSetUp]
    public void BePatient() => PlaywrightTest.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await Kit.Chromium.CloseAsync();
        await SimulatorApp.DisposeSharedAsync();
    }
}
