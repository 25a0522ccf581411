using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Runs.Expectations;

/// <summary>Checks what must be true now. Each kind of expectation has its method. Thread-safe.</summary>
internal sealed class ExpectationCheck(RunContext context, References references, Exchanges exchanges)
{
    /// <summary>The first expectation that is not met; null where all are.</summary>
    public async Task<RunFailure?> CheckAsync(ImmutableArray<Expectation> wanted, RunScope scope)
    {
        foreach (var expectation in wanted)
        {
            if (await CheckOneAsync(expectation, scope) is { } failure)
            {
                return failure with { Details = [.. failure.Details, .. RuleTrace.Of(context.Sandbox)] };
            }
        }

        return null;
    }

    /// <summary>The same for one, told at its own place in the file also where a name in it stands for nothing.</summary>
    private async Task<RunFailure?> CheckOneAsync(Expectation wanted, RunScope scope)
    {
        try
        {
            return await CheckAsync(wanted, scope);
        }
        catch (ScenarioStopped stopped)
        {
            return new RunFailure(wanted.At, stopped.Message);
        }
    }

    /// <summary>Why an expectation is not met; null where it is.</summary>
    public async Task<RunFailure?> CheckAsync(Expectation wanted, RunScope scope)
    {
        var matching = new Matching(operand => references.Texts(operand, scope));
        return wanted switch
        {
            TransactionExpectation transaction => Check(transaction, matching),
            WebhookExpectation webhook => Check(webhook, matching, scope),
            AnswersExpectation answers => Check(answers, matching, scope),
            CallsExpectation calls => CallsCheck.Of(context, references, matching, calls, scope),
            BalanceExpectation balance => Check(balance, matching, scope),
            IdempotencyExpectation key => Check(key, matching, scope),
            CallExpectation call => await CheckCallAsync(call, matching, scope),
            _ => throw new InvalidOperationException(wanted.GetType().Name),
        };
    }

    /// <summary>The transaction that an expectation of exactly one means; null where there is none, or more.</summary>
    public TransactionId? FindOne(TransactionExpectation wanted, RunScope scope)
    {
        var matching = new Matching(operand => references.Texts(operand, scope));
        return new Selection(matching, "transaction", wanted.Fields).Of(Transactions()) is [var one] ? one.Transaction.Id : null;
    }

    private RunFailure? Check(TransactionExpectation wanted, Matching matching) =>
        new Selection(matching, "transaction", wanted.Fields).CheckCount(wanted.At, Transactions(), wanted.Count, wanted.IsOne);

    private RunFailure? Check(WebhookExpectation wanted, Matching matching, RunScope scope)
    {
        var all = context.Sandbox.Read(
            world => world.State.Deliveries.All.Select(delivery => new WebhookCandidate(world.State, delivery)).ToArray());
        var of = IdOf(wanted.Of, scope);
        return WebhookCheck.Of(wanted, matching, all, of, references, scope) is { } failure
            ? failure with { Details = [.. failure.Details, .. UntoldTrace.Of(context.Sandbox, of)] }
            : null;
    }

    private RunFailure? Check(AnswersExpectation wanted, Matching matching, RunScope scope)
    {
        var of = IdOf(wanted.Of, scope);
        var deliveries = context.Sandbox.Read(world => world.State.Deliveries.All
            .Where(delivery => of is null || delivery.Event.TransactionId?.Value == of).ToArray());
        var answers = deliveries
            .Where(delivery =>
                wanted.Type is null
                || matching.Check(
                    "type", wanted.Type, FieldValue.Of(WireName<WebhookType>.Of(delivery.Event.Notice.Type))) is null)
            .SelectMany(
                delivery =>
                    delivery.Attempts.Where(AnswerCandidate.IsExchange).Select(attempt => new AnswerCandidate(delivery, attempt)))
            .ToArray();
        if (wanted.All is { } all && AnswerSelection.Of(matching, all) is { } every
            && answers.FirstOrDefault(answer => every.Check(answer) is not null) is { } odd)
        {
            return new RunFailure(wanted.At,
                $"expected every answer to be so, but one of {answers.Length} is not: {every.Check(odd)}", [odd.ToString()]);
        }

        if (wanted.IsSame && AnswerSelection.Different(answers) is { } different)
        {
            return new RunFailure(wanted.At, "expected every copy of a message to get the same answer, but this one did not",
                [.. different.Select(answer => answer.ToString())]);
        }

        return AnswerSelection.Of(matching, wanted.Some ?? new AnswerMatch())
            .CheckCount(wanted.At, answers, wanted.Count, isOne: false);
    }

    private RunFailure? Check(BalanceExpectation wanted, Matching matching, RunScope scope)
    {
        var text = references.First(wanted.Of, scope);
        var candidate =
            context.Sandbox.Read(
                world => Counterparties.FindAccount(world.State, text) is { } account
                    ? new BalanceCandidate(world.State.Ledger[account.Id])
                    : null);
        if (candidate is null)
        {
            return new RunFailure(wanted.At, $"there is no account {text}");
        }

        return matching.CheckAll(wanted.Fields, path => candidate[path]) is { } wrong
            ? new RunFailure(wanted.At, $"balance of {wanted.Of}: {wrong}", [$"{candidate}"])
            : null;
    }

    private RunFailure? Check(IdempotencyExpectation wanted, Matching matching, RunScope scope)
    {
        var name = references.Text(wanted.Key, scope);
        var counts = context.Watching.KeyUses(IdempotencyKeys.Of(name));
        return matching.CheckAll(wanted.Fields, path => counts[path]) is { } wrong
            ? new RunFailure(wanted.At, $"idempotency key {name}: {wrong}", [$"{counts}"])
            : null;
    }

    private async Task<RunFailure?> CheckCallAsync(CallExpectation wanted, Matching matching, RunScope scope)
    {
        var answer = await exchanges.CallAsync(wanted.Call, scope);
        return AnswerSelection.Fail(
            wanted.At, $"{wanted.Call.Method} {references.Text(wanted.Call.Url, scope)}", matching, wanted.Answer, answer);
    }

    private TransactionCandidate[] Transactions() =>
        context.Sandbox.Read(
            world => world.State.Transactions.OldestFirst()
                .Select(transaction => new TransactionCandidate(world.State, transaction)).ToArray());

    private Guid? IdOf(Operand? of, RunScope scope) => of is null ? null : references.Id(of, scope);
}

/// <summary>The balances of one account.</summary>
internal sealed class BalanceCandidate(Domain.Ledger.LedgerAccount account) : ICandidate
{
    /// <inheritdoc/>
    public FieldValue this[string path] => path switch
    {
        "is" or "available" => FieldValue.Of(account.Available.ToString()),
        "posted" => FieldValue.Of(account.Posted.ToString()),
        "pending" => FieldValue.Of(account.PendingDebits.ToString()),
        _ => FieldValue.Nothing,
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"available {account.Available}, posted {account.Posted}, pending {account.PendingDebits}";
}
