using FincoreSim.SampleIntegrator;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Integrator;

/// <summary>The sample integrator that the tests of this namespace share; each has books of its own.</summary>
[SetUpFixture]
public sealed class SharedIntegrator
{
    private static readonly Lazy<Task<IntegratorServer>> Common =
        new(() => IntegratorServer.StartAsync("http://127.0.0.1:0", Mistakes.None, Eventually.Patience, default));

    public static Task<IntegratorServer> Server => Common.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Common.IsValueCreated)
        {
            await (await Common.Value).DisposeAsync();
        }
    }
}
