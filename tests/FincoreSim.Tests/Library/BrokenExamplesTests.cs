using System.Text;
using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Library;

/// <summary>
/// Each of the five examples is red when something is broken on purpose: one place of its text, or one thing that the integrator
/// does. It is red where it must be, and its first words say what is wrong.
/// </summary>
public sealed class BrokenExamplesTests
{
    private const string Penny = "penny-validation-open-26h";
    private const string Deposit = "deposit-refused-and-refunded";
    private const string Lost = "lost-answer-safe-retry";
    private const string Chaos = "webhook-chaos";
    private const string Race = "race-for-money";

    private static IEnumerable<TestCaseData> Texts =>
    [
        Text(Penny, "after: 10m", "after: 61m", "statuses: [PENDING, DELAYED], ",
            "expected webhooks with the statuses PENDING, DELAYED in this order and no others, found PENDING"),
        Text(Penny, "after: 26h", "after: 27h", "statuses: [PENDING, DELAYED, COMPLETED]",
            "expected webhooks with the statuses PENDING, DELAYED, COMPLETED in this order and no others, found PENDING, DELAYED"),
        Text(Penny, "amount: \"0.01\"}\n    then", "amount: \"0.02\"}\n    then", "statuses: [PENDING, DELAYED], ",
            "expected webhooks with the statuses PENDING, DELAYED"),
        Text(Penny, "{state: waiting}", "{state: verified}", "{state: verified}", "GET http://"),
        Text(Penny, "count: 1}", "count: 2}", "count: 2}", "expected 2 calls; found 1 of "),
        Text(Penny, "status: INITIALIZED", "status: DELAYED", "webhook: {type: CEP, status: DELAYED}",
            "this must never happen, and it did: CEP DELAYED"),
        Text(Deposit, "status: REFUNDED", "status: LIQUIDATED", "transaction: {id",
            "expected exactly one transaction with id ${deposit.id}"),
        Text(Deposit, "status: LIQUIDATED, count: 1", "status: LIQUIDATED, count: 2", "count: 2",
            "expected 2 transactions with amount 99.99"),
        Text(Deposit, "is: \"0.00\"", "is: \"99.99\"", "is: \"99.99\"", "balance of collections: is: expected 99.99, found 0.00"),
        Text(Deposit, "      # a second refund must be refused\n    expect: {status: {gte: 400}}", "\n",
            "- refund: {of: deposit, amount: \"99.99\"}", "refund failed: 400 10-E4120 FAILED_PRECONDITION"),
        Text(Deposit, "from_owner: same", "from_owner: other", "of: self_transfer, count: 0", "expected 0 webhooks; found 1 of "),
        Text(Lost, "how: reset", "how: status 503", "key: \"pay-1\"", "money_out: connection: expected lost, found 503"),
        Text(Lost, "fail: after_commit", "fail: before_commit", "\"379.50\"",
            "balance of treasury: is: expected 379.50, found 500.00"),
        Text(Lost, "    times: 1\n", "\n", "money_out",
            "money_out: connection: expected an answer, found connection lost", line: 33),
        Text(Lost, "where: {to: supplier}", "where: {to: supplier, amount: \"120.52\"}", "key: \"pay-1\"",
            "money_out: connection: expected lost, found 200"),
        Text(Lost, "\"120.51\", key: \"pay-1\"", "\"120.51\", key: \"pay-2\"", "\"120.51\"",
            "money_out: status: expected 409, found 200"),
        Text(Lost, "23h59m59s", "24h", "money_out", "money_out: replayed: expected true, found false", line: 30),
        Text(Lost, "advance: 2s", "advance: 0s", "money_out", "money_out: replayed: expected false, found true", line: 33),
        Text(Lost, "\"259.00\"", "\"379.50\"", "balance", "balance of treasury: is: expected 379.50, found 259.00", line: 37),
        Text(Lost, "replays: 2", "replays: 3", "replays: 3", "idempotency key pay-1: replays: expected 3, found 2"),
        Text(Chaos, "for: 30m", "for: 90d", "undelivered: 0", "webhooks undelivered: expected 0, found "),
        Text(Chaos, "{in: [201, 422]}", "{in: [422]}", "all: {status", "expected every answer to be so, but one of "),
        Text(Race, "{status: 200, count: 10}", "{status: 200, count: 11}", "- parallel: 50",
            "outcome 1: expected 11 such answers, found 10 of 50"),
        Text(Race, "\"race-${n}\"", "\"race\"", "- parallel: 50", "outcome 1: expected 10 such answers, found 50 of 50"),
        Text(Race, "is: \"0.00\"", "is: \"100.00\"", "is: \"100.00\"", "balance of treasury: is: expected 100.00, found 0.00"),
        Text(Race, "  - restore: before ", "  # ", "- parallel: 30", "30 of 30 answers are none of the outcomes"),
        Text(Race, "key: \"same-key\"", "key: \"key-${n}\"", "- parallel: 30", "20 of 30 answers are none of the outcomes"),
        Text(Race, "    during:\n      - {after_calls: 8, block: treasury}\n", "\n\n", "- parallel: 20",
            "outcome 2: expected at least one such answer, found 0 of 20"),
        Text(Race, "not currently active", "not active", "- parallel: 20", "12 of 20 answers are none of the outcomes"),
    ];

