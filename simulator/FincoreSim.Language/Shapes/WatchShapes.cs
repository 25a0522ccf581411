using System.Text.Json.Nodes;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The keys <c>never</c> and <c>always</c>: what is watched through the whole run. Stateless.</summary>
internal static class WatchShapes
{
    private const string Ledger = "ledger_balances";
    private const string NoNegative = "no_negative_balance";

    private static readonly ImmutableArray<string> Counted = ["transaction", "calls", "answers"];
    private static readonly ImmutableArray<string> Same = ["same_key", "same_body"];

    private static readonly Key<Template> Probe =
        new("probe", new CustomKind<Template>("a URL with ${webhook.id_msg}", ReadProbe, book => new UrlKind().Schema(book)),
            "The integrator's list of what a webhook did, with ${webhook.id_msg}.")
        { IsRequired = true };
    private static readonly Key<Matcher> Length = Matchers.Whole("length", "How many entries the list has.");

    private static readonly Shape<OneEffectWatch> OneEffect = new(
        "one_effect_per_id_msg", "The integrator books each webhook once.", [Probe, Length],
        fields => new OneEffectWatch(fields.Node.At, fields.Get(Probe),
            fields.Get(Length, new EqualMatcher(new Operand(ScalarKind.Integer, Template.Plain("1"))))));

    private static readonly Key<Watch> Webhook = Of("webhook", ExpectationShapes.Webhooks, "A webhook that is so.");
    private static readonly Key<Watch> Transaction =
        Of("transaction", ExpectationShapes.Transactions, "A transaction that is so.");
    private static readonly Key<Watch> Calls = Of("calls", ExpectationShapes.Calls, "A call of the integrator that is so.");
    private static readonly Key<Watch> Answers =
        Of("answers", ExpectationShapes.Answers, "An answer of the integrator that is so.");
    private static readonly Key<Watch> Balance = Of("balance", ExpectationShapes.Balance, "A balance that is so.");

    private static readonly Key<Watch> NoNegativeOf = new(
        NoNegative,
        new CustomKind<Watch>(
            "the name of an account",
            (node, reading) => new SubjectKind("the name of an account", Thing.Account).Read(node, reading) is { } account
                ? new NoNegativeBalanceWatch(node.At, account)
                : null,
            book => new SubjectKind("the name of an account", Thing.Account).Schema(book)),
        "The balance of an account is never below zero.");

    private static readonly Key<Watch> OneEffectOf = new(
        "one_effect_per_id_msg",
        new CustomKind<Watch>(OneEffect.Expectation, (node, reading) => OneEffect.Read(node, reading), OneEffect.Schema),
        "The integrator books each webhook once.");

    /// <summary>What must not happen.</summary>
    public static Kind<ImmutableArray<Watch>> Never { get; } = ListOf("never", [], Webhook, Transaction, Calls, Answers, Balance);

    /// <summary>What must be true at every moment.</summary>
    public static Kind<ImmutableArray<Watch>> Always { get; } =
        ListOf("always", [Ledger, NoNegative], NoNegativeOf, OneEffectOf, Answers, Balance);

    private static ListKind<Watch> ListOf(string name, ImmutableArray<string> words, params ImmutableArray<Key<Watch>> keys)
    {
        var shape = new Shape<Watch>(name, "One thing that is watched through the whole run.", [.. keys],
            fields => BuildOne(fields, keys))
        {
            IsItem = true,
            Together = _ => [SchemaParts.ExactlyOneOf(keys.Select(key => key.Name)), .. Counting()],
        };
        return new ListKind<Watch>("what is watched", new CustomKind<Watch>(
            "one thing that is watched",
            (node, reading) => node is ScalarNode scalar ? OfWord(scalar, words, reading) : shape.Read(node, reading),
            book => words.IsEmpty ? shape.Schema(book) : SchemaBook.AnyOf(SchemaBook.Words(words), shape.Schema(book))));
    }

    /// <summary>What counts many things, which a watch that looks at each one cannot ask.</summary>
    private static IEnumerable<JsonObject> Counting() =>
    [
        SchemaParts.Member("webhook", SchemaParts.NoneOf(["count", "delivered", "undelivered", "attempts"])),
        SchemaParts.Member("webhook", SchemaParts.Member("statuses", new JsonObject { ["maxItems"] = 0 })),
        .. Counted.Select(key => SchemaParts.Member(key, SchemaParts.NoneOf(["count"]))),
        .. Same.Select(
            key => SchemaParts.Member("calls", SchemaParts.Not(SchemaParts.Is(key, true)))),
        SchemaParts.Member("calls", SchemaParts.Member("order", new JsonObject { ["maxItems"] = 0 })),
        SchemaParts.Member("answers", SchemaParts.Not(SchemaParts.Is("same", true))),
    ];

    private static Watch? BuildOne(Fields fields, ImmutableArray<Key<Watch>> keys)
    {
        if (keys.Where(fields.Has).ToArray() is [var key])
        {
            var watch = fields.Get(key);
            if (watch is ExpectationWatch { Wanted: var wanted } && Uncounted(wanted) is { } stray)
            {
                fields.Reading.Error(fields.Node,
                    $"'{stray}' counts many things, and a watch looks at each one as it happens: expect it in a step");
            }

            return watch;
        }

        fields.Reading.Error(fields.Node, "one entry watches one thing: begin a new one with -");
        return null;
    }

    /// <summary>What of an expectation cannot be said of one thing alone; null where nothing.</summary>
    private static string? Uncounted(Expectation wanted) => wanted switch
    {
        WebhookExpectation webhook => webhook.Counts.FirstOrDefault()?.Path ?? (webhook.Statuses.IsEmpty ? null : "statuses"),
        TransactionExpectation { Count: not null } or CallsExpectation { Count: not null }
            or AnswersExpectation { Count: not null } => "count",
        CallsExpectation { IsSameKey: true } => "same_key",
        CallsExpectation { IsSameBody: true } => "same_body",
        CallsExpectation { Order.IsEmpty: false } => "order",
        AnswersExpectation { IsSame: true } => "same",
        _ => null,
    };

    private static Watch? OfWord(ScalarNode scalar, ImmutableArray<string> words, Reading reading)
    {
        if (!words.Contains(scalar.Text))
        {
            reading.Error(scalar, words.IsEmpty
                ? $"'{scalar.Shown}' is nothing that can be forbidden: write {{webhook: …}} or {{transaction: …}}"
                : $"'{scalar.Shown}' is nothing that can be watched{Nearest.Hint(scalar.Text, words)}");
            return null;
        }

        return scalar.Text == Ledger ? new LedgerWatch(scalar.At) : new NoNegativeBalanceWatch(scalar.At, null);
    }

    private static Template? ReadProbe(Node node, Reading reading)
    {
        reading.HasCurrentWebhook = true;
        var probe = new UrlKind().Read(node, reading);
        reading.HasCurrentWebhook = false;
        return probe;
    }

    private static Key<Watch> Of<T>(string name, Kind<T> kind, string description)
        where T : Expectation => new(
        name,
        new CustomKind<Watch>(
            kind.Expectation,
            (node, reading) => kind.Read(node, reading) is { } wanted ? new ExpectationWatch(node.At, wanted) : null,
            kind.Schema),
        description);
}
