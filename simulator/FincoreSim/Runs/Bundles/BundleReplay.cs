using FincoreSim.Domain.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Runs.Bundles;

/// <summary>What replaying a bundle came to. Immutable.</summary>
/// <param name="Recorded">What the world had become in the recording.</param>
/// <param name="Replayed">What it became now.</param>
/// <param name="Divergence">Where the replay first left the way of the recording; null where it never did.</param>
/// <param name="Failed">How many decisions threw: each is a bug, and changed nothing.</param>
internal sealed record ReplayComparison(EndOfRun Recorded, EndOfRun Replayed, Divergence? Divergence, int Failed)
{
    /// <summary>Whether the world became the same: the same fingerprint, or the same broken invariant.</summary>
    public bool IsSame => Recorded.Fingerprint == Replayed.Fingerprint && Recorded.Broken == Replayed.Broken;

    /// <summary>The parts of the world that differ, in words.</summary>
    public ImmutableArray<string> DifferentParts =>
        [.. Recorded.Parts.OfType<FingerprintPart>().Where(part => !Replayed.Parts.Contains(part)).Select(part => part.Name)];
}

/// <summary>Has the world of a bundle again, in the domain alone: no integrator, no HTTP, no wall clock.</summary>
internal static class BundleReplay
{
    /// <summary>The years in which a world may begin: from far outside of them it could not count forth and back.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 9000;

    /// <summary>Replays a bundle. Throws <see cref="BundleException"/> where it cannot be replayed.</summary>
    public static ReplayComparison Run(RunBundle bundle)
    {
        if (bundle.NotReplayable is { } reason)
        {
            throw new BundleException(BundleFile.ManifestName, $"it cannot be replayed: {reason}");
        }

        var made = bundle.World;
        if (made.Start.Year is < FirstYear or > LastYear)
        {
            throw new BundleException(BundleFile.ManifestName, $"no world begins at {made.Start:O}");
        }

        var template = WorldTemplate.Find(made.Template)
            ?? throw new BundleException(BundleFile.ManifestName, $"there is no template '{made.Template}'");
        var replayed =
            WorldReplay.Run(template.Build(made.Options, made.Seed, made.Start), bundle.Recording.Inputs, bundle.End.At);
        return new ReplayComparison(bundle.End, EndOfRun.Of(replayed.World), replayed.Divergence, replayed.Failed);
    }
}
