using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Language.Model;

/// <summary>The fields of a transaction by which expectations pick it. Stateless.</summary>
internal static class TransactionFields
{
    /// <summary>Every field of a transaction.</summary>
    public static ImmutableArray<Key<Matcher>> All { get; } =
    [
        Matchers.Subject("id", "The id, or a name.", Thing.Transaction),
        Matchers.Side("from", "Where the money comes from: a name, an id, an account, an instrument or a CLABE."),
        Matchers.Side("to", "Where the money goes: a name, an id, an account, an instrument or a CLABE."),
        Matchers.Money("amount", "The amount."),
        Matchers.Word("kind", "What kind of transaction it is.", Kinds),
        Matchers.Text("client_id", "The client."),
        Matchers.Text("description", "The concept."),
        Matchers.Text("external_reference", "The reference of up to 7 digits."),
        Matchers.Text("tracking_key", "The SPEI tracking key."),
        Matchers.Text("key", "The Idempotency-Key."),
        Matchers.WireName<TransactionCategory>("category", "The category."),
        Matchers.WireName<TransactionSubCategory>("sub_category", "The sub-category."),
        Matchers.WireName<TransactionStatus>("status", "The status."),
        Matchers.Subject("original", "The deposit that this refund gives back.", Thing.Transaction),
        Matchers.Subject("refund", "The refund that gave this deposit back.", Thing.Transaction),
        Matchers.Subject("other_leg", "The other leg of an internal transfer.", Thing.Transaction),
        Matchers.Subject("account_id", "The account whose balance it moves.", Thing.Account),
        Matchers.Text("reason", "Why it was rejected or came back."),
        Matchers.WireName<CepStatus>("cep_status", "The status of its CEP."),
        Matchers.Text("payer_name", "Who paid."),
        Matchers.Text("payer_account", "The payer's account."),
        Matchers.Text("from_bank", "Banxico's code of the payer's bank."),
        Matchers.Text("created_at", "When it was made."),
        Matchers.Text("updated_at", "When it last changed."),
    ];

    /// <summary>The names of all fields.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(field => field.Name)];

    /// <summary>The kinds of transactions, as the commands that make them are called.</summary>
    private static ImmutableArray<string> Kinds => ["money_out", "money_in", "refund", "penny_validation", "internal_transfer"];
}

/// <summary>Keys that say how a field must be. Stateless.</summary>
internal static class Matchers
{
    private static readonly MatcherKind TextMatcher = new("text_matcher", new TextOperandKind());
    private static readonly MatcherKind MoneyMatcher = new("money_matcher", new OperandKind<Template>(new MoneyKind()));
    private static readonly MatcherKind WholeMatcher =
        new("whole_matcher", new OperandKind<long>(new WholeKind("a count", 0, 1_000_000_000)));
    private static readonly MatcherKind DurationMatcher = new("duration_matcher", new OperandKind<TimeSpan>(new DurationKind()));

    /// <summary>Members of a JSON value.</summary>
    public static TreeMatcherKind Tree { get; } = new();

    /// <summary>A text, in quotes where it looks like a number.</summary>
    public static Key<Matcher> Text(string name, string description) => new(name, TextMatcher, description);

    /// <summary>An amount.</summary>
    public static Key<Matcher> Money(string name, string description) => new(name, MoneyMatcher, description);

    /// <summary>A count or a status.</summary>
    public static Key<Matcher> Whole(string name, string description) => new(name, WholeMatcher, description);

    /// <summary>A duration.</summary>
    public static Key<Matcher> Duration(string name, string description) => new(name, DurationMatcher, description);

    /// <summary>Members of a JSON value, by mapping or dotted path.</summary>
    public static Key<Matcher> Members(string name, string description) => new(name, Tree, description);

    /// <summary>One of several words.</summary>
    public static Key<Matcher> Word(string name, string description, ImmutableArray<string> words) =>
        new(name,
            new MatcherKind($"{name}_matcher", new OperandKind<string>(new ChoiceKind($"a {name.Replace('_', ' ')}", words))),
            description);

    /// <summary>One of the API's words.</summary>
    public static Key<Matcher> WireName<TEnum>(string name, string description)
        where TEnum : struct, Enum =>
        new(name,
            new MatcherKind($"{typeof(TEnum).Name}_matcher",
                new OperandKind<TEnum>(new WireNameKind<TEnum>($"a {name.Replace('_', ' ')}"))), description);

    /// <summary>One side of a payment.</summary>
    public static Key<Matcher> Side(string name, string description) =>
        new(name, new MatcherKind("side_matcher", new SubjectKind("a name, an id or a CLABE", Thing.Account, Thing.Instrument)),
            description);

    /// <summary>Something that has a name.</summary>
    public static Key<Matcher> Subject(string name, string description, params ImmutableArray<Thing> things) =>
        new(name,
            new MatcherKind($"{things[0].ToString().ToLowerInvariant()}_subject_matcher",
                new SubjectKind("a name or an id", things)), description);
}