    private static IEnumerable<TestCaseData> Integrators =>
    [
        By(Chaos, Mistake.BooksDuplicates, "one_effect_per_id_msg", "in round "),
        By(Chaos, Mistake.Answers200BeforeBooking, "all: {status", "expected every answer to be so, but one of "),
        By(Chaos, Mistake.FloatingMoney, "get: ", "GET http://"),
        By(Deposit, Mistake.RefusesWithoutReason, "answers:",
            "expected at least one answer with status 422, json {refundReason: contains Amount}; found 0 of 1"),
    ];

    /// <summary>Breaks a text in one place, without moving its lines.</summary>
    [TestCaseSource(nameof(Texts))]
    public Task Is_red_when_its_text_is_broken(string example, string old, string broken, string at, string words, int line)
    {
        var text = TextOf(example);
        Assert.That(text, Does.Contain(old));
        var start = text.IndexOf(old, StringComparison.Ordinal);
        return AssertRedAsync(text[..start] + broken + text[(start + old.Length)..], Mistakes.None, at, words, line);
    }

    [TestCaseSource(nameof(Integrators))]
    public Task Is_red_when_the_integrator_errs(string example, Mistake mistake, string at, string words) =>
        AssertRedAsync(TextOf(example), Mistakes.Of(mistake), at, words, line: 0);

    private static async Task AssertRedAsync(string text, Mistakes mistakes, string at, string words, int line)
    {
        var set = ScenarioSet.Of([("a.yaml", Encoding.UTF8.GetBytes(text))], []);
        Assert.That(set.Wrong.SelectMany(wrong => wrong.Problems), Is.Empty);

        var results = await Bench.RunAllAsync(set.Runs, new RunSettings { Mistakes = mistakes });

        Assert.That(
            results.Select(result => result.Verdict), Has.Some.EqualTo(RunVerdict.Failed).And.None.EqualTo(RunVerdict.Unable));
        foreach (var result in results.Where(result => result.Failure is not null))
        {
            Assert.That(result.Failure!.Title, Does.StartWith(words));
            Assert.That(result.Failure.At.Line, Is.EqualTo(line > 0 ? line : Bench.LineOf(text, at)), Bench.TextOf(result));
            Assert.That(text.Split('\n')[result.Failure.At.Line - 1], Does.Contain(at));
        }
    }

    /// <summary>The text of an example; of the one with ten seeds, the first only.</summary>
    private static string TextOf(string example) =>
        File.ReadAllText(Path.Combine(ScenarioFiles.Files.Folder(), "examples", $"{example}.yaml"))
            .Replace("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "[1]", StringComparison.Ordinal);

    /// <summary>A case.</summary>
    /// <param name="example">The example.</param>
    /// <param name="old">What is replaced, where it stands first.</param>
    /// <param name="broken">What stands there instead.</param>
    /// <param name="at">What the line has in it that the failure names: the first such line, unless <paramref name="line"/> says
    /// which.</param>
    /// <param name="words">How the failure begins.</param>
    /// <param name="line">The line, from 1; 0: the first with <paramref name="at"/>.</param>
    private static TestCaseData Text(string example, string old, string broken, string at, string words, int line = 0) =>
        new TestCaseData(example, old, broken, at, words, line).SetArgDisplayNames(example, old.Trim(), broken.Trim());

    private static TestCaseData By(string example, Mistake mistake, string at, string words) =>
        new TestCaseData(example, mistake, at, words).SetArgDisplayNames(example, Mistakes.NameOf(mistake));
}
