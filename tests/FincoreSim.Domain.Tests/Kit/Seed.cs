namespace FincoreSim.Domain.Tests.Kit;

/// <summary>
/// The seed of random tests: of the environment variable FINCORESIM_SEED, else chosen anew in each run, and printed.
/// </summary>
internal static class Seed
{
    public const string Variable = "FINCORESIM_SEED";

    private static readonly int OfThisRun =
        int.TryParse(
            Environment.GetEnvironmentVariable(Variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();

    /// <summary>The seed of this run; the test's output tells how to have it again.</summary>
    public static int Print()
    {
        TestContext.Out.WriteLine($"{Variable}={OfThisRun}");
        return OfThisRun;
    }
}
