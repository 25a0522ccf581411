using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>Reports that the simulator makes.</summary>
public sealed class IntegratorReportTests : IntegratorTests
{
    protected override SandboxSetup Setup => SandboxSetup.With("reports", "enabled");

    [Test]
    public async Task Are_taken_and_noted()
    {
        var book = await OpenForAsync("REPORT");

        await Sim.AdvanceAsync("1d");

        Assert.That(await AnswersAsync(), Is.Not.Empty.And.All.EqualTo(200));
        Assert.That((await book.GetAsync("notes")).Text, Does.Contain(".csv"));
    }
}
