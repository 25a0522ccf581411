using FincoreSim.Runs.Runner;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Library;

/// <summary>
/// What ships and asks a receiver, against servers as they are: twice in a row with one and the same, since nobody empties
/// theirs between two runs.
/// </summary>
public sealed class ForeignServersTests
{
    private static IEnumerable<string> Kinds => CarefulReceiver.Kinds.Keys;

    [TestCaseSource(nameof(Kinds))]
    public async Task The_conformance_suite_passes_twice_in_a_row(string kind)
    {
        await using var receiver = await CarefulReceiver.Kinds[kind]();
        var suite = Bench.PlanOf(
            [.. Bench.Shipped("conformance").Where(path => !path.StartsWith("conformance/book/", StringComparison.Ordinal))]);

        for (var time = 1; time <= 2; time++)
        {
            foreach (var result in await Bench.RunAllAsync(
                suite, new RunSettings { IntegratorUrl = receiver.Url + "/hooks", Parallel = 2 }.WithSeed(null)))
            {
                Bench.AssertPassed(result);
            }
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task The_walkthrough_is_as_expected_twice_in_a_row(string kind)
    {
        await Script.NeedsCurlAsync();
        await using var receiver = await CarefulReceiver.Kinds[kind]();
        await using var app = await Host.SimulatorApp.StartAsync();

        for (var time = 1; time <= 2; time++)
        {
            var walked = await Script.BashAsync(["simulator/walkthrough.sh", app.Url, receiver.Url]);
            Assert.That(walked.ExitCode, Is.Zero, walked.ToString());
        }
    }
}
