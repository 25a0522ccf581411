using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The effects of a rule as keys of one mapping. Stateless.</summary>
internal static class EffectShapes
{
    private static readonly DurationKind Duration = new();
    private static readonly Key<TimeSpan> SettleAfter =
        new("after", Duration, "How long after the payment.") { IsRequired = true };
    private static readonly Key<TimeSpan> StaleAfter = new("after", Duration, "How long after this one.") { IsRequired = true };
    private static readonly Shape<TimeSpan> SettleForm =
        new("settle", "When a payment settles.", [SettleAfter], fields => fields.Get(SettleAfter));
    private static readonly Shape<TimeSpan> StaleForm =
        new("stale", "When the old news comes.", [StaleAfter], fields => fields.Get(StaleAfter));
    private static readonly ReasonKind Reasons = new();

    private static readonly Key<long> RefuseStatus =
        new("status", new WholeKind("an HTTP status", 400, 599), "The HTTP status.") { IsRequired = true };
    private static readonly Key<string> RefuseReason =
        new("reason", new PlainTextKind("a reason such as FAILED_PRECONDITION", TextRules.Label), "The reason.")
        {
            IsRequired = true
        };
    private static readonly Key<string> RefuseDetail =
        new("detail", new PlainTextKind("a text", TextRules.Sentence), "The error_detail; the reason without it.");
    private static readonly Shape<RefuseEffect> RefuseForm = new(
        "refuse", "How the API refuses.", [RefuseStatus, RefuseReason, RefuseDetail],
        fields => new RefuseEffect((int)fields.Get(RefuseStatus), fields.Get(RefuseReason),
            fields.Get(RefuseDetail, fields.Get(RefuseReason))));

    private static readonly Key<long> Requests =
        new("requests", new WholeKind("a count", 1, 1_000_000), "How many requests pass.") { IsRequired = true };
    private static readonly Key<TimeSpan> Per =
        new("per", new DurationKind(mayBeZero: false), "In how long.") { IsRequired = true };
    private static readonly Shape<RateLimitEffect> RateForm = new(
        "rate_limit", "How many requests pass.", [Requests, Per],
        fields => new RateLimitEffect((int)fields.Get(Requests), fields.Get(Per)));

    private static readonly Key<TimeSpan> Settle = new("settle", After(SettleForm), "The payment settles after a time.");
    private static readonly Key<ReturnReason> Reject = new("reject", Reasons, "The payment is rejected, with this reason.");
    private static readonly Key<ReturnReason> Return =
        new("return", Reasons, "The payment settles and comes back, with this reason.");
    private static readonly Key<TimeSpan> AfterKey =
        new("after", Duration, "When it is rejected, or how long after settling it comes back.");
    private static readonly Key<bool> Hold = new("hold", new TrueKind(), "Nothing happens until someone decides.");
    private static readonly Key<RefuseEffect> Refuse =
        new("refuse", new RefuseKind(RefuseForm), "The API refuses; a deposit is refunded with this reason.");
    private static readonly Key<string> Fail =
        new("fail", new ChoiceKind("a moment of failing", ["before_commit", "after_commit"]),
            "The call fails, before or after the money moved.");
    private static readonly Key<AnswerFault> How = new("how", new FaultKind(), "What the caller sees.");
    private static readonly Key<long> TreatAnswerAs =
        new("treat_answer_as", new WholeKind("an HTTP status", 100, 599), "The receiver's answer counts as this status.");
    private static readonly Key<string> Reason =
        new("reason", new PlainTextKind("a text", TextRules.Label), "The refundReason of an answer that counts as 422.");
    private static readonly Key<long> Duplicate =
        new("duplicate", new WholeKind("a count", 1, 100), "How many more times the webhook comes.");
    private static readonly Key<DurationRange> Gap =
        new("gap", new DurationRangeKind(), "How long after the event each copy comes.");
    private static readonly Key<DurationRange> Delay = new("delay", new DurationRangeKind(), "How much later the webhook comes.");
    private static readonly Key<TimeSpan> Reorder =
        new("reorder_within", new DurationKind(mayBeZero: false), "Webhooks within this window come in any order.");
    private static readonly Key<bool> Drop = new("drop", new TrueKind(), "The webhook is never sent.");
    private static readonly Key<bool> DropConnection =
        new("drop_connection", new TrueKind(), "The attempt does not reach its receiver.");
    private static readonly Key<TimeSpan> Stale =
        new("stale", After(StaleForm), "The webhook of an earlier status comes again after this one.");
    private static readonly Key<ImmutableArray<MessageChange>> Change =
        new("change", new MessageChangesKind(), "Members of the message, by dotted path, with what they tell instead.");
    private static readonly Key<RateLimitEffect> RateLimit =
        new("rate_limit", RateForm, "More requests than these are answered 429.");

