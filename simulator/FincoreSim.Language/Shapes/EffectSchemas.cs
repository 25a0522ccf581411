using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;

namespace FincoreSim.Language.Shapes;

/// <summary>
/// What may stand at <c>then</c> after each event, for the schema: the effects that follow it, which of them exclude each other,
/// and how a timeline begins. The effects themselves say which events they follow. Stateless.
/// </summary>
internal static class EffectSchemas
{
    private const string Status = "status";
    private static readonly AnswerFault Fault = new(AnswerFaultKind.Reset);
    private static readonly ImmutableArray<string> CepWords = [.. WireName<CepStatus>.All.Except(["INITIALIZED"])];

    /// <summary>An effect for each key, for what all effects of its kind have in common; a key may stand for two.</summary>
    public static ImmutableArray<(string Key, RuleEffect Sample)> Samples { get; } =
    [
        ("settle", new SettleEffect(default)), ("reject", new RejectEffect(ReturnReason.CancelledAccount, null)),
        ("return", new ReturnEffect(ReturnReason.CancelledAccount, null)), ("hold", new HoldEffect()),
        ("refuse", new RefuseEffect(400, "", "")), ("fail", new FailEffect(false, Fault)),
        ("fail", new RequestFaultEffect(Fault)),
        ("rate_limit", new RateLimitEffect(1, default)),
        ("treat_answer_as", new TreatAnswerAsEffect(422, null)), ("duplicate", new DuplicateEffect(1, default)),
        ("delay", new DelayEffect(default)), ("reorder_within", new ReorderEffect(default)), ("drop", new DropEffect()),
        ("drop_connection", new DropConnectionEffect()), ("stale", new StaleEffect(default)),
        ("change", new ChangeMessageEffect([])),
    ];

    /// <summary>What may stand at <c>then</c> after an event.</summary>
    public static JsonObject After(RuleEvent when, SchemaBook book)
    {
        var word = WireName<RuleEvent>.Of(when).ToLowerInvariant();
        return book.Named($"then_after_{word}", when.ToString(), () => Describe(when, book, word));
    }

    private static JsonObject Describe(RuleEvent when, SchemaBook book, string word)
    {
        var words = Words(when);
        var mapping = book.Named($"effects_after_{word}", $"effects {when}", () => Mapping(when));
        var text = SchemaBook.OrMatrix(words.Length > 0
            ? SchemaBook.Words(words)
            : new JsonObject { ["enum"] = new JsonArray("") });
        return SchemaParts.AllOf(
            SchemaParts.If(OfType("string"), text),
            SchemaParts.If(OfType("object"), mapping),
            SchemaParts.If(
                OfType("array"),
                SchemaParts.AllOf(List(when, (JsonObject)text.DeepClone(), (JsonObject)mapping.DeepClone()))));
    }

    /// <summary>The keys of one mapping of effects.</summary>
    private static JsonObject Mapping(RuleEvent when)
    {
        var keys = KeysOf(when);
        var extras = EffectShapes.ExtraKeys.Where(extra => extra.Of.Any(keys.Contains)).Select(extra => extra.Name);
        return SchemaParts.AllOf(
        [
            SchemaParts.OnlyKeys([.. keys, .. extras]),
            .. Excluding(when).Select(pair => SchemaParts.NotBoth(pair.One, pair.Other)),
            .. Special(when),
        ]);
    }

    private static IEnumerable<JsonObject> Special(RuleEvent when) => when switch
    {
        RuleEvent.MoneyIn =>
            [SchemaParts.Member("refuse", SchemaParts.If(OfType("object"), SchemaParts.Is(Status, RefuseKind.DepositStatus)))],
        RuleEvent.Request => [SchemaParts.Member("fail", SchemaBook.OrMatrix(SchemaParts.Constant("before_commit")))],
        RuleEvent.Webhook => [],
        _ => [SchemaParts.Member("refuse", OfType("object"))],
    };

    /// <summary>A list: words and mappings, or the moments of a timeline and nothing else.</summary>
    private static IEnumerable<JsonObject> List(RuleEvent when, JsonObject word, JsonObject mapping)
    {
        var isTimeline = new JsonObject { ["contains"] = SchemaParts.IsMappingWith(Status) };
        var effects = SchemaParts.AllOf(
        [
            new JsonObject
            {
                ["items"] = SchemaParts.AllOf(SchemaParts.If(OfType("string"), word), SchemaParts.If(OfType("object"), mapping)),
            },
            .. KeysOf(when).Select(key => AtMostOne(ItemWith(key))),
            AtMostOne(SchemaBook.Words(CepWords)),
            .. Excluding(when).Select(pair => SchemaParts.Not(SchemaParts.AllOf(Contains(pair.One), Contains(pair.Other)))),
        ]);
        if (when != RuleEvent.Cep)
        {
            return [effects];
        }

        var first = Enum.GetValues<CepStatus>()
            .Where(status => CepTransitions.Next(CepStatus.Initialized, status).IsAccepted).Select(WireName<CepStatus>.Of);
        return
        [
            SchemaParts.If(SchemaParts.Not((JsonObject)isTimeline.DeepClone()), effects),
            SchemaParts.If(isTimeline, new JsonObject
            {
                ["prefixItems"] = new JsonArray(SchemaParts.Member(Status, SchemaBook.OrMatrix(SchemaBook.Words(first)))),
                ["items"] = SchemaParts.IsMappingWith(Status),
            }),
        ];
    }

    private static ImmutableArray<string> KeysOf(RuleEvent when) =>
        [.. Samples.Where(sample => sample.Sample.Events.Contains(when)).Select(sample => sample.Key).Distinct()];

    private static ImmutableArray<string> Words(RuleEvent when) =>
        [.. when == RuleEvent.Cep ? CepWords : [], .. EffectShapes.Words.Intersect(KeysOf(when))];

    /// <summary>The pairs of effects that contradict each other, as the reader tells of them.</summary>
    private static IEnumerable<(string One, string Other)> Excluding(RuleEvent when)
    {
        string[] keys = [.. KeysOf(when)];
        string[] OfStage(RuleStage stage) =>
            [.. Samples.Where(sample => sample.Sample.Stage == stage && sample.Sample.Events.Contains(when))
                .Select(sample => sample.Key)];
        string[][] groups =
            [
                ["reject", "return", "hold"], ["reject", "settle", "hold"],
                OfStage(RuleStage.Acceptance), OfStage(RuleStage.Arrival),
            ];
        var pairs = groups.SelectMany(group => group.SelectMany((one, at) => group.Skip(at + 1).Select(other => (one, other))));
        var dropped = OfStage(RuleStage.Queueing).Where(key => key != "drop").Select(key => ("drop", key));
        return pairs.Concat(dropped).Distinct().Where(pair => keys.Contains(pair.Item1) && keys.Contains(pair.Item2));
    }

    private static JsonObject Contains(string key) => new() { ["contains"] = ItemWith(key) };

    private static JsonObject AtMostOne(JsonObject item) =>
        new() { ["contains"] = item, ["minContains"] = 0, ["maxContains"] = 1 };

    private static JsonObject ItemWith(string key) => EffectShapes.Words.Contains(key)
        ? SchemaBook.AnyOf(SchemaParts.IsMappingWith(key), SchemaParts.Constant(key))
        : SchemaParts.IsMappingWith(key);

    private static JsonObject OfType(string type) => new() { ["type"] = type };
}
