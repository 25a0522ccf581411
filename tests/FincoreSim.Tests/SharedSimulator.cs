using FincoreSim.Tests.Host;

namespace FincoreSim.Tests;

/// <summary>Ends the simulator that the tests of this assembly share.</summary>
[SetUpFixture]
public sealed class SharedSimulator
{
    [OneTimeTearDown]
    public async Task StopAsync() => await SimulatorApp.DisposeSharedAsync();
}
