using System.Text.Json;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Switches;
using FincoreSim.Language.Yaml;
using CepStep = FincoreSim.Domain.Transactions.CepStep;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>A file with every key of the language, and what is made of it.</summary>
public sealed class EverythingTests
{
    private static readonly string Text =
        File.ReadAllText(Path.Combine(Files.Folder(), "../tests/FincoreSim.Tests/ScenarioFiles/everything.yaml"));
    private static readonly LoadedFile Loaded = Files.Load(Text, "everything.yaml");

    private static Scenario First => Loaded.File!.Scenarios[0];

    [Test]
    public void Loads_without_errors_or_warnings() => Assert.That(Loaded.Problems, Is.Empty);

    [Test]
    public void Has_every_key_of_the_schema()
    {
        var used = new HashSet<string>();
        Collect(YamlTree.Read(System.Text.Encoding.UTF8.GetBytes(Text), new ProblemList("a"))!, used);

        Assert.That(KeysOfSchema().Except(used).Except(["snapshot", "use"]), Is.Empty);
    }

    [Test]
    public void Passes_the_schema() => Assert.That(ScenarioSchemaTests.Violations(Text), Is.Empty);

    [Test]
    public void Has_every_effect()
    {
        var effects = First.Rules.SelectMany(rule => rule.Rule.Then).Select(effect => effect.GetType()).Distinct();
        var known = typeof(RuleEffect).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RuleEffect)));

        Assert.That(known.Except(effects), Is.Empty);
    }

    [Test]
    public void Has_every_step()
    {
        var known = typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)));

        Assert.That(known.Except(First.Steps.Concat(First.Setup).Select(step => step.GetType())), Is.Empty);
        Assert.That(
            StepShapes.All.Select(step => step.Command).Except(First.Steps.Concat(First.Setup).Select(step => step.Command)),
            Is.Empty);
    }

    [Test]
    public void Effects_are_what_they_say() => Assert.That(
        new[] { "settles", "rejects", "returns", "fails", "refuses", "refuses a deposit", "slow", "limited", "twins" }.Select(
            EffectOf),
        Is.EqualTo(new RuleEffect[]
        {
            new SettleEffect(TimeSpan.FromSeconds(60)),
            new RejectEffect(ReturnReason.CancelledAccount, TimeSpan.FromSeconds(5)),
            new ReturnEffect(ReturnReason.NonExistentAccount, TimeSpan.FromDays(1)),
            new FailEffect(false, new AnswerFault(AnswerFaultKind.Status, 503)),
            new RefuseEffect(400, "FAILED_PRECONDITION", "Not today."),
            new RefuseEffect(422, "Invalid Amount", ""),
            new RequestFaultEffect(new AnswerFault(AnswerFaultKind.SlowBody, Delay: TimeSpan.FromSeconds(5))),
            new RateLimitEffect(5, TimeSpan.FromSeconds(1)),
            new DuplicateEffect(2, new DurationRange(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1))),
        }));

    [Test]
    public void A_status_alone_is_reached_through_PENDING() => Assert.That(
        ((CepTimelineEffect)EffectOf("failing")).Steps,
        Is.EqualTo(
            new[] { new CepStep(TimeSpan.FromSeconds(1), CepStatus.Pending), new CepStep(TimeSpan.FromSeconds(5),
                CepStatus.Failed) }));

    [Test]
    public void A_rule_has_its_life()
    {
        var rule = First.Rules[0].Rule;

        Assert.That((rule.Times, rule.Skip, rule.Chance, rule.Priority), Is.EqualTo((1, 2, 0.5, 5)));
        Assert.That((rule.StartsAfter, rule.For), Is.EqualTo((TimeSpan.FromHours(1), TimeSpan.FromDays(1))));
    }

    [Test]
    public void Nested_conditions_become_dotted_paths() => Assert.That(
        First.Rules.Single(rule => rule.Rule.Name == "settles and returns").Rule.Where.Select(condition => condition.ToString()),
        Is.EqualTo(new[]
        {
            "destination.alias not a", "destination.rfc = ND", "destination.clabe exists true", "destination.bank_id exists true",
            "destination.holder = A",
                "destination.instrument_id exists true",
            }));

    [Test]
    public void A_rule_gets_ids_for_its_names()
    {
        var rule = First.Rules[0].Resolve(operand => operand.Thing is null ? operand.Text.Raw : $"id of {operand.Text}");

        Assert.That(rule.Where.Select(condition => condition.ToString()),
            Is.EqualTo(new[] { "from = id of treasury", "to = id of ana", "amount gt 1.00", "amount lte 5.00" }));
    }

    [Test]
    public void The_switches_change_the_options()
    {
        var options = OptionSwitches.Change(new WorldOptions(), First.Sandbox.Switches);

        Assert.That(options.IsAccepted);
        Assert.That(First.Sandbox.Switches.EnumerateObject().Select(property => property.Name),
            Is.EquivalentTo(OptionSwitches.All.Select(option => option.Name)));
        Assert.That(options.Value.SpeiSettlesAfter, Is.Null);
        Assert.That(options.Value.Limits.Transactions, Is.EqualTo(1000));
    }

    [Test]
    public void only_if_leaves_out_a_step() =>
        Assert.That(Loaded.File!.Scenarios.Select(scenario => scenario.Steps[0].Command), Is.EqualTo(["fund", "money_in"]));

    [Test]
    public void A_body_keeps_its_types()
    {
        var body = ((CallStep)First.Setup[0]).Call.Body!;

        Assert.That(
            NodeJson.Of(body, reference => $"<{reference.Name}>").GetRawText(),
            Is.EqualTo("""{"accounts":["\u003Ctreasury\u003E"],"all":true,"limit":1.5,"nothing":null}"""));
    }

    private static RuleEffect EffectOf(string name) => First.Rules.Single(rule => rule.Rule.Name == name).Rule.Then.First();

    private static void Collect(Node node, HashSet<string> keys)
    {
        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    keys.Add(entry.Key.Text);
                    Collect(entry.Value, keys);
                }

                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    Collect(item, keys);
                }

                break;
        }
    }

    private static IEnumerable<string> KeysOfSchema()
    {
        using var schema = JsonDocument.Parse(ScenarioSchema.Write());
        return
        [
            .. schema.RootElement.GetProperty("$defs").EnumerateObject()
                .Where(definition => definition.Value.TryGetProperty("properties", out _))
                .SelectMany(definition => definition.Value.GetProperty("properties").EnumerateObject())
                .Select(property => property.Name).Distinct(),
        ];
    }
}
