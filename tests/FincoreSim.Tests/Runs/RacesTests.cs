using FincoreSim.Runs.Runner;

namespace FincoreSim.Tests.Runs;

/// <summary>Calls that are made at once: their order is drawn by the scheduling seed, and nothing else.</summary>
public sealed class RacesTests
{
    private const string Race = Bench.World + """
        steps:
          - parallel: 12
            do:
              - money_out: {from: treasury, to: supplier, amount: "${n}.00", key: "race-${n}"}
            during:
              - {after_calls: 4, block: treasury}
              - {after_calls: 8, unblock: treasury}
            expect: {outcomes: [{status: 200, count: {gte: 4}}, {status: 400}]}
        """;

    private static IEnumerable<TestCaseData> All =>
    [
        Cases.Green("as many calls as the money allows", """
            steps:
              - parallel: 20
                do: [{money_out: {from: treasury, to: supplier, amount: "100.00"}}]
                expect: {outcomes: [{status: 200, count: 10}, {status: 400, count: 10}]}
            """),
        Cases.Green("one key, one payment", """
            steps:
              - parallel: 20
                do: [{money_out: {from: treasury, to: supplier, amount: "100.00", key: one}}]
                expect: {outcomes: [{status: 200, same_transaction_as: first}]}
            expect: {transactions: {to: supplier, count: 1}, idempotency: {key: one, requests: 20, replays: 19}}
            """),
        Cases.Green("during comes after so many calls, and before the others", """
            steps:
              - parallel: 20
                do: [{money_out: {from: treasury, to: supplier, amount: "1.00"}}]
                during: [{after_calls: 7, block: treasury}]
                expect: {outcomes: [{status: 200, count: 7}, {status: 400, count: 13}]}
            """),
        Cases.Green("what comes after the last call is waited for", """
            steps:
              - parallel: 3
                do: [{money_out: {from: treasury, to: supplier, amount: "1.00"}}]
                during:
                  - {after_calls: 3, money_out: {from: treasury, to: supplier, amount: "1.00"}}
                  - {after_calls: 9, money_out: {from: treasury, to: supplier, amount: "1.00"}}
              - expect: {transactions: {to: supplier, count: 5}}
            """),
        Cases.Red("what comes after the last call may fail", """
            steps:
              - parallel: 2
                do: [{money_out: {from: treasury, to: supplier, amount: "1.00"}}]
                during: [{after_calls: 2, money_out: {from: wallet, to: supplier, amount: "1.00"}}]
            """, "money_out failed: 400"),
        Cases.Green("rounds of repeat within parallel", """
            steps:
              - parallel: 3
                do:
                  - repeat: 2
                    do: [{money_out: {from: treasury, to: supplier, amount: "1.00"}}]
            expect: {transactions: {to: supplier, count: 6}}
            """),
        Cases.Green("names of a round are its own", """
            steps:
              - parallel: 5
                do:
                  - money_out: {from: treasury, to: supplier, amount: "${n}.00"}
                    as: mine
                  - expect: {transaction: {id: mine, amount: "${n}.00"}}
            expect: {transactions: {count: 5}}
            """),
        Cases.Green("any call to the simulator takes its turn", """
            steps:
              - parallel: 5
                do:
                  - call: GET ${SIMULATOR_URL}/v1/clients/${treasury.client_id}/transactions
                    expect: {status: 200}
            """),
        Cases.Green("times: 1 fires once", """
            rules: [{name: one, when: money_out, then: {refuse: {status: 400, reason: BUSY}}, times: 1}]
            steps:
              - parallel: 30
                do: [{money_out: {from: treasury, to: supplier, amount: "1.00"}}]
                expect: {outcomes: [{status: 400, reason: BUSY, count: 1}, {status: 200, count: 29}]}
            """),
        Cases.Green("an answer that hangs among others", """
            rules: [{name: hangs, when: money_out, then: {fail: after_commit, how: hang 60s}, times: 2}]
            steps:
              - parallel: 6
                do: [{money_out: {from: treasury, to: supplier, amount: "1.00"}}]
                expect: {outcomes: [{connection: lost, count: 2}, {status: 200, count: 4}]}
            """),
        Cases.Red("a failure tells its round", """
            steps:
              - parallel: 3
                do: [{money_out: {from: wallet, to: supplier, amount: "1.00"}}]
            """, "of 3 at once: money_out failed: 400"),
        Cases.Red("outcomes that are others", """
            steps:
              - parallel: 12
                do: [{money_out: {from: treasury, to: supplier, amount: "100.00"}}]
                expect: {outcomes: [{status: 200, count: 12}, {status: 400}]}
            """, "outcome 1: expected 12 such answers, found 10 of 12"),
    ];

    [TestCaseSource(nameof(All))]
    public Task Runs(string yaml, string why) => Cases.RunAsync(Bench.World + yaml, why);

    [Test]
    public async Task The_same_seed_gives_the_same_race_and_each_repetition_another()
    {
        var once = await Bench.RunAllAsync(Race, new RunSettings { Seed = 7, Repeat = 8, Parallel = 4 });
        var again = await Bench.RunAllAsync(Race, new RunSettings { Seed = 7, Repeat = 8 });
        var other = await Bench.RunAllAsync(Race, new RunSettings { Seed = 107, Repeat = 8 });

        foreach (var result in once.Concat(again).Concat(other))
        {
            Bench.AssertPassed(result);
        }

        Assert.That(again.Select(result => result.Fingerprint), Is.EqualTo(once.Select(result => result.Fingerprint)));
        Assert.That(once.Select(result => result.Fingerprint).Distinct().Count(), Is.GreaterThan(4));
        Assert.That(other.Select(result => result.Fingerprint), Is.Not.EqualTo(once.Select(result => result.Fingerprint)));
    }
}
