using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Runs.Runner;

/// <summary>Why a scenario failed, for people: no user or password that stands in a URL is in it. Immutable.</summary>
/// <param name="At">The place in the file that was not met.</param>
/// <param name="Title">In one line: what was expected and what happened.</param>
/// <param name="Details">What helps to find out why, a line each.</param>
internal sealed record RunFailure(Position At, string Title, ImmutableArray<string> Details)
{
    /// <summary>A failure with one line.</summary>
    public RunFailure(Position at, string title)
        : this(at, title, [])
    {
    }

    /// <summary>In one line: what was expected and what happened.</summary>
    public string Title { get; init => field = WebhookUrl.ShownIn(value); } = WebhookUrl.ShownIn(Title);

    /// <summary>What helps to find out why, a line each.</summary>
    public ImmutableArray<string> Details { get; init => field = Shown(value); } = Shown(Details);

    /// <summary>
    /// Whether it is the fault of the surroundings, not of anybody's behaviour: nobody listens at the integrator's address.
    /// </summary>
    public bool IsEnvironment { get; init; }

    private static ImmutableArray<string> Shown(ImmutableArray<string> lines) => [.. lines.Select(WebhookUrl.ShownIn)];

    /// <summary>The whole text, the first line without indentation.</summary>
    public override string ToString() => string.Join('\n', [Title, .. Details.Select(line => $"  {line}")]);
}

/// <summary>
/// Ends a scenario from deep within a text or a step: a reference stands for nothing, or a bound is reached. Caught where steps
/// are run, where it becomes a <see cref="RunFailure"/>.
/// </summary>
/// <param name="text">What is wrong, and what would be right.</param>
internal sealed class ScenarioStopped(string text) : Exception(text);
