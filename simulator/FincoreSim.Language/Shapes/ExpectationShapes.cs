using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;

namespace FincoreSim.Language.Shapes;

/// <summary>What can be expected of the world and of the integrator. Stateless.</summary>
internal static class ExpectationShapes
{
    private static readonly Key<Matcher> Count = Matchers.Whole("count", "How many.");
    private static readonly Key<Operand> OfTransaction =
        new("of", new SubjectKind("the name of a transaction", Thing.Transaction), "The transaction that it is about.");
    private static readonly Key<Operand> OfAccount =
        new("of", new SubjectKind("the name of an account", Thing.Account), "The account.") { IsRequired = true };
    private static readonly Key<Matcher> Type = Matchers.WireName<WebhookType>("type", "The type of webhook.");

    private static readonly ImmutableArray<Key<Matcher>> WebhookFields =
    [
        Type,
        Matchers.Text("status", "The status that its body tells."),
        Matchers.Members("body", "Its body, by members."),
        Matchers.Text("url", "Where it goes."),
        Matchers.Text("id_msg", "Its id."),
    ];

    private static readonly ImmutableArray<Key<Matcher>> WebhookCounts =
    [
        Count,
        Matchers.Whole("delivered", "How many were accepted."),
        Matchers.Whole("undelivered", "How many were given up."),
        Matchers.Whole("attempts", "How often each was sent."),
    ];

    private static readonly Key<ImmutableArray<Template>> Statuses =
        new("statuses", new ListKind<Template>("statuses", new TemplateKind("a status")), "The statuses that their bodies tell.");

    private static readonly Key<bool> InOrder =
        new("in_order", new BooleanKind(), "Whether the statuses come in this order, and no others.");

    private static readonly ImmutableArray<Key<Matcher>> BalanceFields =
    [
        Matchers.Money("is", "What is available."),
        Matchers.Money("available", "What is available: posted without what is held."),
        Matchers.Money("posted", "What is booked."),
        Matchers.Money("pending", "What is held."),
    ];

    private static readonly Key<Template> Key =
        new("key", new TemplateKind("an idempotency key"), "The key, as the steps call it.") { IsRequired = true };

    private static readonly ImmutableArray<Key<Matcher>> KeyFields =
    [
        Matchers.Whole("requests", "How many calls had it."),
        Matchers.Whole("replays", "How many got the first answer again."),
        Matchers.Whole("conflicts", "How many were refused because their body was another."),
    ];

    private static readonly Key<RequestLine> To =
        new("to", new RequestLineKind(isPath: true), "The method and path that it called.");

    private static readonly Key<bool> SameKey =
        new("same_key", new BooleanKind(), "Whether all of them have the same Idempotency-Key.");
    private static readonly Key<bool> SameBody = new("same_body", new BooleanKind(), "Whether all of them have the same body.");

    private static readonly Key<ImmutableArray<RequestLine>> Order =
        new("order", new ListKind<RequestLine>("request lines", new RequestLineKind(isPath: true)),
            "Calls that come in this order, whatever lies between them.");

    private static readonly ImmutableArray<Key<Matcher>> CallFields =
    [
        Matchers.Whole("status", "What we answered."),
        Matchers.Text("key", "The Idempotency-Key."),
        Matchers.Members("body", "The JSON body, by members."),
        Matchers.Members("headers", "The headers."),
    ];

    private static readonly Key<bool> Same =
        new("same", new BooleanKind(), "Whether every copy of a message is answered with the same status.");
    private static readonly Key<AnswerMatch> All = new("all", AnswerShapes.Answer, "How every one must be.");

    private static readonly ImmutableArray<Key<Template>> Methods =
        [.. RequestLineKind.Methods.Select(
            method => new Key<Template>(method.ToLowerInvariant(), new UrlKind(), $"The URL that is asked with {method}."))];

    private static readonly ImmutableArray<OpenKeys> Body = [new("body.", Matchers.Tree, "A member of the body."),
        new("headers.", Matchers.Tree, "A header.")];

    /// <summary>Exactly one transaction.</summary>
    public static Shape<TransactionExpectation> Transaction { get; } = TransactionShape("transaction_expectation", isOne: true);

    /// <summary>Transactions.</summary>
    public static Shape<TransactionExpectation> Transactions { get; } =
        TransactionShape("transactions_expectation", isOne: false);

    /// <summary>Exactly one webhook.</summary>
    public static Shape<WebhookExpectation> Webhook { get; } = WebhookShape("webhook_expectation", isOne: true);

