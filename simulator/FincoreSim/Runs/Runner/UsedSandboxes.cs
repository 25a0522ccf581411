using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Switches;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Runner;

/// <summary>Sandboxes that were made before the scenario that uses them: by name, or from a snapshot. Stateless.</summary>
internal static class UsedSandboxes
{
    /// <summary>
    /// Gives a sandbox that was made before what the scenario wants of it: switches, the clock's mode, and other ids than it told
    /// of before; why it cannot, or null. The recorder listens by then, so that a replay has all of it too.
    /// </summary>
    public static string? Adapt(Sandbox sandbox, PlannedRun planned, RunSettings settings, int repetition)
    {
        var plan = planned.Scenario.Sandbox;
        if (plan.Use is not null)
        {
            sandbox.Gate.Clock(clock =>
            {
                clock.Set(plan.Mode ?? ClockMode.Frozen, plan.Scale ?? 1);
                return true;
            });
            if (Switch(sandbox, plan) is { } refusal)
            {
                return refusal;
            }
        }

        if (settings.OverridesSeeds && plan is { Use: not null } or { Snapshot: not null })
        {
            // Its ids and credentials may be known to somebody: these stay, and only what comes is new.
            sandbox.Execute(new ChangeSeed(RunSeeds.Of(planned, settings, repetition)) { Origin = Origin.Control });
        }

        return null;
    }

    private static string? Switch(Sandbox named, SandboxPlan plan)
    {
        if (plan.Switches.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var changed = named.Execute(world => OptionSwitches.ChangeIn(world, plan.Switches));
        return changed.IsAccepted ? null : $"the switches are refused: {StepAnswer.Of(changed)}";
    }
}
