namespace FincoreSim.Runs.Bundles;

/// <summary>The member <c>bundle.json</c>: everything of a bundle that is neither an input nor a text for people.</summary>
internal sealed record BundleManifest
{
    /// <summary>The version of the format that this program writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The file it came from.</summary>
    public required string? ScenarioPath { get; init; }

    /// <summary>The combination of its matrix.</summary>
    public required string? Combination { get; init; }

    /// <summary>The seed of the order of parallel steps.</summary>
    public required long? SchedulingSeed { get; init; }

    /// <summary>What the world was made from.</summary>
    public required WorldOfRun World { get; init; }

    /// <summary>How many inputs there are.</summary>
    public required int Inputs { get; init; }

    /// <summary>How many more were not kept.</summary>
    public required long Missed { get; init; }

    /// <summary>What the world had become.</summary>
    public required EndOfRun End { get; init; }

    /// <summary>Why it cannot be replayed; null where it can.</summary>
    public required string? NotReplayable { get; init; }

    public static BundleManifest From(RunBundle bundle) => new()
    {
        Format = CurrentFormat,
        Program = bundle.Program,
        Scenario = bundle.Scenario.Name,
        ScenarioPath = bundle.Scenario.Path,
        Combination = bundle.Scenario.Combination,
        SchedulingSeed = bundle.Scenario.SchedulingSeed,
        World = bundle.World,
        Inputs = bundle.Recording.Inputs.Length,
        Missed = bundle.Recording.Missed,
        End = bundle.End,
        NotReplayable = bundle.NotReplayable,
    };
}
