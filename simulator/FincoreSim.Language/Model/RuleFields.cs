using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Language.Model;

/// <summary>
/// The fields that conditions of rules may look at, by event: those that <see cref="RuleSubject"/> has, so that a condition on
/// a field that never is there is an error and not a rule that never fires. Stateless.
/// </summary>
internal static class RuleFields
{
    private static readonly Key<Matcher> From =
        Matchers.Side("from", "Where the money comes from: a name, an id, an account, an instrument or a CLABE.");
    private static readonly Key<Matcher> To =
        Matchers.Side("to", "Where the money goes: a name, an id, an account, an instrument or a CLABE.");
    private static readonly Key<Matcher> Amount = Matchers.Money("amount", "The amount.");
    private static readonly Key<Matcher> Description = Matchers.Text("description", "The description.");
    private static readonly Key<Matcher> ClientId = Matchers.Text("client_id", "The client.");
    private static readonly Key<Matcher> OwnerId = Matchers.Text("owner_id", "The client or customer whose account it is.");
    private static readonly Key<Matcher> TrackingKey = Matchers.Text("tracking_key", "The SPEI tracking key.");
    private static readonly Key<Matcher> SubCategory =
        Matchers.WireName<TransactionSubCategory>("sub_category", "The sub-category.");

    private static readonly ImmutableArray<Key<Matcher>> Payment =
    [
        From, To, Amount, Description, ClientId, OwnerId, SubCategory,
        Matchers.Text("external_reference", "The reference of up to 7 digits."),
        .. Side("source"), .. Side("destination"),
    ];

    private static readonly ImmutableArray<Key<Matcher>> Deposit =
    [
        From, To, Amount, Description, ClientId, OwnerId, TrackingKey,
        Matchers.Text("concept", "The concept."),
        Matchers.Text("numeric_reference", "The payer's reference."),
        Matchers.Text("payer.name", "Who paid."),
        Matchers.Text("payer.account", "The payer's account."),
        Matchers.Text("payer.rfc", "The payer's tax identifier."),
        Matchers.Text("payer.institution", "Banxico's code of the payer's bank."),
    ];

    private static readonly ImmutableArray<Key<Matcher>> Refund =
        [Matchers.Subject("of", "The deposit that is to be given back.", Thing.Transaction), From, Amount, Description, ClientId];

    private static readonly ImmutableArray<Key<Matcher>> Webhook =
    [
        Matchers.WireName<WebhookType>("type", "The type of webhook."),
        Matchers.Text("status", "The status that its body tells."),
        Matchers.Text("reason", "The reason that its body tells."),
        Matchers.Text("url", "Where it goes."),
        Matchers.Text("id_msg", "Its id."),
        Matchers.Subject("transaction_id", "The transaction that it tells of.", Thing.Transaction),
        From, To, Amount, Description, ClientId, TrackingKey, SubCategory,
    ];

    private static readonly ImmutableArray<Key<Matcher>> Request =
        [Matchers.Word("method", "The HTTP method.", RequestLineKind.Methods), Matchers.Text("path", "The path."), ClientId];

    private static readonly FrozenDictionary<RuleEvent, ImmutableArray<string>> Names =
        new Dictionary<RuleEvent, ImmutableArray<Key<Matcher>>>
        {
            [RuleEvent.MoneyOut] = Payment,
            [RuleEvent.MoneyIn] = Deposit,
            [RuleEvent.Cep] = Payment,
            [RuleEvent.Refund] = Refund,
            [RuleEvent.Webhook] = Webhook,
            [RuleEvent.Request] = Request,
        }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Select(field => field.Name).ToImmutableArray());

    private static readonly ImmutableArray<Key<Matcher>> Fields =
    [
        .. new[] { Payment, Deposit, Refund, Webhook, Request }.SelectMany(fields => fields).DistinctBy(field => field.Name),
        Matchers.Members("source", "The instrument that pays, by members."),
        Matchers.Members("destination", "The instrument that is paid, by members."),
        Matchers.Members("payer", "Who paid, by members."),
    ];

    /// <summary>The conditions of a rule, with the fields of every event.</summary>
    public static Shape<ImmutableArray<MemberMatcher>> Where { get; } =
        new("where", "What must be true; all of it.", [.. Fields], fields => fields.Matchers(Fields));

    /// <summary>The names of an event's fields.</summary>
    public static ImmutableArray<string> NamesOf(RuleEvent when) => Names[when];

    private static IEnumerable<Key<Matcher>> Side(string side) =>
    [
        Matchers.Text($"{side}.instrument_id", "The instrument's id."),
        Matchers.Text($"{side}.alias", "The instrument's alias."),
        Matchers.Text($"{side}.holder", "The holder's name."),
        Matchers.Text($"{side}.rfc", "The holder's tax identifier."),
        Matchers.Text($"{side}.clabe", "The CLABE."),
        Matchers.Text($"{side}.bank_id", "The bank's id."),
    ];
}
