using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Runs.Bundles;

/// <summary>The scenario that was run. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The file it came from; null where it came with a call.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Combination">The combination of its matrix, in words; null where it has none.</param>
/// <param name="SchedulingSeed">The seed of the order of parallel steps; null where none was drawn.</param>
internal sealed record ScenarioOfRun(
    string Name, string? Path, string Text, string? Combination = null, long? SchedulingSeed = null);

/// <summary>What the world of a run was made from. Immutable.</summary>
/// <param name="Template">The template's name.</param>
/// <param name="Seed">The seed of ids and chance.</param>
/// <param name="Start">UTC instant at which the template built it.</param>
/// <param name="ClockMode">How its time passed at first.</param>
/// <param name="ClockScale">Virtual seconds per real second while running.</param>
/// <param name="Options">The switches at first.</param>
internal sealed record WorldOfRun(
    string Template, long Seed, DateTimeOffset Start, ClockMode ClockMode, double ClockScale, WorldOptions Options);

/// <summary>What the world of a run had become. Immutable.</summary>
/// <param name="At">UTC instant, of the world's time.</param>
/// <param name="Fingerprint">Its fingerprint; null where an invariant broke.</param>
/// <param name="Parts">The fingerprints of its parts.</param>
/// <param name="Broken">The invariant that broke, and what was found; null while all was well.</param>
internal sealed record EndOfRun(DateTimeOffset At, string? Fingerprint, ImmutableArray<FingerprintPart> Parts, string? Broken)
{
    /// <summary>What a world has become.</summary>
    public static EndOfRun Of(World world) => world.Broken is { } broken
        ? new EndOfRun(world.Now, null, [], broken.Message)
        : new EndOfRun(world.Now, Domain.Worlds.Fingerprint.Of(world.State),
            Domain.Worlds.Fingerprint.PartsOf(world.State), null);
}

/// <summary>
/// Everything that is needed to have the world of a run again without the integrator that was there: what the world was made
/// from, and every input in the order in which the world took it, receivers' answers too. Immutable.
/// </summary>
internal sealed record RunBundle
{
    /// <summary>The version of the program that made it.</summary>
    public string Program { get; init; } = Product.Version;

    /// <summary>The scenario.</summary>
    public required ScenarioOfRun Scenario { get; init; }

    /// <summary>What the world was made from.</summary>
    public required WorldOfRun World { get; init; }

    /// <summary>The inputs.</summary>
    public required Recording Recording { get; init; }

    /// <summary>What it had become.</summary>
    public required EndOfRun End { get; init; }

    /// <summary>What the run came to, in words: which expectation failed, and why.</summary>
    public string Result { get; init; } = "";

    /// <summary>The journal's last entries, for people.</summary>
    public string Journal { get; init; } = "";

    /// <summary>Why the world cannot be had again from it; null where it can.</summary>
    public string? NotReplayable { get; init; }

    /// <summary>The bundle of a run that has ended. The recorder must have observed the sandbox from its creation.</summary>
    /// <param name="sandbox">The sandbox in which it ran.</param>
    /// <param name="recorder">The recorder that observed it.</param>
    /// <param name="scenario">What was run.</param>
    /// <param name="result">What it came to, in words.</param>
    /// <param name="journal">The journal's last entries, for people.</param>
    public static RunBundle Of(
        Sandbox sandbox, CommandRecorder recorder, ScenarioOfRun scenario, string result = "", string journal = "")
    {
        var gate = sandbox.Gate;
        var (recording, end) = EndOf(gate, recorder);
        var settings = sandbox.Settings;
        return new RunBundle
        {
            Scenario = scenario,
            World = new WorldOfRun(
                settings.Template.Name, settings.Seed, sandbox.Start, settings.Clock.Mode, settings.Clock.Scale,
                settings.Options),
            Recording = recording with { Inputs = [.. recording.Inputs.Select(Shown)] },
            End = end,
            Result = result,
            Journal = journal,
            NotReplayable = ReasonAgainst(settings.Template, recording, recorder.ListensTo(gate)),
        };
    }

    /// <summary>
    /// An input as it is kept: who has the bundle need not know the user and the password in a URL, to which nothing is sent
    /// again.
    /// </summary>
    private static RecordedInput Shown(RecordedInput input) => input is RecordedCommand made
        ? made with
        {
            Command = made.Command switch
            {
                RegisterWebhook command => command with { Url = WebhookUrl.Shown(command.Url) },
                ChangeWebhook { Url: { } url } command => command with { Url = WebhookUrl.Shown(url) },
                var command => command,
            },
        }
        : input;

    private static (Recording Recording, EndOfRun End) EndOf(WorldGate gate, CommandRecorder recorder)
    {
        try
        {
            return gate.Read(world => (recorder.Read(), EndOfRun.Of(world)));
        }
        catch (InvariantBroken)
        {
            // Nobody reads a poisoned world; that it broke, and how, is what a replay has to find again.
            return gate.Inspect(world => (recorder.Read(), EndOfRun.Of(world)));
        }
    }

    private static string? ReasonAgainst(WorldTemplate template, Recording recording, bool isHeard)
    {
        if (template.Name == WorldTemplate.SnapshotName)
        {
            return "the sandbox was made from a snapshot, which is only in the memory of the program that took it";
        }

        if (!isHeard || recording.IsInterrupted)
        {
            return "the sandbox was reset, or went back to a snapshot, from outside the scenario";
        }

        return recording.Missed == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"only the first {recording.Inputs.Length} inputs were kept; {recording.Missed} more came");
    }
}
