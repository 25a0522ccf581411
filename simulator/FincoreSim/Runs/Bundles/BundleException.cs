namespace FincoreSim.Runs.Bundles;

/// <summary>A file that is no run bundle, or not one that this program reads; the message names the member and says why.</summary>
internal sealed class BundleException(string member, string why) : Exception($"{member}: {why}");
