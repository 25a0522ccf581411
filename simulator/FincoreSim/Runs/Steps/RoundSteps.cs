using System.Collections.Concurrent;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Steps;

/// <summary>
/// The steps that do others many times: one round after the other, or all at once from one barrier on. Thread-safe.
/// </summary>
internal sealed class RoundSteps(RunContext context, References references, StepRunner runner, TimeSteps time)
{
    /// <summary>Rounds one after the other, with virtual time between them.</summary>
    public async Task<RunFailure?> RepeatAsync(RepeatStep step, RunScope scope)
    {
        var answers = AnswersTo(step.Outcomes, scope);
        for (var round = 1; round <= step.Times; round++)
        {
            var failure = await runner.RunAsync(step.Do, scope.Enter(round, scope.TakesTurns, answers))
                ?? (round < step.Times && step.Every > TimeSpan.Zero ? await time.PassAsync(step.Every, step.At) : null);
            if (failure is not null)
            {
                return failure with { Title = $"in round {round} of {step.Times}: {failure.Title}" };
            }
        }

        return answers?.Check(step.At);
    }

    /// <summary>
    /// Rounds at once: all calls are under way together, and a draw by the scheduling seed says in which order they reach the
    /// world, so that the same seed gives the same race.
    /// </summary>
    public async Task<RunFailure?> ParallelAsync(ParallelStep step, RunScope scope)
    {
        if (scope.TakesTurns)
        {
            return new RunFailure(step.At, "parallel cannot stand within parallel");
        }

        var answers = AnswersTo(step.Outcomes, scope);
        var meanwhile = new ConcurrentQueue<RunFailure>();
        TaskCompletionSource[] ends =
            [.. step.During.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        var during = step.During.OrderBy(entry => entry.AfterCalls)
            .Select((entry, index) => (entry.AfterCalls, DuringOf(entry.Step, scope.List("during").Step(index), ends[index])))
            .ToImmutableArray();
        var turns = new Interleaving(
            step.Times, context.Scheduling, $"turn{scope.Path}", () => context.Sandbox.Now, during,
            bug => context.Sandbox.Run.Fail("turns_end", "a step during calls that are made at once", bug));
        context.Traffic.Interleaving = turns;
        try
        {
            var rounds = Enumerable.Range(1, step.Times)
                .Select(round => RoundAsync(step, scope.Enter(round, takesTurns: true, answers), turns)).ToArray();
            var failures = await Task.WhenAll(rounds);

            // What stands behind the last call begins with its end, and what follows must not come before it.
            await Task.WhenAll(ends.Select(end => end.Task));
            return meanwhile.FirstOrDefault()
                ?? failures.FirstOrDefault(failure => failure is not null) ?? answers?.Check(step.At);
        }
        finally
        {
            context.Traffic.Interleaving = null;
        }

        Func<Task> DuringOf(Step one, RunScope place, TaskCompletionSource end) => () => DuringAsync(one, place, meanwhile, end);
    }

    private async Task<RunFailure?> RoundAsync(ParallelStep step, RunScope scope, Interleaving turns)
    {
        await Task.Yield();
        try
        {
            var failure = await runner.RunAsync(step.Do, scope);
            return failure is null
                ? null
                : failure with { Title = $"in round {scope.Round} of {step.Times} at once: {failure.Title}" };
        }
        finally
        {
            turns.Finish(scope.Round);
        }
    }

    private async Task DuringAsync(Step step, RunScope scope, ConcurrentQueue<RunFailure> failures, TaskCompletionSource end)
    {
        try
        {
            if (await runner.RunAsync(step, scope) is { } failure)
            {
                failures.Enqueue(failure);
            }
        }
        catch (OperationCanceledException)
        {
            failures.Enqueue(new RunFailure(step.At, "the run was broken off"));
        }
        finally
        {
            end.SetResult();
        }
    }

    /// <summary>Counts answers by outcomes; null where there are none.</summary>
    private RoundAnswers? AnswersTo(ImmutableArray<OutcomeCount> outcomes, RunScope scope) =>
        outcomes.IsEmpty ? null : new RoundAnswers(outcomes, new Matching(operand => references.Texts(operand, scope)));
}
