using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Runs;

/// <summary>never and always: each kind, kept and violated, told with the place in the journal.</summary>
public sealed class WatchesTests
{
    private const string Steps = """
        rules: [{name: twice, when: webhook, where: {type: MONEY_IN}, then: {duplicate: 1, gap: 1m}}]
        steps:
          - money_in: {to: wallet, amount: "7.00"}
          - money_out: {from: treasury, to: supplier, amount: "10.00"}
          - penny_validation: {to: ana}
          - advance: until_idle

        """;

    private static IEnumerable<TestCaseData> Never =>
    [
        Cases.Green("no such webhook", "never: [{webhook: {type: CEP, status: FAILED}}]"),
        Cases.Red("a webhook", "never: [{webhook: {type: CEP, status: COMPLETED}}]",
            "this must never happen, and it did: CEP COMPLETED of "),
        Cases.Red("a webhook by its body", "never: [{webhook: {body: {amount: \"7.00\"}}}]",
            "this must never happen, and it did: MONEY_IN"),
        Cases.Green("no such transaction", "never: [{transaction: {kind: money_out, status: REFUNDED}}]"),
        Cases.Red("a transaction on its way", "never: [{transaction: {from: treasury, amount: \"10.00\", status: LIQUIDATED}}]",
            "this must never happen, and it did: money_out "),
        Cases.Green("no such answer", "never: [{answers: {status: {gte: 500}}}]"),
        Cases.Red(
            "an answer", "never: [{answers: {type: MONEY_IN, status: 201}}]", "this must never happen, and it did: to MONEY_IN"),
        Cases.Green("no such balance", "never: [{balance: {of: treasury, is: {lt: \"989.99\"}}}]"),
        Cases.Red("a balance", "never: [{balance: {of: treasury, is: {lt: \"990.00\"}}}]",
            "this must never happen, and it did: available 989.99"),
        Cases.Green("no such call", "never: [{calls: {to: POST /v1/transactions/money_out}}]"),
    ];

    private static IEnumerable<TestCaseData> Always =>
    [
        Cases.Green(
            "the ledger and every balance", "always: [ledger_balances, no_negative_balance, {no_negative_balance: treasury}]"),
        Cases.Green("answers", "always: [{answers: {type: MONEY_IN, status: 201}}]"),
        Cases.Red("answers", "always: [{answers: {type: MONEY_IN, status: 200}}]",
            "every answer must be so, and one is not: to MONEY_IN"),
        Cases.Green("a balance", "always: [{balance: {of: treasury, is: {gte: \"989.99\"}}}]"),
        Cases.Red("a balance", "always: [{balance: {of: treasury, is: {gte: \"990.00\"}}}]",
            "the balance must always be so, and it is not"),
        Cases.Green(
            "one effect",
            "always: [{one_effect_per_id_msg: {probe: \"${INTEGRATOR_URL}/movements?id_msg=${webhook.id_msg}\", length: {in: [0, "
            + "1]}}}]"),
        Cases.Red(
            "one effect",
            "always: [{one_effect_per_id_msg: {probe: \"${INTEGRATOR_URL}/movements?id_msg=${webhook.id_msg}\", length: 5}}]",
            "must have one effect in the integrator's book: length: expected 5, found "),
        Cases.Red(
            "a probe that is no list",
            "always: [{one_effect_per_id_msg: {probe: \"${INTEGRATOR_URL}/book?id=${webhook.id_msg}\"}}]",
            "must answer 200 and a JSON list"),
    ];

    [TestCaseSource(nameof(Never))]
    public Task Never_(string yaml, string why) => Cases.RunAsync(Bench.Hooked + Steps + yaml, why);

    [TestCaseSource(nameof(Always))]
    public Task Always_(string yaml, string why) => Cases.RunAsync(Bench.Hooked + Steps + yaml, why);

    [Test]
    public async Task The_first_violation_ends_the_run_and_tells_the_place_in_the_journal()
    {
        const string Yaml = Bench.World + """
            steps:
              - money_in: {to: wallet, amount: "7.00"}
              - wait_for: {transaction: {amount: "8.00"}}
                within: 100s
            never:
              - transaction: {amount: "7.00"}
            """;

        var result = await Bench.RunAsync(Yaml);

        Bench.AssertFailed(result, "this must never happen");
        Assert.That(
            result.Failure!.Details[0], Does.Match(@"^at journal entry #[0-9]+ \(\S+, 2026-03-02T09:00:00\.000000-06:00\)$"));
        Assert.That(result.Failure.At.Line, Is.EqualTo(Bench.LineOf(Yaml, "  - transaction:")));
    }
}
