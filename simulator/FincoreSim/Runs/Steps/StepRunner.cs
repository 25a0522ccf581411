using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Steps;

/// <summary>Does the steps of a scenario, one after the other, and stops at the first failure. Thread-safe.</summary>
internal sealed class StepRunner
{
    private readonly RunContext _context;
    private readonly References _references;
    private readonly PaymentSteps _payments;
    private readonly DepositSteps _deposits;
    private readonly ControlSteps _controls;
    private readonly TimeSteps _time;
    private readonly RoundSteps _rounds;

    public StepRunner(RunContext context)
    {
        _context = context;
        _references = new References(context);
        Exchanges = new Exchanges(context, _references);
        Expectations = new ExpectationCheck(context, _references, Exchanges);
        _payments = new PaymentSteps(context, _references, Exchanges);
        _deposits = new DepositSteps(context, _references);
        _controls = new ControlSteps(context, _references);
        _time = new TimeSteps(context, Expectations);
        _rounds = new RoundSteps(context, _references, this, _time);
    }

    /// <summary>The calls.</summary>
    public Exchanges Exchanges { get; }

    /// <summary>The expectations.</summary>
    public ExpectationCheck Expectations { get; }

    /// <summary>Does steps; the failure of the first that fails, null where none does.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="scope">The list of them.</param>
    public async Task<RunFailure?> RunAsync(ImmutableArray<Step> steps, RunScope scope)
    {
        for (var index = 0; index < steps.Length; index++)
        {
            if (await RunAsync(steps[index], scope.Step(index)) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Does one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="scope">Its own place.</param>
    public async Task<RunFailure?> RunAsync(Step step, RunScope scope)
    {
        try
        {
            _context.Doing = step;
            _context.Stop.Token.ThrowIfCancellationRequested();
            return await DoAsync(step, scope) ?? await ProbesAsync(step, scope);
        }
        catch (ScenarioStopped stopped)
        {
            return new RunFailure(step.At, $"{step.Command}: {stopped.Message}");
        }
    }

    private Task<RunFailure?> DoAsync(Step step, RunScope scope) => step switch
    {
        PaymentStep payment => AnswerAsync(step, scope, _payments.PayAsync(payment, scope)),
        PennyValidationStep penny => AnswerAsync(step, scope, _payments.ValidateAsync(penny, scope)),
        RefundStep refund => AnswerAsync(step, scope, _payments.RefundAsync(refund, scope)),
        MoneyInStep moneyIn => AnswerAsync(step, scope, Task.FromResult(_deposits.Receive(moneyIn, scope))),
        CallStep call => AnswerAsync(step, scope, Exchanges.CallAsync(call.Call, scope)),
        StatusStep status => AnswerAsync(step, scope, Task.FromResult(_controls.Move(status, scope))),
        FundStep fund => AnswerAsync(step, scope, Task.FromResult(_controls.Fund(fund, scope))),
        OutcomeStep outcome => AnswerAsync(step, scope, Task.FromResult(_controls.Move(outcome, scope))),
        CepChangeStep cep => AnswerAsync(step, scope, Task.FromResult(_controls.Move(cep, scope))),
        ResendStep resend => AnswerAsync(step, scope, Task.FromResult(_controls.Resend(resend, scope))),
        ArmStep arm => Task.FromResult(_controls.Arm(arm, scope)),
        DisarmStep disarm => Task.FromResult(_controls.Disarm(disarm)),
        ExpireTokensStep => Task.FromResult(_controls.ExpireTokens(step.At)),
        SnapshotStep snapshot => _controls.SnapshotAsync(snapshot, scope),
        RestoreStep restore => Task.FromResult(_controls.Restore(restore)),
        AdvanceStep advance => _time.AdvanceAsync(advance),
        WaitForStep wait => _time.WaitAsync(wait, scope),
        ExpectStep expect => Expectations.CheckAsync(expect.Wanted, scope),
        RepeatStep repeat => _rounds.RepeatAsync(repeat, scope),
        ParallelStep parallel => _rounds.ParallelAsync(parallel, scope),
        _ => throw new InvalidOperationException(step.GetType().Name),
    };

    /// <summary>
    /// Takes the answer to a step: names it, counts it where a round does, and holds it against what was expected.
    /// </summary>
    private async Task<RunFailure?> AnswerAsync(Step step, RunScope scope, Task<StepAnswer> answering)
    {
        var answer = await answering;
        await _time.CalmAsync(scope);
        Bind(step, scope, answer);
        var first = answer.Key is { } key ? _context.FirstTransaction(key, answer) : answer.TransactionId;
        if (step.Expect is { } wanted)
        {
            return Explained(AnswerSelection.Fail(
                step.At, step.Command, new Matching(operand => _references.Texts(operand, scope)), wanted, answer)
                ?? SameTransaction(step, wanted, answer, first, scope));
        }

        if (scope.Answers is { } answers)
        {
            answers.Take(answer);
            return null;
        }

        return answer.IsGood ? null
            : Explained(new RunFailure(
                step.At, $"{step.Command} failed: {answer}",
                answer.IsUnreachable ? [] : ["(an answer that is meant to be an error needs an 'expect')"])
            {
                IsEnvironment = answer.IsUnreachable,
            });
    }

    /// <summary>With the rules that were considered, unless nobody listens where the step calls.</summary>
    private RunFailure? Explained(RunFailure? failure) => failure is null or { IsEnvironment: true }
        ? failure
        : failure with { Details = [.. failure.Details, .. RuleTrace.Of(_context.Sandbox)] };

    private void Bind(Step step, RunScope scope, StepAnswer answer)
    {
        if (step.As is not null && scope.Round == 0)
        {
            _context.KeepAnswer(answer);
        }

        if (step is CallStep)
        {
            scope.Define(step.As, new Bound(Thing.Call, Guid.Empty, answer));
        }
        else if (step.As is not null && answer.TransactionId is { } id)
        {
            scope.Define(step.As, new Bound(Thing.Transaction, id, answer));
        }
    }

    private RunFailure? SameTransaction(Step step, AnswerMatch wanted, StepAnswer answer, Guid? first, RunScope scope)
    {
        if (wanted.SameTransactionAs is not { } operand)
        {
            return null;
        }

        var isFirst = operand.Text.Raw == Reading.FirstCall && operand.Thing is null;
        var expected = isFirst ? _context.TransactionOf(answer.Key, first) : _references.Id(operand, scope);
        return expected is null ? new RunFailure(step.At, $"{step.Command}: the first call with this key made no transaction")
            : answer.TransactionId == expected ? null
            : new RunFailure(step.At,
                $"{step.Command}: expected the transaction {expected}, found {answer.TransactionId?.ToString() ?? "none"}",
                [$"the answer was {answer}"]);
    }

    /// <summary>Asks the integrator for what each webhook that it took did to its book.</summary>
    private async Task<RunFailure?> ProbesAsync(Step step, RunScope scope)
    {
        if (_context.Probes.IsEmpty || scope.TakesTurns || step is RepeatStep or ParallelStep)
        {
            return null;
        }

        return await Probing.CheckAsync(_context, _references, Exchanges, scope);
    }
}
