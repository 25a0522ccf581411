using FincoreSim.Json;

namespace FincoreSim.Runs.Copied;

/// <summary>A scenario made from what was done.</summary>
internal sealed record ScenarioCopyView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("yaml")] string Yaml,
    [property: JsonPropertyName("steps")] ImmutableArray<CopiedStepView> Steps,
    [property: JsonPropertyName("left_out")] ImmutableArray<LeftOutView> LeftOut,
    [property: JsonPropertyName("checked")] string Checked,
    [property: JsonPropertyName("difference")] string? Difference,
    [property: JsonPropertyName("same_ledger")] bool? SameLedger)
{
    /// <summary>A copy with what its check came to.</summary>
    public static ScenarioCopyView From(ScenarioCopy copy, CopyCheck check) => new(
        copy.Name,
        copy.Yaml,
        [.. copy.Done.Select(step => new CopiedStepView(step.Deed.Sequence, Stamp.Iso(step.Deed.At), step.Shown))],
        [.. copy.LeftOut.Select(left => new LeftOutView(left.Sequence, Stamp.Iso(left.At), left.What, left.Reason))],
        check.Verdict,
        check.Difference,
        check.HasSameMoney);
}

/// <summary>A step of a copy.</summary>
internal sealed record CopiedStepView(
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("step")] string Step);

/// <summary>Something that a scenario cannot say.</summary>
internal sealed record LeftOutView(
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("what")] string What,
    [property: JsonPropertyName("reason")] string Reason);
