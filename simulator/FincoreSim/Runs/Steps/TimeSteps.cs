using FincoreSim.Domain.Time;
using FincoreSim.Json;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Steps;

/// <summary>The steps of time: virtual time moves and settles, or real time is waited for. Thread-safe.</summary>
internal sealed class TimeSteps(RunContext context, ExpectationCheck expectations)
{
    private static readonly TimeSpan UntilIdleMax = TimeSpan.FromDays(7);
    private static readonly TimeSpan CalmMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Moves the clock and settles; fails where receivers do not answer in the real time that settling may take.
    /// </summary>
    public async Task<RunFailure?> AdvanceAsync(AdvanceStep step)
    {
        if (step.To is { } asked && context.Sandbox.Gate.Clock(clock => clock.Mode) == ClockMode.Frozen
            && context.Sandbox.Now is var now && asked < now)
        {
            return new RunFailure(step.At, $"{step.Command}: it is {Stamp.Iso(now)} already, and the clock does not go back");
        }

        var driver = new ClockDriver(context.Sandbox, context.Time);
        var moved = step switch
        {
            { IsUntilIdle: true } => await driver.UntilIdleAsync(step.Max ?? UntilIdleMax, context.Stop.Token),
            { To: { } instant } => await driver.ToOrPastAsync(instant, context.Stop.Token),
            _ => await driver.AdvanceAsync(step.By!.Value, context.Stop.Token),
        };
        if (!moved.IsAccepted)
        {
            return new RunFailure(step.At, $"{step.Command}: {StepAnswer.Of(moved).Body}");
        }

        var waiting = moved.Value.StillWaiting;
        return waiting.IsEmpty ? null : new RunFailure(
            step.At,
            $"{step.Command}: {waiting.Length} webhooks were not answered within the real time that settling may take (the "
            + $"option settle_cap)",
            [.. waiting.Take(5)
                .Select(delivery => context.Sandbox.Read(world => new WebhookCandidate(world.State, delivery).ToString()))]);
    }

    /// <summary>
    /// Lets the webhooks of a step be answered before the next one, on a frozen clock: what an answer brings about would else
    /// come before or after it by chance. A receiver that takes long is not waited for longer than a moment.
    /// </summary>
    public async Task CalmAsync(RunScope scope)
    {
        if (scope.TakesTurns || context.Sandbox.Gate.Clock(clock => clock.Mode) != ClockMode.Frozen)
        {
            return;
        }

        var started = context.Time.GetTimestamp();
        var run = context.Sandbox.Run;
        while (run.End is null && !run.Gate.IsQuiet && context.Time.GetElapsedTime(started) < CalmMax)
        {
            var changed = run.Changes.Next();
            if (!run.Gate.IsQuiet)
            {
                await changed.WaitAsync(Poll, context.Time, context.Stop.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Stop.Token.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Time between rounds passes.</summary>
    public Task<RunFailure?> PassAsync(TimeSpan by, Position at) =>
        AdvanceAsync(new AdvanceStep(by, null, false, null) { At = at, Command = "every" });

    /// <summary>Waits in real time until something is there.</summary>
    public async Task<RunFailure?> WaitAsync(WaitForStep step, RunScope scope)
    {
        var started = context.Time.GetTimestamp();
        var run = context.Sandbox.Run;
        while (true)
        {
            if (run.End is LifeEnd.Reset)
            {
                return new RunFailure(step.At,
                    $"{step.Command}: the sandbox was reset meanwhile; the world that this waited for is gone");
            }

            var changed = context.Sandbox.Run.Changes.Next();
            var failure = await expectations.CheckAsync(step.Wanted, scope);
            if (failure is null)
            {
                Bind(step, scope);
                return null;
            }

            var left = step.Within - context.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return failure with
                {
                    Title = $"waited {DurationText.Format(step.Within)} in vain: {failure.Title}",
                    Details = [.. failure.Details, .. RuleTrace.Of(context.Sandbox)]
                };
            }

            await changed.WaitAsync(left < Poll ? left : Poll, context.Time, context.Stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Stop.Token.ThrowIfCancellationRequested();
        }
    }

    private void Bind(WaitForStep step, RunScope scope)
    {
        if (step.As is not null && step.Wanted is TransactionExpectation wanted && expectations.FindOne(wanted, scope) is { } id)
        {
            scope.Define(step.As, new Bound(Thing.Transaction, id.Value));
        }
    }
}
