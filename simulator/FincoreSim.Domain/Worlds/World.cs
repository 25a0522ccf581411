using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>What ran because it was due.</summary>
/// <param name="At">UTC instant at which it was due.</param>
/// <param name="Kind">The command's name.</param>
/// <param name="Subject">What it was about.</param>
public readonly record struct RanItem(DateTimeOffset At, string Kind, Guid Subject);

/// <summary>
/// One Fincore in memory: the state, and the one function through which everything that happens goes. Deciding is pure and
/// may refuse; applying cannot fail, and if it does all the same the world is poisoned.
/// Not thread-safe: only <see cref="WorldGate"/> uses it.
/// </summary>
public sealed partial class World
{
    private static readonly Warned PlaceholderKey = new(
        "Idempotency-Key: string is what the documentation prints in place of a key; the payment was taken as one without.");

    private readonly WorldState _state;
    private readonly Draft _draft;
    private readonly List<CommandAccepted> _accepted = [];

    /// <summary>An empty world.</summary>
    /// <param name="options">The switches.</param>
    /// <param name="seed">The seed of ids and chance.</param>
    /// <param name="start">Its first UTC instant.</param>
    /// <param name="banks">The bank catalogue.</param>
    public World(WorldOptions options, long seed, DateTimeOffset start, BankCatalogue banks)
    {
        _state = new WorldState(options, seed, edit => Parts(edit, banks));
        _draft = NewDraft();
        Now = start;
        if (options.ReportsEnabled)
        {
            ScheduleReports();
        }
    }

    private World(World other)
    {
        _state = other._state.Fork();
        _draft = NewDraft();
        (Now, Broken) = (other.Now, other.Broken);
    }

    /// <summary>The state, for reading.</summary>
    public WorldState State => _state;

    /// <summary>The world's UTC instant: that of the last thing that happened, or later. Never goes back.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>A world that begins as this one is; the two share nothing that either can change.</summary>
    public World Fork() => new(this);

    /// <summary>Decides a command and, if it is accepted, applies it. A refusal is noted and changes nothing.</summary>
    /// <param name="command">What shall happen.</param>
    /// <param name="causedBy">The journal entry that led to it.</param>
    public Outcome<T> Execute<T>(Command<T> command, long? causedBy = null)
    {
        var draft = Begin();
        var outcome = Decide(command, draft);
        Conclude(draft, command, outcome.Refusal, causedBy);
        return outcome;
    }

    /// <summary>The same for a command of which nobody wants to know what it gives; whether it was refused.</summary>
    /// <param name="command">What shall happen.</param>
    /// <param name="causedBy">The journal entry that led to it.</param>
    public Refusal? Execute(Command command, long? causedBy)
    {
        var draft = Begin();
        var refusal = DecideUntyped(command, draft);
        Conclude(draft, command, refusal, causedBy);
        return refusal;
    }

    /// <summary>Notes that a request was refused before it became a command.</summary>
    public void NoteRefusal(string operation, Refusal refusal) =>
        Append(null, new CommandRefused(operation, Origin.Api, refusal));

    /// <summary>
    /// A payment request: the idempotency key first (replay, conflict, in progress), then the body's own refusal, then the
    /// command. The first answer of a key is kept, success or refusal; but not where all failed before anything happened.
    /// </summary>
    public SubmittedPayment Submit(PaymentRequest request)
    {
        if (request.Key is { } use)
        {
            if (_state.Idempotency.Find(use.Key, Now) is { } known)
            {
                return IdempotencyRules.AnswerAgain(known, use, request.Operation, record => Append(null, record), _state);
            }

            if (_state.Options.VerifyIdempotencyKey && !use.IsDerived)
            {
                Append(null, new KeyNotDerived(use.Key.Key, request.Operation, use.Expected));
                return new SubmittedPayment(new PaymentAnswer(IdempotencyRules.Mismatch, _state.Options), false);
            }
        }

        if (request.HasPlaceholderKey)
        {
            Append(null, PlaceholderKey);
        }

        return SubmitNew(request);
    }

    /// <summary>Runs the next item that is due until an instant, with the world's time set to the item's.</summary>
    /// <returns>What ran; null when nothing is due until then.</returns>
    public RanItem? RunNextDue(DateTimeOffset until)
    {
        if (_state.Schedule.Next is not { } item || item.At > until)
        {
            return null;
        }

        MoveTo(item.At);
        _state.Schedule.RemoveNext(item);
        var (draft, command) = (Begin(), item.Command);
        Conclude(draft, command, DecideDue(command, draft), item.CausedBy);
        return new RanItem(item.At, command.Name, item.Subject);
    }

    /// <summary>Moves the world's time forward; an instant that has passed changes nothing.</summary>
    public void MoveTo(DateTimeOffset instant) => Now = instant > Now ? instant : Now;