    private static readonly ImmutableArray<(Key Extra, ImmutableArray<Key> Of)> Extras =
        [(AfterKey, [Reject, Return]), (How, [Fail]), (Reason, [TreatAnswerAs]), (Gap, [Duplicate])];

    /// <summary>The words that are effects on their own, besides the statuses of a CEP.</summary>
    public static ImmutableArray<string> Words { get; } = [Hold.Name, Drop.Name, DropConnection.Name];

    /// <summary>Effects by their keys.</summary>
    public static Shape<ImmutableArray<RuleEffect>> Shape { get; } = new(
        "effects", "What happens.",
        [Settle, Reject, Return, AfterKey, Hold, Refuse, Fail, How, TreatAnswerAs, Reason, Duplicate, Gap, Delay, Reorder, Drop,
            DropConnection, Stale, Change, RateLimit],
        Build);

    /// <summary>The effect of a word; null where it is none.</summary>
    public static RuleEffect? OfWord(string word) => word switch
    {
        _ when word == Hold.Name => new HoldEffect(),
        _ when word == Drop.Name => new DropEffect(),
        _ when word == DropConnection.Name => new DropConnectionEffect(),
        _ => null,
    };

    private static ImmutableArray<RuleEffect> Build(Fields fields)
    {
        foreach (var (extra, of) in Extras.Where(extra => fields.Has(extra.Extra) && !extra.Of.Any(fields.Has)))
        {
            fields.Reading.Error(fields.Node.Find(extra.Name)!.Key,
                $"'{extra.Name}' stands beside {string.Join(" or ", of.Select(key => key.Name))} only");
            return [];
        }

        ImmutableArray<RuleEffect> effects = [.. OfPayments(fields), .. OfWebhooks(fields)];
        if (effects.Length == 0)
        {
            fields.Reading.Error(fields.Node, "nothing happens here: 'then' is empty");
        }

        return effects;
    }

    private static IEnumerable<RuleEffect> OfPayments(Fields fields) =>
    [
        .. One(fields, Settle, after => new SettleEffect(after)),
        .. One(fields, Reject, reason => new RejectEffect(reason, fields.FindValue(AfterKey))),
        .. One(fields, Return, reason => new ReturnEffect(reason, fields.FindValue(AfterKey))),
        .. One(fields, Hold, _ => new HoldEffect()),
        .. One(fields, Refuse, effect => effect),
        .. One(fields, Fail, when => FailOf(when == "after_commit", fields.Find(How))),
        .. One(fields, RateLimit, effect => effect),
    ];

    private static IEnumerable<RuleEffect> OfWebhooks(Fields fields) =>
    [
        .. One(fields, TreatAnswerAs, status => new TreatAnswerAsEffect((int)status, fields.Find(Reason))),
        .. One(fields, Duplicate, copies => new DuplicateEffect((int)copies, fields.Get(Gap, default))),
        .. One(fields, Delay, by => new DelayEffect(by)),
        .. One(fields, Reorder, window => new ReorderEffect(window)),
        .. One(fields, Drop, _ => new DropEffect()),
        .. One(fields, DropConnection, _ => new DropConnectionEffect()),
        .. One(fields, Stale, after => new StaleEffect(after)),
        .. One(fields, Change, changes => new ChangeMessageEffect(changes)),
    ];

    /// <summary>Without a how, the call fails as by X-Fincore-Sim-Outcome: 503 before, a lost answer after the commit.</summary>
    private static FailEffect FailOf(bool isAfterCommit, AnswerFault? how) =>
        new(isAfterCommit,
            how ?? (isAfterCommit ? new AnswerFault(AnswerFaultKind.Reset) : new AnswerFault(AnswerFaultKind.Status, 503)));

    private static IEnumerable<RuleEffect> One<T>(Fields fields, Key<T> key, Func<T, RuleEffect> effect) =>
        fields.Has(key) ? [effect(fields.Get(key))] : [];

    private static CustomKind<TimeSpan> After(Shape<TimeSpan> form) => new(
        "{after: 60s}",
        (node, reading) => node is ScalarNode ? Duration.Read(node, reading) : form.Read(node, reading),
        book => SchemaBook.AnyOf(Duration.Schema(book), form.Schema(book)));
}
