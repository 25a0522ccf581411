using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Runs.Runner;

/// <summary>
/// What a scenario watches, held against single entries of the journal. A name that stands for nothing yet cannot be met, and so
/// is passed over until it does. Used under the gate's lock.
/// </summary>
internal sealed class Watchers(RunContext context, RunScope scope, ImmutableArray<Watch> never, ImmutableArray<Watch> always)
{
    /// <summary>Whether nothing is watched entry by entry.</summary>
    public bool IsEmpty => never.IsEmpty && always.IsEmpty;

    /// <summary>The first watch that an entry violates; null where it violates none.</summary>
    public RunFailure? Check(World world, JournalEntry entry)
    {
        var references = new References.InGate(context, world);
        entry = WithWholeAnswer(world, entry);
        foreach (var watch in never.OfType<ExpectationWatch>())
        {
            if (Meets(world, entry, watch, references) is { } met)
            {
                return new RunFailure(watch.At, $"this must never happen, and it did: {met}");
            }
        }

        return always.Select(watch => CheckAlways(world, entry, watch, references))
            .FirstOrDefault(failure => failure is not null);
    }

    /// <summary>The calls that a scenario forbids.</summary>
    public RunFailure? Check(LoggedRequest call, References references)
    {
        foreach (var watch in never.OfType<ExpectationWatch>().Where(watch => watch.Wanted is CallsExpectation && !call.IsOwn))
        {
            var matching = new Matching(operand => references.Texts(operand, scope));
            var selection = CallsCheck.Selection(references, matching, (CallsExpectation)watch.Wanted, scope);
            if (selection.Check(new CallCandidate(call)) is null)
            {
                return new RunFailure(watch.At, $"this must never be called, and it was: {new CallCandidate(call)}");
            }
        }

        return null;
    }

    /// <summary>What an entry shows that a watch looks for; null where it shows nothing of the kind.</summary>
    private string? Meets(World world, JournalEntry entry, ExpectationWatch watch, References references)
    {
        var matching = new Matching(operand => references.Texts(operand, scope));
        try
        {
            return watch.Wanted switch
            {
                WebhookExpectation webhook when entry.Fact is DeliveryQueued queued =>
                    MeetsWebhook(world, queued.Delivery, webhook, matching, references),
                TransactionExpectation wanted when Changed(entry.Fact) is { } transaction
                    => Shown(new Selection(matching, "transaction", wanted.Fields),
                        new TransactionCandidate(world.State, transaction)),
                AnswersExpectation answers when entry.Fact is DeliveryAttempted attempted
                    && AnswerCandidate.IsExchange(attempted.Delivery.Attempts[^1])
                    => IsAbout(answers, attempted.Delivery, matching, references) && (answers.Some ?? answers.All) is { } some
                        ? Shown(AnswerSelection.Of(matching, some),
                            new AnswerCandidate(attempted.Delivery, attempted.Delivery.Attempts[^1]))
                        : null,
                BalanceExpectation balance when entry.Fact is EntryMade => MeetsBalance(world, balance, matching, references),
                _ => null,
            };
        }
        catch (ScenarioStopped)
        {
            // A name in it stands for nothing yet.
            return null;
        }
    }

    private RunFailure? CheckAlways(World world, JournalEntry entry, Watch watch, References references) => watch switch
    {
        LedgerWatch when world.Broken is { } broken => new RunFailure(watch.At, $"the ledger does not balance: {broken.Message}"),
        NoNegativeBalanceWatch negative when entry.Fact is EntryMade made =>
            CheckNegative(world, made.Entry, negative, references),
        ExpectationWatch { Wanted: AnswersExpectation answers } expected when entry.Fact is DeliveryAttempted attempted
            && AnswerCandidate.IsExchange(attempted.Delivery.Attempts[^1])
            && IsAbout(answers, attempted.Delivery, new Matching(operand => references.Texts(operand, scope)), references)
            && Meets(world, entry, expected, references) is null
            => new RunFailure(watch.At,
                $"every answer must be so, and one is not: "
                + $"{new AnswerCandidate(attempted.Delivery, attempted.Delivery.Attempts[^1])}"),
        ExpectationWatch { Wanted: BalanceExpectation } expected when entry.Fact is EntryMade
            && Meets(world, entry, expected, references) is null
            => new RunFailure(watch.At, "the balance must always be so, and it is not"),
        _ => null,
    };

    private RunFailure? CheckNegative(World world, LedgerEntry entry, NoNegativeBalanceWatch watch, References references)
    {
        var only = watch.Account is { } account
            ? Counterparties.FindAccount(world.State, references.First(account, scope))?.Id
            : null;
        foreach (var id in new[] { entry.Debit, entry.Credit })
        {
            var (isWatched, balance) = (only is { } wanted ? id == LedgerAccountId.Of(wanted) : !world.State.Ledger[id].IsSystem,
                world.State.Ledger[id]);
            if (isWatched && balance.Available < Money.Zero)
            {
                return new RunFailure(watch.At, $"a balance went below zero: {new BalanceCandidate(balance)}");
            }
        }

        return null;
    }

    private string? MeetsWebhook(
        World world, Delivery delivery, WebhookExpectation wanted, Matching matching, References references)
    {
        var isAbout = wanted.Of is null || references.First(wanted.Of, scope) == delivery.Event.TransactionId?.Value.ToString();
        return isAbout
            ? Shown(new Selection(matching, "webhook", wanted.Fields), new WebhookCandidate(world.State, delivery))
            : null;
    }

    private string? MeetsBalance(World world, BalanceExpectation wanted, Matching matching, References references)
    {
        var account = Counterparties.FindAccount(world.State, references.First(wanted.Of, scope));
        var candidate = account is null ? null : new BalanceCandidate(world.State.Ledger[account.Id]);
        return candidate is not null && matching.CheckAll(wanted.Fields, path => candidate[path]) is null
            ? candidate.ToString()
            : null;
    }

    private bool IsAbout(AnswersExpectation wanted, Delivery delivery, Matching matching, References references) =>
        (wanted.Of is null || references.First(wanted.Of, scope) == delivery.Event.TransactionId?.Value.ToString())
        && (wanted.Type is null
            || matching.Check("type", wanted.Type, FieldValue.Of(WireName<WebhookType>.Of(delivery.Event.Notice.Type))) is null);

    private static string? Shown(Selection selection, ICandidate candidate) =>
        selection.Check(candidate) is null ? candidate.ToString() : null;

    /// <summary>The journal keeps the beginning of an answer; the delivery has more of it until the next attempt.</summary>
    private static JournalEntry WithWholeAnswer(World world, JournalEntry entry) =>
        entry.Fact is DeliveryAttempted { Delivery: { Attempts: [.., { Result.IsBodyTruncated: true }] } kept }
        && world.State.Deliveries.Find(kept.Id) is { } whole && whole.AttemptsMade == kept.AttemptsMade
            ? entry with { Fact = new DeliveryAttempted(whole) }
            : entry;

    private static Transaction? Changed(Fact fact) => fact switch
    {
        TransactionCreated created => created.Created,
        TransactionChanged changed => changed.Changed,
        _ => null,
    };
}
