using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Commands;

/// <summary>A bug is one sentence that says so, with the details for who asks for them; wherever in the program it is.</summary>
public sealed class LastResortTests
{
    [TestCase(StartupHook.InCommand, "")]
    [TestCase(StartupHook.InCommand, "0")]
    [TestCase(StartupHook.InCommand, "1")]
    [TestCase(StartupHook.OnThread, "")]
    [TestCase(StartupHook.OnThread, "1")]
    public async Task A_bug_is_told_of_as_one(string where, string debug)
    {
        await using var child = SimulatorProcess.StartWith(
            [
                ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location),
                (StartupHook.Variable, where),
                ("FINCORESIM_DEBUG", debug),
            ],
            where == StartupHook.InCommand ? ["--help"] : ["--urls", "http://127.0.0.1:0"]);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(3), child.Output + child.Errors);

        Assert.That(child.Errors, Does.StartWith(
            "fincoresim: this is a bug of the simulator: InvalidOperationException: broken on purpose. Please report it"));
        Assert.That(child.Errors, debug == "1" ? Does.Contain("   at StartupHook.") : Does.Not.Contain("   at "));
        Assert.That(child.Errors.TrimEnd().Split('\n').Length == 1, Is.EqualTo(debug != "1"), child.Errors);
    }
}
