namespace FincoreSim.Runs.Bundles;

/// <summary>
/// A file that is no run bundle, or not one that this program reads; the message names the member and says why.
/// </summary>
internal sealed class BundleException : Exception
{
    /// <summary>What is wrong with a member.</summary>
    public BundleException(string member, string why) : base($"{member}: {why}")
    {
    }

    /// <summary>The same, with what may have led to it.</summary>
    public BundleException(BundleException problem, string cause) : base(problem.Message + cause, problem)
    {
    }
}
