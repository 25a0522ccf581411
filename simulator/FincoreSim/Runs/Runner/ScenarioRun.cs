using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Ground;
using FincoreSim.Json;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Runner;

/// <summary>Runs one scenario once, in the sandbox that it is given. Used once.</summary>
internal sealed class ScenarioRun(RunContext context)
{
    private const int JournalShown = 200;

    private readonly RunScope _scope = new();
    private readonly StepRunner _runner = new(context);

    /// <summary>Makes what is given, arms, does the steps, and checks.</summary>
    /// <returns>Why it failed; null where it did not.</returns>
    public async Task<RunFailure?> RunAsync()
    {
        try
        {
            var failure = await PlayAsync();
            return context.Watching.Violation ?? failure;
        }
        catch (OperationCanceledException) when (context.Sandbox.Deleted.IsCancellationRequested)
        {
            return context.Watching.Violation ?? new RunFailure(
                context.Doing?.At ?? Position.Start,
                $"{context.Doing?.Command ?? "given"}: broken off, because the sandbox was deleted");
        }
        catch (OperationCanceledException)
        {
            return context.Watching.Violation ?? new RunFailure(
                context.Doing?.At ?? Position.Start,
                $"{context.Doing?.Command ?? "given"}: broken off, because a scenario may take "
                + $"at most {DurationText.Format(context.Settings.TimeMax)} of real time here ({RunSettings.TimeOption})");
        }
        catch (ScenarioStopped stopped)
        {
            return new RunFailure(Position.Start, stopped.Message);
        }
        catch (InvariantBroken broken)
        {
            return context.Watching.Violation
                ?? new RunFailure(Position.Start,
                    $"a bug of the simulator broke the world, which answers nothing any more: {broken.Message}");
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // A bug of ours must not take the other scenarios with it.
            return new RunFailure(Position.Start, $"a bug in the simulator: {bug.GetType().Name}: {bug.Message}",
                [.. (bug.StackTrace ?? "").Split('\n').Take(5).Select(line => line.Trim())]);
        }
    }

    /// <summary>The end of the journal, for whoever looks for the reason.</summary>
    public static ImmutableArray<string> JournalOf(Sandbox sandbox) => sandbox.Gate.Inspect(world => world.State.Journal
        .After(world.State.Journal.NextSequence - 1 - JournalShown)
        .Select(
            entry =>
                $"#{entry.Sequence} {Stamp.Iso(entry.At)} {entry.Fact.Kind} {string.Join(" ", entry.Fact.Details.Where(detail => detail.Text is not null).Select(detail => $"{detail.Name}={detail.Text}"))}".TrimEnd())
        .ToImmutableArray());

    private async Task<RunFailure?> PlayAsync()
    {
        var scenario = context.Scenario;
        if (StepCount.Of(scenario.Setup, scenario.Steps) is ({ } longest, var all) && all > context.Settings.StepsMax)
        {
            return new RunFailure(
                longest.At,
                $"counting all rounds the scenario takes {StepCount.Shown(all)} steps, and may take at most "
                + $"{context.Settings.StepsMax} here ({RunSettings.StepsOption})");
        }

        var references = new References(context);
        if (new GivenSteps(context, references, _scope).Make(scenario.Given) is { } missing)
        {
            return missing;
        }

        if (await _runner.RunAsync(scenario.Setup, _scope.List("setup")) is { } unready)
        {
            return unready with { Title = $"setup: {unready.Title}" };
        }

        Watch(scenario, references);
        return (scenario.Rules.IsEmpty
            ? null
            : new ControlSteps(context, references).Arm(scenario.Rules[0].At, scenario.Rules, _scope))
            ?? await _runner.RunAsync(scenario.Steps, _scope.List("steps"))
            ?? await Probing.CheckAsync(context, references, _runner.Exchanges, _scope)
            ?? CheckInvariants(scenario)
            ?? await _runner.Expectations.CheckAsync(scenario.Expect, _scope);
    }

    private void Watch(Scenario scenario, References references)
    {
        var watchers = new Watchers(context, _scope, scenario.Never, scenario.Always);
        context.Watching.Begin(watchers.IsEmpty ? null : watchers, Stop);
        context.Watching.TakeDelivered();
        if (scenario.Never.OfType<ExpectationWatch>().Any(watch => watch.Wanted is CallsExpectation))
        {
            context.Sandbox.Requests.Added = call =>
            {
                if (watchers.Check(call, references) is { } violation)
                {
                    context.Watching.Violate(violation);
                }
            };
        }
    }

    /// <summary>Ends the run from inside the gate, where nobody can wait for what hears of it.</summary>
    private void Stop() => Background.Run(
        context.Stop.CancelAsync,
        bug => context.Sandbox.Run.Fail("runs_can_be_broken_off", "ending a scenario at what must never happen", bug));

    /// <summary>Every invariant in full; a scenario need not ask for it.</summary>
    private RunFailure? CheckInvariants(Scenario scenario)
    {
        var broken = context.Sandbox.Read(
            world => world.CheckInvariants().Where(invariant => !invariant.Holds).Select(invariant => invariant.Name).ToArray());
        return broken.Length == 0 ? null
            : new RunFailure(scenario.Always.OfType<LedgerWatch>().FirstOrDefault()?.At ?? Position.Start,
                $"the ledger does not balance: {string.Join(", ", broken)}");
    }
}