    /// <summary>Webhooks.</summary>
    public static Shape<WebhookExpectation> Webhooks { get; } = WebhookShape("webhooks_expectation", isOne: false);

    /// <summary>Balances.</summary>
    public static Shape<BalanceExpectation> Balance { get; } = new(
        "balance_expectation", "Balances of an account.", [OfAccount, .. BalanceFields],
        fields => new BalanceExpectation(fields.Node.At, fields.Get(OfAccount), fields.Matchers(BalanceFields)))
    {
        IsItem = true,
    };

    /// <summary>An idempotency key.</summary>
    public static Shape<IdempotencyExpectation> Idempotency { get; } = new(
        "idempotency_expectation", "What became of an idempotency key.", [Key, .. KeyFields],
        fields => new IdempotencyExpectation(fields.Node.At, fields.Get(Key), fields.Matchers(KeyFields)))
    {
        IsItem = true,
    };

    /// <summary>What the integrator sent to us.</summary>
    public static Shape<CallsExpectation> Calls { get; } = new("calls_expectation", "What the integrator sent to us.",
        [To, Count, SameKey, SameBody, Order, .. CallFields], BuildCalls)
    {
        IsItem = true,
        Open = Body,
    };

    /// <summary>What the integrator replied to webhooks.</summary>
    public static Shape<AnswersExpectation> Answers { get; } = new(
        "answers_expectation", "What the integrator replied to our webhooks.",
        [OfTransaction, Type, All, Same, Count, .. AnswerShapes.Keys], BuildAnswers)
    {
        IsItem = true,
        Open = AnswerShapes.Open,
    };

    /// <summary>A question to the integrator.</summary>
    public static Shape<CallExpectation> Call { get; } = new(
        "call_expectation", "Asks the integrator, and looks at its answer.",
        [.. Methods, HttpKeys.Body, .. AnswerShapes.Keys], BuildCall)
    {
        IsItem = true,
        Open = AnswerShapes.Open,
    };

    private static Shape<TransactionExpectation> TransactionShape(string name, bool isOne) => new(
        name, isOne ? "Exactly one transaction is so." : "Transactions that are so.", [.. TransactionFields.All, Count],
        fields => new TransactionExpectation(fields.Node.At, fields.Matchers(TransactionFields.All), fields.Find(Count), isOne))
    {
        IsItem = true,
    };

    private static Shape<WebhookExpectation> WebhookShape(string name, bool isOne) => new(
        name, isOne ? "Exactly one webhook is so." : "Webhooks that are so.",
        [OfTransaction, .. WebhookFields, Statuses, InOrder, .. WebhookCounts],
        fields => new WebhookExpectation(fields.Node.At)
        {
            IsOne = isOne,
            Of = fields.Find(OfTransaction),
            Fields = fields.Matchers(WebhookFields),
            Statuses = fields.List(Statuses),
            IsInOrder = fields.Get(InOrder, false),
            Counts = [.. WebhookCounts.Where(fields.Has).Select(key => new MemberMatcher(key.Name, fields.Get(key)))],
        })
    {
        IsItem = true,
        Open = [Body[0]],
    };

    private static CallsExpectation BuildCalls(Fields fields)
    {
        var line = fields.Find(To);
        return new CallsExpectation(fields.Node.At, line?.Method, line?.Target, fields.Matchers(CallFields), fields.Find(Count))
        {
            IsSameKey = fields.Get(SameKey, false),
            IsSameBody = fields.Get(SameBody, false),
            Order = fields.List(Order),
        };
    }

    private static AnswersExpectation BuildAnswers(Fields fields)
    {
        var some = AnswerShapes.Build(fields);
        var asksSome = AnswerShapes.Keys.Any(fields.Has) || fields.Others.Length > 0;
        return new AnswersExpectation(
            fields.Node.At, fields.Find(OfTransaction), fields.Find(Type), asksSome ? some : null, fields.Find(All),
            fields.Find(Count))
        {
            IsSame = fields.Get(Same, false),
        };
    }

    private static CallExpectation? BuildCall(Fields fields)
    {
        if (Methods.Where(fields.Has).ToArray() is not [var method])
        {
            fields.Reading.Error(fields.Node, $"a call has exactly one of {string.Join(", ", Methods.Select(key => key.Name))}");
            return null;
        }

        var call = new HttpCall(method.Name.ToUpperInvariant(), fields.Get(method), [], fields.Find(HttpKeys.Body));
        return new CallExpectation(fields.Node.At, call, AnswerShapes.Build(fields));
    }
}
