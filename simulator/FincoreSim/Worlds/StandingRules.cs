using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Worlds;

/// <summary>A rule that stands.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Use">The id or name of the only sandbox that has it; null: every sandbox.</param>
internal sealed record StandingRule(Rule Rule, string? Use);

/// <summary>Standing rules that come from one place. Immutable.</summary>
/// <param name="Name">What the place is called.</param>
/// <param name="Version">Tells one state of the place from another.</param>
/// <param name="Rules">The rules, in their order.</param>
internal sealed record StandingSource(string Name, string Version, ImmutableArray<StandingRule> Rules)
{
    /// <summary>What of it a sandbox has; null where all of it is for others.</summary>
    public RuleSource? For(SandboxSettings sandbox)
    {
        Rule[] rules = [.. Rules.Where(rule => rule.Use is null || rule.Use == sandbox.Id || rule.Use == sandbox.Name)
            .Select(rule => rule.Rule)];
        if (rules.Length == 0 && Rules.Length > 0)
        {
            return null;
        }

        // A fork of one sandbox into another must not pass for having what was meant for the first.
        return new RuleSource(Name, Rules.All(rule => rule.Use is null) ? Version : $"{Version} in {sandbox.Id}", [.. rules]);
    }
}

/// <summary>
/// The rules that sandboxes have from their beginning and again after each reset, until these are replaced. A world gets them
/// before anybody can call it. Thread-safe.
/// </summary>
/// <param name="complain">Is told of rules that could not be armed in a new world.</param>
internal sealed class StandingRules(Action<string> complain)
{
    private readonly Lock _applying = new();
    private StandingSource[] _sources = [];

    /// <summary>Puts others in their place for worlds to come; <see cref="Apply"/> brings them to those that are there.</summary>
    public void Replace(IEnumerable<StandingSource> sources) => Volatile.Write(ref _sources, [.. sources]);

    /// <summary>Arms them in a sandbox, at one instant; what is armed already and did not change stays as it is.</summary>
    /// <returns>What could not be armed.</returns>
    public ImmutableArray<RefusedSource> Apply(Sandbox sandbox)
    {
        // One at a time, so that the last to come has the newest.
        lock (_applying)
        {
            var run = sandbox.Run;
            if (!run.HasStandingRules)
            {
                return [];
            }

            return run.Gate.Execute(For(sandbox.Settings, Volatile.Read(ref _sources))).Value;
        }
    }

    /// <summary>Arms them in a world that nobody else has yet.</summary>
    public void Prepare(World world, SandboxSettings sandbox)
    {
        var sources = Volatile.Read(ref _sources);
        if (sources.Length > 0 || !world.State.Rules.Sources.IsEmpty)
        {
            Complain(world.Execute(For(sandbox, sources)).Value, sandbox);
        }
    }

    /// <summary>Lets a prepared world be seen, and brings it up to date where the rules were replaced meanwhile.</summary>
    /// <param name="publish">Prepares the world and gives the sandbox that can be found with it.</param>
    public Sandbox Publish(Func<Sandbox> publish)
    {
        var before = Volatile.Read(ref _sources);
        var sandbox = publish();
        if (Volatile.Read(ref _sources) != before)
        {
            Complain(Apply(sandbox), sandbox.Settings);
        }

        return sandbox;
    }

    private static ArmSources For(SandboxSettings sandbox, StandingSource[] sources) =>
        new([.. sources.Select(source => source.For(sandbox)).OfType<RuleSource>()]) { Origin = Origin.Folder };

    private void Complain(ImmutableArray<RefusedSource> refused, SandboxSettings sandbox)
    {
        foreach (var source in refused)
        {
            complain($"{source.Source} is not armed in sandbox {sandbox.Id}: {Explain(source.Refusal)}");
        }
    }

    /// <summary>Why rules could not be armed, for people.</summary>
    public static string Explain(Refusal refusal) => refusal switch
    {
        { Code: RefusalCode.LimitReached } => $"more than {RuleBook.RulesMax} rules would be armed",
        { Conflict: { } conflict } => $"{refusal.Subject} is {conflict.Current} already",
        _ => refusal.Subject ?? refusal.Code.ToString(),
    };
}
