using FincoreSim.Domain.Scenarios;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.ScenarioFiles;

/// <summary>The fields that conditions of rules may look at, by event. Stateless.</summary>
internal static class RuleFields
{
    private static readonly Key<Matcher> Original = Matchers.Subject("original", "The deposit that the refund gives back.", Thing.Transaction);

    private static readonly ImmutableArray<Key<Matcher>> Payer =
    [
        Matchers.Text("payer_name", "Who paid."),
        Matchers.Text("payer_account", "The payer's account."),
        Matchers.Text("payer_rfc", "The payer's tax identifier."),
        Matchers.Text("from_bank", "Banxico's code of the payer's bank."),
    ];

    private static readonly ImmutableArray<Key<Matcher>> Webhook =
    [
        Matchers.WireName<WebhookType>("type", "The type of webhook."),
        Matchers.Text("status", "The status that its body tells."),
        Matchers.Text("reason", "The reason that its body tells."),
        Matchers.Text("url", "Where it goes."),
        Matchers.Text("id_msg", "Its id."),
        Matchers.Whole("attempt", "Which attempt it is, from 1."),
    ];

    private static readonly ImmutableArray<Key<Matcher>> Request =
    [
        Matchers.Word("method", "The HTTP method.", RequestLineKind.Methods),
        Matchers.Text("path", "The path."),
        Matchers.Text("operation", "The operation, such as money_out."),
        Matchers.Text("client_id", "The client."),
        Matchers.Text("key", "The Idempotency-Key."),
    ];

    private static readonly FrozenDictionary<RuleEvent, ImmutableArray<Key<Matcher>>> Tables = new Dictionary<RuleEvent, ImmutableArray<Key<Matcher>>>
    {
        [RuleEvent.MoneyOut] = TransactionFields.OfPayment,
        [RuleEvent.MoneyIn] = [.. TransactionFields.OfPayment, .. Payer],
        [RuleEvent.Cep] = TransactionFields.OfPayment,
        [RuleEvent.Refund] = [.. TransactionFields.OfPayment, Original],
        [RuleEvent.Webhook] = [.. Webhook, .. TransactionFields.OfPayment, Original, .. Payer],
        [RuleEvent.Request] = Request,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RuleEvent, ImmutableArray<string>> Prefixes = new Dictionary<RuleEvent, ImmutableArray<string>>
    {
        [RuleEvent.MoneyOut] = ["body"],
        [RuleEvent.MoneyIn] = [],
        [RuleEvent.Cep] = ["body"],
        [RuleEvent.Refund] = ["body"],
        [RuleEvent.Webhook] = ["body"],
        [RuleEvent.Request] = ["body", "headers", "query"],
    }.ToFrozenDictionary();

    private static readonly ImmutableArray<Key<Matcher>> Fields =
    [
        .. Tables.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value).DistinctBy(field => field.Name),
        Matchers.Members("body", "Members of the body."),
        Matchers.Members("headers", "Headers."),
        Matchers.Members("query", "Parameters of the query."),
    ];

    /// <summary>The conditions of a rule, with the fields of every event.</summary>
    public static Shape<ImmutableArray<MemberMatcher>> Where { get; } = new(
        "where", "What must be true; all of it.", [.. Fields], fields => fields.Matchers(Fields))
    {
        Open =
        [
            new OpenKeys("body.", Matchers.Tree, "A member of the body."),
            new OpenKeys("headers.", Matchers.Tree, "A header."),
            new OpenKeys("query.", Matchers.Tree, "A parameter of the query."),
        ],
    };

    /// <summary>The names of an event's fields.</summary>
    public static ImmutableArray<string> NamesOf(RuleEvent when) => [.. Tables[when].Select(field => field.Name), .. Prefixes[when]];

    /// <summary>Whether an event has a field.</summary>
    public static bool Has(RuleEvent when, string path) =>
        Tables[when].Any(field => field.Name == path) || Prefixes[when].Contains(path.Split('.')[0]);
}
