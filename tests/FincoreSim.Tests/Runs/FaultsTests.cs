namespace FincoreSim.Tests.Runs;

/// <summary>Every way in which an answer breaks, before and after the money moved, as the caller sees it.</summary>
public sealed class FaultsTests
{
    [TestCase("reset")]
    [TestCase("empty", "{status: 200, json: {exists: false}}")]
    [TestCase("truncate")]
    [TestCase("hang 60s")]
    [TestCase("slow_body 100ms", "{status: 200, json: {amount: \"10.00\"}}")]
    [TestCase("status 503", "{status: 503}")]
    public async Task An_answer_that_breaks_after_the_commit(
        string how, string seen = "{connection: lost}") => await Cases.RunAsync(Bench.World + $$$"""
        rules: [{name: breaks, when: money_out, then: {fail: after_commit, how: {{{how}}}}, times: 1}]
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            expect: {{{seen}}}
          - expect: {balance: {of: treasury, is: "990.00"}}
          - advance: 2m
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            as: again
            expect: {status: 200, replayed: true, same_transaction_as: first}
        expect:
          transactions: {to: supplier, count: 1}
          transaction: {id: again, key: pay}
          idempotency: {key: pay, requests: 2, replays: 1, conflicts: 0}
        """, "");

    [TestCase("reset")]
    [TestCase("empty", "{status: 500}")]
    [TestCase("truncate")]
    [TestCase("hang 60s")]
    [TestCase("status 503", "{status: 503}")]
    public async Task An_answer_that_breaks_before_the_commit(
        string how, string seen = "{connection: lost}") => await Cases.RunAsync(Bench.World + $$$"""
        rules: [{name: breaks, when: money_out, then: {fail: before_commit, how: {{{how}}}}, times: 1}]
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            expect: {{{seen}}}
          - advance: 2m
          - expect: {balance: {of: treasury, is: "1000.00"}, transactions: {count: 0}}
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            expect: {status: 200, replayed: false}
        """, "");

    /// <summary>What drips or breaks off is the refusal; nothing looks like a payment.</summary>
    [TestCase("slow_body 100ms", "{status: 503, took: {gte: 80ms}, reason: UNAVAILABLE}")]
    [TestCase("truncate", "{connection: lost}")]
    public async Task A_refusal_that_drips_or_breaks_off_is_a_refusal(
        string how, string seen) => await Cases.RunAsync(Bench.World + $$$"""
        rules: [{name: breaks, when: money_out, then: {fail: before_commit, how: {{{how}}}}, times: 1}]
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            expect: {{{seen}}}
          - expect: {balance: {of: treasury, is: "1000.00"}, transactions: {count: 0}}
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            expect: {status: 200, replayed: false}
        """, "");

    [TestCase("lost_after_commit", "990.00")]
    [TestCase("hang:60s", "990.00")]
    public async Task An_outcome_of_one_call_breaks_its_answer(
        string outcome, string balance) => await Cases.RunAsync(Bench.World + $$$"""
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", outcome: "{{{outcome}}}"}
            expect: {connection: lost}
        expect: {balance: {of: treasury, is: "{{{balance}}}"}}
        """, "");

    [Test]
    public async Task A_lost_connection_without_expect_fails() => await Cases.RunAsync(Bench.World + """
        rules: [{name: breaks, when: money_out, then: {fail: after_commit, how: reset}}]
        steps: [{money_out: {from: treasury, to: supplier, amount: "10.00"}}]
        """, "money_out failed: connection lost");

    [Test]
    public async Task A_connection_that_must_break_and_does_not_fails() => await Cases.RunAsync(
        Bench.World + "steps: [{money_out: {from: treasury, to: supplier, amount: \"10.00\"}, expect: {connection: lost}}]",
        "connection: expected lost, found 200");

    [Test]
    public async Task A_connection_that_must_be_kept_and_is_not_fails() => await Cases.RunAsync(Bench.World + """
        rules: [{name: breaks, when: money_out, then: {fail: after_commit, how: reset}}]
        steps: [{money_out: {from: treasury, to: supplier, amount: "10.00"}, expect: {connection: kept}}]
        """, "connection: expected kept, found connection lost");

    [Test]
    public async Task A_replay_that_is_none_fails() => await Cases.RunAsync(
        Bench.World + "steps: [{money_out: {from: treasury, to: supplier, amount: \"10.00\"}, expect: {replayed: true}}]",
        "replayed: expected true, found false");

    [Test]
    public async Task Another_transaction_than_the_first_fails() => await Cases.RunAsync(Bench.World + """
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            as: one
          - advance: 25h
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
            expect: {same_transaction_as: one}
        """, "expected the transaction ");

    [Test]
    public async Task Counts_of_a_key_that_are_wrong_fail() => await Cases.RunAsync(Bench.World + """
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay}
          - money_out: {from: treasury, to: supplier, amount: "10.01", key: pay}
            expect: {status: 409}
        expect: {idempotency: {key: pay, conflicts: 0}}
        """, "idempotency key pay: conflicts: expected 0, found 1");
}
