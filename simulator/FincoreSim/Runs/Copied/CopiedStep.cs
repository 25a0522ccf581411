using System.Text.Json.Nodes;

namespace FincoreSim.Runs.Copied;

/// <summary>A deed as a scenario says it. Immutable but for its nodes, which nobody changes.</summary>
/// <param name="Deed">What was done.</param>
/// <param name="Key">The step: <c>money_out</c>.</param>
/// <param name="Value">What stands behind it; null where nothing does.</param>
internal sealed record CopiedStep(Deed Deed, string Key, JsonNode? Value)
{
    /// <summary>The name that its result gets.</summary>
    public string? As { get; init; }

    /// <summary>What else stands beside it: headers, body, within.</summary>
    public ImmutableArray<KeyValuePair<string, JsonNode?>> Beside { get; init; } = [];

    /// <summary>What its answer must be; null where it only must not fail.</summary>
    public JsonObject? Expect { get; init; }

    /// <summary>What people would want to know of it.</summary>
    public string? Comment { get; init; }

    /// <summary>Steps that belong to it and come right after it.</summary>
    public ImmutableArray<CopiedStep> After { get; init; } = [];

    /// <summary>In a line, for lists of what was done.</summary>
    public string Shown => Key == "call" ? $"call {Value?.GetValue<string>()}" : Value is null ? Key : $"{Key} {Flow.Of(Value)}";
}

/// <summary>What a scenario cannot say.</summary>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="At">UTC instant.</param>
/// <param name="What">What was done.</param>
/// <param name="Reason">Why it is not in the scenario.</param>
internal sealed record LeftOut(long Sequence, DateTimeOffset At, string What, string Reason)
{
    /// <summary>Whether it changed nothing, so that the ledger comes to the same without it.</summary>
    public bool IsHarmless { get; init; }
}
