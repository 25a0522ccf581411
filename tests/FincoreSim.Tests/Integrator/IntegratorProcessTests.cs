using FincoreSim.SampleIntegrator;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Integrator;

/// <summary><c>fincoresim sample-integrator</c>, as it is run.</summary>
public sealed class IntegratorProcessTests
{
    [TestCase(false, "none: it is the careful one", 201)]
    [TestCase(true, "answers-200-before-booking", 200)]
    [Platform(Exclude = "Win")]
    public async Task Serves_says_what_it_needs_and_stops_when_told(bool isCareless, string says, int status)
    {
        await using var child = SimulatorProcess.Start(
            ["sample-integrator", "--urls", "http://127.0.0.1:0", .. isCareless ? ["--careless"] : Array.Empty<string>()]);
        var book = new Book(await child.UrlAsync());

        var message = IntegratorTests.Message("MONEY_IN", IntegratorTests.DepositBody());
        (await book.HookAsync("hooks/money-in", message, "mi-token")).ShouldBe(status);
        await child.SignalAsync("TERM");

        Assert.That(await child.ExitCodeAsync(), Is.Zero, child.Errors);
        Assert.That(child.Errors, Is.Empty);
        Assert.That(child.Output, Does.Contain(says).And.Contain("X-Fincore-Sim-Base-Url").And.Contain("FINCORE_INSTRUMENT_ID"));
    }

    [Test]
    public async Task Only_mistakes_that_there_are_can_be_asked_for()
    {
        await using var child = SimulatorProcess.Start("sample-integrator", "--mistakes", "second-sent");

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Does.Contain(Mistakes.NameOf(Mistake.SecondCent)).And.Not.Contain("   at "));
    }
}
