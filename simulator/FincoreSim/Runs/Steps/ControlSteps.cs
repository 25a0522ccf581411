using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Steps;

/// <summary>
/// The steps that decide about accounts, payments, CEPs, rules and the world itself: the commands of the control API. Used by one
/// step at a time, but for those that only send a command.
/// </summary>
internal sealed class ControlSteps(RunContext context, References references)
{
    /// <summary>Ends a payment as somebody says.</summary>
    public StepAnswer Move(OutcomeStep step, RunScope scope) =>
        Send(new MovePayment(TransactionOf(step.Of, scope), MoveOf(step.Outcome), ReasonOf(step, scope), null));

    /// <summary>Moves a CEP.</summary>
    public StepAnswer Move(CepChangeStep step, RunScope scope) => Send(new MoveCep(
        TransactionOf(step.Of, scope), step.Status, references.TextOrNull(step.BeneficiaryName, scope),
        references.TextOrNull(step.BeneficiaryRfc, scope), []));

    /// <summary>Arms rules.</summary>
    public RunFailure? Arm(ArmStep step, RunScope scope) => Arm(step.At, step.Rules, scope);

    /// <summary>Arms rules, with what their names stand for.</summary>
    public RunFailure? Arm(Position at, ImmutableArray<ScenarioRule> rules, RunScope scope)
    {
        var resolved = rules.Select(rule => rule.Resolve(operand => references.First(operand, scope))).ToImmutableArray();
        var armed = context.Sandbox.Execute(new ArmRules(resolved, ReplacesAll: false) { Origin = Origin.Control });
        return armed.IsAccepted ? null : new RunFailure(at, $"the rules cannot be armed: {StepAnswer.Of(armed)}");
    }

    /// <summary>Disarms rules.</summary>
    public RunFailure? Disarm(DisarmStep step)
    {
        var names = step.Names.IsEmpty
            ? context.Sandbox.Read(world => world.State.Rules.All.Select(armed => armed.Rule.Name).ToImmutableArray())
            : step.Names;
        foreach (var name in names)
        {
            var disarmed = context.Sandbox.Execute(new DisarmRule(name) { Origin = Origin.Control });
            if (!disarmed.IsAccepted)
            {
                return new RunFailure(step.At, $"no rule '{name}' is armed now");
            }
        }

        return null;
    }

    /// <summary>Ends every token that was issued so far; the steps after it call with new ones.</summary>
    public RunFailure? ExpireTokens(Position at)
    {
        var expired = context.Sandbox.ExpireTokens();
        return expired.IsAccepted ? null : new RunFailure(at, $"the tokens cannot be ended: {StepAnswer.Of(expired)}");
    }

    /// <summary>Keeps the world, once everything that is due has settled.</summary>
    public async Task<RunFailure?> SnapshotAsync(SnapshotStep step, RunScope scope)
    {
        if (await new ClockDriver(context.Sandbox, context.Time).SettleAsync(context.Stop.Token) is { IsAccepted: false } gone)
        {
            return new RunFailure(step.At, $"{step.Command}: {StepAnswer.Of(gone)}");
        }

        var taken = context.Sandbox.TakeSnapshot(step.Name, () => context.Snapshotted(step.Name));
        if (!taken.IsAccepted)
        {
            return new RunFailure(step.At, $"the world cannot be kept now: {StepAnswer.Of(taken)}");
        }

        context.Snapshots[step.Name] = (taken.Value, context.Sandbox.Read(world => world.State.Journal.NextSequence - 1));
        scope.Define(step.Name, new Bound(Thing.Snapshot, Guid.Empty));
        return null;
    }

    /// <summary>Goes back to a snapshot; the integrator is not told.</summary>
    public RunFailure? Restore(RestoreStep step)
    {
        var name = step.Snapshot.Text.Raw;
        if (!context.Snapshots.TryGetValue(name, out var kept))
        {
            return new RunFailure(step.At, $"there is no snapshot '{name}'");
        }

        context.Watching.Restart(kept.Position);
        context.Restored(name);
        context.Sandbox.Restore(kept.Snapshot);
        return null;
    }

    /// <summary>Blocks, unblocks, suspends or activates an account or an instrument.</summary>
    public StepAnswer Move(StatusStep step, RunScope scope)
    {
        var text = references.First(step.Subject, scope);
        var isInstrument = step.Subject.Thing == Thing.Instrument
            || (step.Subject.Thing is null && Guid.TryParse(text, out var id)
                && context.Sandbox.Read(
                    world => world.State.Accounts.Find(new AccountId(id)) is null
                        && world.State.Instruments.Find(new InstrumentId(id)) is not null));
        if (isInstrument)
        {
            return Send(
                new MoveInstrument(new InstrumentId(references.Id(step.Subject, scope)), Move<InstrumentMove>(step.Command)));
        }

        return context.Sandbox.Read(world => Counterparties.FindAccount(world.State, text)) is { } account
            ? Send(new MoveAccount(account.Id, Move<AccountMove>(step.Command)))
            : throw new ScenarioStopped($"there is no account {text}");
    }

    /// <summary>
    /// Each webhook of the transaction that is not waiting anyway, oldest first; refused where none was ever made.
    /// </summary>
    public StepAnswer Resend(ResendStep step, RunScope scope)
    {
        var transaction = TransactionOf(step.Of, scope);
        var deliveries = context.Sandbox.Read(world => world.State.Deliveries.Of(transaction)
            .Where(delivery => delivery.IsFinished && (step.Type is null || delivery.Event.Notice.Type == step.Type))
            .Select(delivery => delivery.Id).ToArray());
        return deliveries.Length == 0
            ? StepAnswer.Of<Delivery>(new Refusal(RefusalCode.NotFound, "Delivery"))
            : deliveries.Select(id => Send(new ResendDelivery(id))).FirstOrDefault(answer => !answer.IsGood)
                ?? new StepAnswer { Status = 200 };
    }

    /// <summary>Puts money on an account.</summary>
    public StepAnswer Fund(FundStep step, RunScope scope)
    {
        var (text, amount) = (references.First(step.Account, scope), references.Text(step.Amount, scope));
        if (!Money.TryParse(amount, out var money)
            || context.Sandbox.Read(world => Counterparties.FindAccount(world.State, text)) is not { } account)
        {
            throw new ScenarioStopped($"{amount} cannot be put into {text}");
        }

        return Send(new FundAccount(account.Id, money));
    }

    private static TMove Move<TMove>(string command)
        where TMove : struct, Enum =>
        WireName<TMove>.TryParse(command.ToUpperInvariant(), out var move) ? move : throw new InvalidOperationException(command);

    private TransactionId TransactionOf(Operand of, RunScope scope) => new(references.Id(of, scope));

    private ReturnReason? ReasonOf(OutcomeStep step, RunScope scope) => references.TextOrNull(step.Reason, scope) is { } code
        ? new ReturnReason(code,
            references.TextOrNull(step.ReasonDescription, scope) ?? ReturnReason.Find(code)?.Description ?? code)
        : null;

    private static PaymentMove MoveOf(string outcome) => outcome switch
    {
        "liquidate" => PaymentMove.Liquidate,
        "reject" => PaymentMove.Reject,
        _ => PaymentMove.Return,
    };

    private StepAnswer Send<T>(Command<T> command) =>
        StepAnswer.Of(context.Sandbox.Execute(command with { Origin = Origin.Control }));
}
