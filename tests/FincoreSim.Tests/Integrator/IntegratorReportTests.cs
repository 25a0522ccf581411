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

        (await book.PayAsync("pay-1")).ShouldBe(201);

        await Sim.AdvanceAsync("9h");

        Assert.That(await AnswersAsync(), Is.EqualTo([200, 200]));
        Assert.That((await book.GetAsync("notes")).Text, Does.Contain(".csv"));
    }
}
