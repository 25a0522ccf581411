using FincoreSim.Domain.Clients;

namespace FincoreSim.Tests.Host;

/// <summary>Tests of the API: each test case has a sandbox of its own, made before it and ended after it.</summary>
public abstract class ApiTests
{
    /// <summary>The sandbox.</summary>
    protected SimSandbox Sim { get; private set; } = null!;

    /// <summary>The documented client, signed in.</summary>
    protected SimClient Client => Sim.Client;

    /// <summary>What the sandbox starts with.</summary>
    protected virtual SandboxSetup Setup => new();

    [SetUp]
    public async Task OpenSandboxAsync() => Sim = await (await SimulatorApp.Shared).NewSandboxAsync(Setup);

    [TearDown]
    public async Task CloseSandboxAsync() => await Sim.DisposeAsync();
}
