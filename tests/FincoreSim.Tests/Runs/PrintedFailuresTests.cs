using System.Text.RegularExpressions;
using FincoreSim.Runs.Reports;
using FincoreSim.Runs.Runner;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Runs;

/// <summary>
/// What people read when a scenario fails, word for word; ids are numbered as they come, ports and real times are taken out.
/// </summary>
public sealed partial class PrintedFailuresTests
{
    private const string Happens = """
        rules:
          - {name: only large ones, when: money_out, where: {amount: {gt: "500.00"}}, then: {reject: CANCELLED_ACCOUNT}}
          - {name: the second one, when: money_out, skip: 1, times: 1, then: {reject: CANCELLED_ACCOUNT}}
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00"}
          - money_out: {from: treasury, to: supplier, amount: "20.00"}
          - money_out: {from: treasury, to: ana, amount: "30.00"}
          - money_in: {to: wallet, amount: "7.00"}
          - advance: until_idle

        """;

    private static IEnumerable<TestCaseData> All =>
    [
        Case("no-such-transaction", Happens + "expect: {transaction: {to: supplier, amount: \"20.00\", status: LIQUIDATED}}"),
        Case("too-many-transactions", Happens + "expect: {transactions: {from: treasury, count: {lt: 3}}}"),
        Case("webhook-statuses",
            Happens + "expect: {webhooks: {type: STATUS_UPDATE, statuses: [LIQUIDATED, LIQUIDATED, REJECTED], in_order: true}}"),
        Case("answers", Happens + "expect: {answers: {type: MONEY_IN, status: 422}}"),
        Case("calls", Happens + "expect: {calls: {to: POST /v1/transactions/money_out, count: 1}}"),
        Case("book-of-the-integrator",
            Happens + "expect: {call: {get: \"${INTEGRATOR_URL}/wallets/${wallet.clabe}\", json: {balance: \"8.00\"}}}"),
        Case("never", Happens + "never: [{balance: {of: treasury, is: {lt: \"980.00\"}}}]"),
        Case("refused-step", "steps: [{money_out: {from: wallet, to: supplier, amount: \"0.50\"}}]"),
        Case("race", """
            steps:
              - parallel: 12
                do: [{money_out: {from: treasury, to: supplier, amount: "100.00"}}]
                expect: {outcomes: [{status: 200, count: 11}, {status: 400}]}
            """),
    ];

    [TestCaseSource(nameof(All))]
    public async Task Reads(string name, string yaml)
    {
        var result = await Bench.RunAsync(Bench.Hooked + yaml);
        await using var text = new StringWriter { NewLine = "\n" };

        new TextReport(text, isRepeated: false).Ended(result);

        Assert.That(result.Verdict, Is.EqualTo(RunVerdict.Failed));
        Approved.Verify(Scrub(text.ToString()), $"Printed/{name}.approved.txt");
    }

    private static string Scrub(string text)
    {
        var ids = new List<string>();
        text = Id().Replace(text, match =>
        {
            if (!ids.Contains(match.Value))
            {
                ids.Add(match.Value);
            }

            return $"<id {ids.IndexOf(match.Value) + 1}>";
        });
        return RealTime().Replace(Port().Replace(text, "127.0.0.1:<port>"), "<n> ms");
    }

    private static TestCaseData Case(string name, string yaml) => new TestCaseData(name, yaml).SetArgDisplayNames(name);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"127\.0\.0\.1:[0-9]+")]
    private static partial Regex Port();

    [GeneratedRegex(@"\b[0-9]+ ms\b")]
    private static partial Regex RealTime();
}
