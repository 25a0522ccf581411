using FincoreSim.Runs.Runner;

namespace FincoreSim.Tests.Runs;

/// <summary>Cases of scenarios in few lines.</summary>
internal static class Cases
{
    /// <summary>A scenario that passes.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="yaml">What stands below <see cref="Bench.World"/>, or <see cref="Bench.Hooked"/>.</param>
    public static TestCaseData Green(string name, string yaml) => new TestCaseData(yaml, "").SetArgDisplayNames(name);

    /// <summary>A scenario that fails.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="yaml">What stands below <see cref="Bench.World"/>, or <see cref="Bench.Hooked"/>.</param>
    /// <param name="why">What its failure tells.</param>
    public static TestCaseData Red(string name, string yaml, string why) => new TestCaseData(yaml, why).SetArgDisplayNames(name);

    /// <summary>Runs a case.</summary>
    /// <param name="yaml">The whole text.</param>
    /// <param name="why">What its failure tells; empty: it passes.</param>
    /// <param name="settings">How it is run.</param>
    public static async Task RunAsync(string yaml, string why, RunSettings? settings = null)
    {
        foreach (var result in await Bench.RunAllAsync(yaml, settings))
        {
            if (why.Length == 0)
            {
                Bench.AssertPassed(result);
            }
            else
            {
                Bench.AssertFailed(result, why);
            }
        }
    }
}
