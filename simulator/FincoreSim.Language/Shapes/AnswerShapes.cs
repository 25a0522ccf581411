using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;

namespace FincoreSim.Language.Shapes;

/// <summary>How answers must be: <c>expect:</c> of a step, and the outcomes of many. Stateless.</summary>
internal static class AnswerShapes
{
    private static readonly Key<string> Connection =
        new("connection", new ChoiceKind("a state of the connection", ["lost", "kept"]),
            "Whether the connection breaks before the answer is whole.");
    private static readonly Key<bool> Replayed =
        new("replayed", new BooleanKind(), "Whether it is the answer to an earlier call with the same key.");

    private static readonly Key<Operand> SameTransactionAs = new(
        "same_transaction_as",
        new SubjectKind("the name of a transaction, or first", Thing.Transaction) { Word = Reading.FirstCall },
        "The transaction that it must tell of; first: that of the first call with the same key.");

    private static readonly ImmutableArray<Key<Matcher>> Members =
    [
        Matchers.Whole("status", "The HTTP status."),
        Matchers.Text("code", "The error_code of an error."),
        Matchers.Text("message", "The error_detail of an error."),
        Matchers.Text("reason", "The reason of an error."),
        Matchers.Duration("took", "How long it took, in real time."),
        Matchers.Members("json", "The JSON body, by members."),
        Matchers.Members("headers", "The headers."),
    ];

    private static readonly Key<Matcher> Count =
        Matchers.Whole("count", "How many; without it those that no other outcome takes.");

    private static readonly ImmutableArray<OpenKeys> Dotted =
        [new("json.", Matchers.Tree, "A member of the JSON body."), new("headers.", Matchers.Tree, "A header.")];

    private static readonly Shape<OutcomeCount> Outcome = new(
        "outcome", "How some of many answers must be.", [.. Members, Connection, Replayed, SameTransactionAs, Count],
        fields => new OutcomeCount(Build(fields), fields.Find(Count)))
    {
        IsItem = true,
        Open = Dotted,
    };

    private static readonly Key<ImmutableArray<OutcomeCount>> OutcomeList =
        new("outcomes", new ListKind<OutcomeCount>("how the answers are spread", Outcome),
            "How the answers of all rounds are spread; together they take every answer.")
        { IsRequired = true };

    /// <summary>The keys of an answer, for shapes that hold them among others.</summary>
    public static ImmutableArray<Key> Keys { get; } = [.. Members, Connection, Replayed, SameTransactionAs];

    /// <summary>The keys of an answer with dots.</summary>
    public static ImmutableArray<OpenKeys> Open => Dotted;

    /// <summary>The answer to one call.</summary>
    public static Shape<AnswerMatch> Answer { get; } = new("answer", "How an answer must be.", Keys, Build) { Open = Dotted };

    /// <summary>The answers to many calls.</summary>
    public static Shape<ImmutableArray<OutcomeCount>> Outcomes { get; } =
        new("outcomes", "How the answers of all rounds must be.", [OutcomeList], fields => fields.Get(OutcomeList));

    /// <summary>What the keys of an answer say.</summary>
    public static AnswerMatch Build(Fields fields) => new()
    {
        Members = fields.Matchers(Members),
        IsConnectionLost = fields.Find(Connection) switch { "lost" => true, "kept" => false, _ => null },
        IsReplayed = fields.FindValue(Replayed),
        SameTransactionAs = fields.Find(SameTransactionAs),
    };
}
