using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language;
using FincoreSim.Language.Shapes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Rules;

/// <summary>What a rule does is told as <c>then:</c> takes it: armed again from there, it does the same.</summary>
public sealed class EffectJsonTests : ApiTests
{
    private static readonly string[] Written =
    [
        "{when: money_out, then: hold}",
        "{when: money_out, then: {settle: {after: 90s}}}",
        "{when: money_out, then: {settle: 1500ms}}",
        "{when: money_out, then: {reject: CANCELLED_ACCOUNT}}",
        "{when: money_out, then: {reject: CANCELLED_ACCOUNT, after: 26h}}",
        "{when: money_out, then: {return: CANCELLED_ACCOUNT, after: 3d}}",
        "{when: money_out, then: {refuse: {status: 503, reason: UNAVAILABLE}}}",
        "{when: money_out, then: {refuse: {status: 400, reason: A, detail: \"é: {x} # \\\"y\\\"\"}}}",
        "{when: money_in, then: {refuse: no thanks}}",
        "{when: money_out, then: {fail: before_commit}}",
        "{when: money_out, then: {fail: after_commit}}",
        "{when: money_out, then: {fail: after_commit, how: hang 60s}}",
        "{when: money_out, then: [{fail: after_commit, how: truncate}]}",
        "{when: money_out, then: [{fail: after_commit, how: slow_body 5s}, {settle: 9s}]}",
        "{when: refund, then: {fail: before_commit, how: empty}}",
        "{when: request, then: {fail: before_commit, how: status 500}}",
        "{when: request, then: {rate_limit: {requests: 10, per: 1s}}}",
        "{when: cep, then: DELAYED}",
        "{when: cep, then: PENDING}",
        "{when: cep, then: FAILED}",
        "{when: cep, then: [DELAYED, {fail: after_commit, how: reset}]}",
        "{when: cep, then: [{after: 1s, status: PENDING}, {after: 5m, status: COMPLETED, beneficiary_name: OTRO TITULAR}]}",
        "{when: webhook, then: {treat_answer_as: 422, reason: because}}",
        "{when: webhook, then: {treat_answer_as: 200}}",
        "{when: webhook, then: {duplicate: 2}}",
        "{when: webhook, then: {duplicate: 2, gap: 10s}}",
        "{when: webhook, then: {duplicate: 1, gap: {between: [0s, 2m]}, delay: {between: [1s, 3s]}}}",
        "{when: webhook, then: {reorder_within: 30s}}",
        "{when: webhook, then: drop}",
        "{when: webhook, then: drop_connection}",
        "{when: webhook, then: {stale: {after: 1m}}}",
        "{when: webhook, then: {change: {body.status: UNDER_REVIEW, body.new: {a: [1, \"2\", null, true]}}}}",
    ];

    [TestCaseSource(nameof(Written))]
    public void Reads_back_as_the_same(string written)
    {
        var rule = Load(written);

        var again = Load(new JsonObject
        {
            ["when"] = written.Split("when: ")[1].Split(',')[0],
            ["then"] = EffectJson.Write(rule.Then),
        }.ToJsonString());

        Assert.That(Shown(again.Then), Is.EqualTo(Shown(rule.Then)));
    }

    [Test]
    public void Every_effect_is_in_the_table()
    {
        var known = typeof(RuleEffect).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RuleEffect)));

        Assert.That(Written.SelectMany(written => Load(written).Then).Select(effect => effect.GetType()).Distinct(),
            Is.EquivalentTo(known));
    }

    [Test]
    public async Task The_list_of_rules_has_it()
    {
        var armed = await Sim.App.Anybody.PostTextAsync(
            Sim.Path("rules"),
            "{name: refuses, when: money_out, then: {refuse: {status: 503, reason: UNAVAILABLE, detail: later}}}");

        armed.ShouldBe(201);
        (await Sim.GetAsync("rules")).ShouldBe(200)
            .ShouldSay("items.0.then.0", "Refuse").ShouldSay("items.0.then_written.0.refuse.status", "503")
            .ShouldSay("items.0.then_written.0.refuse.detail", "later");
    }

    private static Rule Load(string text)
    {
        var loaded = ScenarioLoader.LoadRules("rules", Encoding.UTF8.GetBytes(text));
        Assert.That(loaded.Problems, Is.Empty, text);
        return loaded.Rules.Single().AsWritten;
    }

    /// <summary>Records with lists in them are equal by reference, so their texts and their lists are compared.</summary>
    private static IEnumerable<string> Shown(ImmutableArray<RuleEffect> effects) => effects.Select(effect => effect switch
    {
        CepTimelineEffect timeline => string.Join(';', timeline.Steps),
        ChangeMessageEffect change => string.Join(';', change.Changes),
        _ => string.Join(
            ' ', effect.GetType().GetProperties().Where(member => member.Name is not "Events")
                .Select(member => $"{member.Name}={member.GetValue(effect)}")),
    });
}