    /// <summary>Checks every invariant in full.</summary>
    public ImmutableArray<InvariantState> CheckInvariants() => LedgerInvariants.CheckAll(
        _state.Ledger,
        [
            .. _state.Transactions.OldestFirst().Where(payment => payment.Status == TransactionStatus.Initialized)
                .Select(payment => KeyValuePair.Create(payment.Id, payment.Amount)),
        ],
        _state.Transactions.OldestFirst().Select(payment => payment.OriginalId).OfType<TransactionId>());

    /// <summary>What a world consists of: a part for each resource.</summary>
    private static IEnumerable<StatePart> Parts(Edit edit, BankCatalogue banks) =>
    [
        new BankPart(banks), new LedgerBook(
            edit), new ClientPart(), new InstrumentPart(), new AccountPart(), new TransactionPart(),
        new RulePart(), new WebhookPart(), new DeliveryBook(edit), new IdempotencyTable(edit), new ReportPart(),
    ];

    private Draft NewDraft() => new(_state, new RuleDraft(), new WebhookDraft());

    private Draft Begin(CallOutcome? asked = null)
    {
        _draft.Begin(Now);
        _draft.Asked = asked?.ToEffect();
        return _draft;
    }

    private void ScheduleReports()
    {
        var draft = Begin();
        var turns = _state.Options.OperatingDayTurns;
        CloseOperatingDay.ScheduleNext(draft, OperatingDay.Of(Now, turns), turns);
        Apply(draft, null);
    }

    private SubmittedPayment SubmitNew(PaymentRequest request)
    {
        var (outcome, fault) = DecideRequest(request);
        var answer = new PaymentAnswer(outcome, _state.Options);
        DateTimeOffset? answeredAt = fault is { Kind: AnswerFaultKind.Hang, Delay: var delay } ? Now + delay : null;
        if (request.Key is { } first && outcome.Refusal?.Code != RefusalCode.Unavailable)
        {
            KeepAnswer(first, request.Operation, answer, answeredAt);
        }

        return new SubmittedPayment(answer, false) { AnsweredAt = answeredAt, Fault = fault };
    }

    private void KeepAnswer(KeyUse use, string operation, PaymentAnswer answer, DateTimeOffset? answeredAt)
    {
        var draft = Begin();
        draft.Add(IdempotencyRules.FirstUse(_state.Idempotency, use, operation, answer, Now, isAnswered: answeredAt is null));
        if (answeredAt is { } later)
        {
            draft.ScheduleAt(later, draft.NextUuid(IdKind.Answer), new GiveAnswer(use.Key, Now));
        }

        Apply(draft, null);
    }

    private (Outcome<Transaction> Outcome, AnswerFault? Fault) DecideRequest(PaymentRequest request)
    {
        if (!request.Parsed.IsAccepted)
        {
            NoteRefusal(request.Operation, request.Parsed.Refusal);
            return (request.Parsed.Refusal, null);
        }

        var draft = Begin(request.Asked);
        var outcome = Decide(request.Parsed.Value, draft);
        Conclude(draft, request.Parsed.Value, outcome.Refusal, null);
        return (outcome, draft.Fault);
    }

    private void Conclude(Draft draft, Command command, Refusal? refusal, long? causedBy)
    {
        if (refusal is not null)
        {
            Keep(draft, Append(causedBy, new CommandRefused(command.Name, command.Origin, refusal)));
            return;
        }

        if (draft.Facts.Count == 0)
        {
            Keep(draft, causedBy);
            return;
        }

        var head = Append(causedBy, Accepted(command));
        Keep(draft, head);
        Apply(draft, head);
    }

    /// <summary>There are few different ones, and the journal need not keep one of them alive for each command.</summary>
    private CommandAccepted Accepted(Command command)
    {
        var (name, origin) = (command.Name, command.Origin);
        foreach (var known in _accepted)
        {
            if (known.Origin == origin && known.Command == name)
            {
                return known;
            }
        }

        var fact = new CommandAccepted(name, origin);
        _accepted.Add(fact);
        return fact;
    }

    /// <summary>What rules decided stands, even when the answer is a refusal: a rule that fired has fired.</summary>
    private void Keep(Draft draft, long? causedBy)
    {
        foreach (var note in draft.Notes)
        {
            Append(causedBy, note);
        }
    }

    private void Apply(Draft draft, long? causedBy)
    {
        _state.CountIds(draft);
        foreach (var fact in draft.Facts)
        {
            Append(causedBy, fact);
        }
    }

    private long Append(long? causedBy, Fact fact)
    {
        var sequence = _state.Journal.NextSequence;
        try
        {
            fact.ApplyTo(_state);
            _state.Journal.Append(Now, causedBy, fact, _state.Options.Limits);
            return sequence;
        }
        catch (Exception found)
        {
            // A fact that cannot be applied is a bug, whatever was thrown: the state may be half changed, so nothing more
            // is answered from it.
            throw Break(found as InvariantBroken ?? new InvariantBroken("facts_apply", fact.Kind, found));
        }
    }
}
