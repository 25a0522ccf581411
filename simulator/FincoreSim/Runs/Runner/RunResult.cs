using FincoreSim.Language.Model;

namespace FincoreSim.Runs.Runner;

/// <summary>How a run of one scenario ended.</summary>
internal enum RunVerdict
{
    /// <summary>Everything was as expected.</summary>
    Passed,

    /// <summary>Something was not as expected.</summary>
    Failed,

    /// <summary>The surroundings did not allow it: nobody listens at the integrator's address.</summary>
    Unable,
}

/// <summary>One run of one scenario. Immutable.</summary>
internal sealed record RunResult
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The repetition, from 1.</summary>
    public required int Repetition { get; init; }

    /// <summary>How it ended.</summary>
    public required RunVerdict Verdict { get; init; }

    /// <summary>Why it did not pass; null where it did.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>How long it took, in real time.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>The seed of the sandbox.</summary>
    public required long Seed { get; init; }

    /// <summary>The seed of the run, where it overrides those of the files; null: each has its own.</summary>
    public long? RunSeed { get; init; }

    /// <summary>When the sandbox's clock began, UTC.</summary>
    public required DateTimeOffset Clock { get; init; }

    /// <summary>The fingerprint of the world at the end; null where it came to no world.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The end of the journal, a line an entry; of failed runs only.</summary>
    public ImmutableArray<string> Journal { get; init; } = [];

    /// <summary>The bundle that a failed run left; null where it left none.</summary>
    public string? Bundle { get; init; }

    /// <summary>The place in the file, as compilers write it.</summary>
    public string Place => Failure is null ? File : $"{File}:{Failure.At.Line}:{Failure.At.Column}";
}
