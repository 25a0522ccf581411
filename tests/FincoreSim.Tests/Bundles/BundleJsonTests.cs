using System.Text;
using System.Text.Json;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Runs.Bundles;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Bundles;

public sealed class BundleJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public void Every_command_effect_and_form_has_a_name()
    {
        Assert.That(BundleTypes.Commands.Select(type => type.DerivedType), Is.EquivalentTo(Samples.Of(typeof(Command))));
        Assert.That(BundleTypes.Effects.Select(type => type.DerivedType), Is.EquivalentTo(Samples.Of(typeof(RuleEffect))));
        Assert.That(BundleTypes.Forms.Select(type => type.DerivedType), Is.EquivalentTo(Samples.Of(typeof(DetailForm))));
    }

    [TestCaseSource(nameof(Commands))]
    public void A_command_comes_back_as_it_was(Type type)
    {
        for (var number = 1; number <= 3; number++)
        {
            var command = (Command)Samples.Make(type, number);

            var json = JsonSerializer.Serialize(command, BundleJson.Command);
            var back = JsonSerializer.Deserialize(json, BundleJson.Command);

            Assert.That(Samples.Differences(command, back, type.Name), Is.Empty, json);
            Assert.That(json, Does.Not.Contain("\n"));
        }
    }

    [Test]
    public void A_payment_request_comes_back_as_it_was()
    {
        var use = (KeyUse)Samples.Make(typeof(KeyUse), 1);
        var asked = (CallOutcome)Samples.Make(typeof(CallOutcome), 2);
        var refusal = (Refusal)Samples.Make(typeof(Refusal), 3);
        var accepted =
            new RecordedPayment(At, new PaymentRequest("money_out", (MoneyOut)Samples.Make(typeof(MoneyOut), 4), use, asked))
            {
                JournalAfter = 7
            };
        var refused = new RecordedPayment(At, new PaymentRequest("money_out", refusal, null));

        var (first, second) = ((RecordedPayment)Again(accepted), (RecordedPayment)Again(refused));

        Assert.That((first.At, first.JournalAfter, first.Request.Operation), Is.EqualTo((At, (long?)7, "money_out")));
        Assert.That(Samples.Differences(use, first.Request.Key, "key"), Is.Empty);
        Assert.That(Samples.Differences(asked, first.Request.Asked, "asked"), Is.Empty);
        Assert.That(Samples.Differences(accepted.Request.Parsed.Value, first.Request.Parsed.Value, "parsed"), Is.Empty);
        Assert.That(Samples.Differences(refusal, second.Request.Parsed.Refusal, "refusal"), Is.Empty);
        Assert.That((second.JournalAfter, second.Request.Key), Is.EqualTo(((long?)null, (KeyUse?)null)));
    }

    [Test]
    public void Marks_come_back_as_they_were()
    {
        Assert.That(Again(new RecordedSnapshot("before")), Is.EqualTo(new RecordedSnapshot("before")));
        Assert.That(Again(new RecordedRestore("before")), Is.EqualTo(new RecordedRestore("before")));
    }

    [TestCase("""{"command":"dance","origin":"Api"}""", "dance")]
    [TestCase("""{"command":"fund_account","account_id":"00000000-0000-0000-0000-000000000001","origin":"Api"}""", "amount")]
    [TestCase("""{"command":"take_deliveries"}""", "origin")]
    [TestCase("""{"command":"take_deliveries","origin":"Api","more":1}""", "more")]
    [TestCase("""{"command":"fund_account","account_id":"x","amount":"1.00","origin":"Api"}""", "AccountId")]
    [TestCase(
        """{"command":"fund_account","account_id":"00000000-0000-0000-0000-000000000001","amount":"1.001","origin":"Api"}""",
        "Money")]
    public void What_is_missing_unknown_or_malformed_is_refused(string json, string named) =>
        Assert.That(
            () => JsonSerializer.Deserialize(json, BundleJson.Command),
            Throws.InstanceOf<Exception>().With.Message.Contains(named));

    [TestCaseSource(nameof(Switches))]
    public void A_switch_that_a_bundle_does_not_have_is_at_its_default(string? group, string name)
    {
        var json = JsonSerializer.SerializeToNode((Command)Samples.Make(typeof(ChangeOptions), 1), BundleJson.Command)!
            .AsObject();
        var options = json["options"]!.AsObject();
        var owner = group is null ? options : options[group]!.AsObject();
        Assert.That(owner.Remove(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)), json.ToJsonString());

        var read = (ChangeOptions)JsonSerializer.Deserialize(json, BundleJson.Command)!;

        var (all, defaults) = group is null
            ? ((object)read.Options, (object)new WorldOptions())
            : (read.Options.Limits, new WorldLimits());
        Assert.That(Samples.Differences(defaults, all, ""), Is.Not.Empty, "the others are as they were given");
        Assert.That(
            Samples.Differences(all.GetType().GetProperty(name)!.GetValue(defaults),
                all.GetType().GetProperty(name)!.GetValue(all), name), Is.Empty);
    }

    public static IEnumerable<TestCaseData> Switches =>
    [
        .. typeof(WorldOptions).GetProperties()
            .Select(member => new TestCaseData(null, member.Name).SetArgDisplayNames(member.Name)),
        .. typeof(WorldLimits).GetProperties()
            .Select(member => new TestCaseData("limits", member.Name).SetArgDisplayNames($"limits.{member.Name}")),
    ];

    public static IEnumerable<TestCaseData> Commands =>
        Samples.Of(typeof(Command)).Select(type => new TestCaseData(type).SetArgDisplayNames(type.Name));

    private static RecordedInput Again(RecordedInput input) => InputReader.Read(
        Encoding.UTF8.GetBytes(
            (input is RecordedRestore ? """{"snapshot":"before"}""" + "\n" : "")
            + JsonSerializer.Serialize(InputLine.From(input), BundleJson.Line)),
        input is RecordedRestore ? 2 : 1)[^1];
}
