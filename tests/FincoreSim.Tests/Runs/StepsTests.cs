using FincoreSim.Domain.Primitives;

namespace FincoreSim.Tests.Runs;

/// <summary>Every step of the language, as one small scenario each.</summary>
public sealed class StepsTests
{
    private static IEnumerable<TestCaseData> Money =>
    [
        Cases.Green("money_in is a deposit of another bank", """
            steps:
              - money_in: {to: wallet, amount: "10.00", from_bank: "40012", payer_name: Juan, payer_account: "012180000000000426", payer_rfc: JUAN800101AAA, concept: Renta, reference: "7654321", tracking_key: "KEY1"}
                as: deposit
            expect:
              transaction: {id: deposit, kind: money_in, sub_category: SPEI_CREDIT, to: wallet, from: "012180000000000426", amount: "10.00", payer_name: Juan, from_bank: "40012", description: Renta, tracking_key: "KEY1", status: LIQUIDATED}
            """),
        Cases.Green("money_in of INT_CREDIT comes from a named account", """
            steps:
              - money_in: {to: wallet, from: treasury, amount: "10.00", kind: INT_CREDIT}
                as: inside
            expect:
              transaction: {id: inside, sub_category: INT_CREDIT, from: treasury, to: wallet}
              balance: [{of: treasury, is: "990.00"}, {of: wallet, is: "10.00"}]
            """),
        Cases.Green("money_in of INT_CREDIT of another owner opens an account", """
            steps:
              - money_in: {to: wallet, amount: "10.00", kind: INT_CREDIT, from_owner: other}
            expect:
              balance: [{of: treasury, is: "1000.00"}, {of: wallet, is: "10.00"}]
            """),
        Cases.Green("money_out goes by the API", """
            steps:
              - money_out: {from: treasury, to: supplier, amount: "10.00", description: Factura 1, external_reference: "42", currency: MXN}
                as: payment
                expect: {status: 200, json: {id: {exists: true}}}
              - advance: until_idle
            expect:
              transaction: {id: payment, kind: money_out, from: treasury, to: supplier, description: Factura 1, external_reference: "42", status: LIQUIDATED}
            """),
        Cases.Green("money_out with an outcome for one call", """
            steps:
              - money_out: {from: treasury, to: supplier, amount: "10.00", outcome: "reject:CANCELLED_ACCOUNT"}
                as: payment
              - advance: until_idle
            expect:
              transaction: {id: payment, status: {not: LIQUIDATED}, reason: CANCELLED_ACCOUNT}
              balance: {of: treasury, is: "1000.00"}
            """),
        Cases.Green("money_out of a drawn amount is drawn by the seed", """
            steps:
              - repeat: 3
                do: [{money_out: {from: treasury, to: supplier, amount: {between: ["1.00", "9.99"]}}}]
            expect:
              transactions: [{kind: money_out, amount: {gte: "1.00", lte: "9.99"}, count: 3}, {kind: money_out, amount: "1.00", count: {lt: 3}}]
            """),
        Cases.Green("internal_transfer moves both legs", """
            steps:
              - internal_transfer: {from: treasury, to: wallet, amount: "10.00"}
                as: leg
            expect:
              transaction: [{id: leg, sub_category: INT_DEBIT}, {other_leg: leg, sub_category: INT_CREDIT}]
              balance: {of: wallet, is: "10.00"}
            """),
        Cases.Green("penny_validation pays a cent from the first account", """
            steps:
              - penny_validation: {to: ana}
                as: penny
              - advance: until_idle
            expect:
              transaction: {id: penny, kind: penny_validation, from: treasury, to: ana, amount: "0.01", cep_status: COMPLETED}
            """),
        Cases.Green("refund gives a deposit back", """
            steps:
              - money_in: {to: wallet, amount: "10.00"}
                as: deposit
              - refund: {of: deposit}
                as: back
              - advance: until_idle
            expect:
              transaction: [{id: deposit, status: REFUNDED, refund: back}, {id: back, kind: refund, original: deposit, amount: "10.00"}]
              balance: {of: wallet, is: "0.00"}
            """),
        Cases.Green("fund puts money in", """
            steps: [{fund: {to: wallet, amount: "5.55"}}]
            expect: {balance: {of: wallet, is: "5.55", posted: "5.55", pending: "0.00"}}
            """),
    ];

    private static IEnumerable<TestCaseData> Control =>
    [
        Cases.Green("block, unblock, suspend and activate an account", """
            steps:
              - block: treasury
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
                expect: {status: 400, message: The account is not currently active.}
              - unblock: treasury
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
              - suspend: treasury
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
                expect: {status: 400}
              - activate: treasury
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
            expect: {transactions: {to: supplier, count: 2}}
            """),
        Cases.Green("block an instrument", """
            steps:
              - block: supplier
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
                expect: {status: 400}
              - unblock: supplier
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
            """),
        Cases.Red("a command that is refused fails the step", "steps: [{unblock: treasury}]", "unblock failed: 4"),
        Cases.Green("a command that must be refused says so", "steps: [{unblock: treasury, expect: {status: {gte: 400}}}]"),
        Cases.Green("outcome decides by hand", """
            rules: [{when: money_out, then: hold}]
            steps:
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
                as: one
              - money_out: {from: treasury, to: supplier, amount: "2.00"}
                as: two
              - advance: 1h
              - expect: {transactions: {status: INITIALIZED, count: 2}}
              - outcome: {of: one, is: liquidate}
              - outcome: {of: two, is: reject, reason: CANCELLED_ACCOUNT}
              - settle
            expect:
              transaction: [{id: one, status: LIQUIDATED}, {id: two, reason: CANCELLED_ACCOUNT}]
              balance: {of: treasury, is: "999.00"}
            """),
        Cases.Green("cep decides a receipt by hand", """
            rules: [{when: cep, then: hold}]
            steps:
              - penny_validation: {to: ana}
                as: penny
              - advance: 1h
              - cep: {of: penny, status: PENDING}
              - outcome: {of: penny, is: liquidate}
              - cep: {of: penny, status: COMPLETED, beneficiary_name: Otra Persona}
            expect: {transaction: {id: penny, cep_status: COMPLETED}}
            """),
        Cases.Green("arm and disarm rules on the way", """
            steps:
              - arm: [{name: refuses, when: money_out, where: {to: supplier}, then: {refuse: {status: 400, reason: BUSY}}}]
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
                expect: {status: 400, reason: BUSY}
              - disarm: refuses
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
              - arm: {name: again, when: money_out, then: hold}
              - disarm: all
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
              - advance: until_idle
            expect: {transactions: {to: supplier, status: LIQUIDATED, count: 2}}
            """),
        Cases.Red("disarm of a rule that is not armed any more", """
            steps:
              - arm: {name: again, when: money_out, then: hold}
              - disarm: again
              - disarm: again
            """, "no rule 'again' is armed now"),
        Cases.Green("snapshot and restore, more than once", """
            steps:
              - snapshot: empty
              - repeat: 3
                do:
                  - money_in: {to: wallet, amount: "1.00"}
                  - money_out: {from: treasury, to: supplier, amount: "1.00", key: "same"}
                  - expect: {balance: {of: wallet, is: "1.00"}, idempotency: {key: "same", requests: 1, replays: 0}}
                  - advance: 1h
                  - restore: empty
            expect:
              balance: [{of: wallet, is: "0.00"}, {of: treasury, is: "1000.00"}]
              transactions: {count: 0}
            """),
        Cases.Green("given and setup come before what is watched", """
            setup:
              - money_in: {to: wallet, amount: "1.00"}
              - settle
            steps: [settle]
            expect: {balance: {of: wallet, is: "1.00"}}
            never: [{transaction: {kind: money_in}}]
            """),
        Cases.Red("a failure of setup says so", """
            setup: [{money_out: {from: wallet, to: supplier, amount: "1.00"}}]
            steps: [settle]
            """, "setup: money_out failed: 400"),
    ];

    private static IEnumerable<TestCaseData> Time =>
    [
        Cases.Green("advance by, to and until idle", """
            rules: [{when: money_out, then: {settle: {after: 2h}}}]
            steps:
              - money_out: {from: treasury, to: supplier, amount: "1.00"}
                as: payment
              - advance: 1h
              - expect: {transaction: {id: payment, status: INITIALIZED}}
              - advance: {to: "2026-03-02T10:59:59-06:00"}
              - expect: {transaction: {id: payment, status: INITIALIZED}}
              - advance: 1s
              - expect: {transaction: {id: payment, status: LIQUIDATED, updated_at: {contains: "2026-03-02T11:00:00"}}}
            """),
        Cases.Red("advance to the past", "steps: [{advance: {to: \"2026-03-02T08:00:00-06:00\"}}]",
            "advance: it is 2026-03-02T09:00:00.000000-06:00 already"),
        Cases.Green("repeat with time between the rounds", """
            steps:
              - repeat: 3
                every: 10m
                do: [{money_in: {to: wallet, amount: "1.00", concept: "Pago ${n}"}}]
            expect:
              transaction: [{description: Pago 1, created_at: {contains: "09:00:00"}}, {description: Pago 3, created_at: {contains: "09:20:00"}}]
            """),
        Cases.Red("a failure tells its round", """
            steps:
              - repeat: 3
                do:
                  - money_in: {to: wallet, amount: "1.00"}
                  - expect: {balance: {of: wallet, is: {lt: "2.00"}}}
            """, "in round 2 of 3: balance of wallet: is: expected lt 2.00, found 2.00"),
        Cases.Green("repeat counts outcomes", """
            steps:
              - repeat: 5
                do: [{money_out: {from: treasury, to: supplier, amount: "300.00"}}]
                expect: {outcomes: [{status: 200, count: 3}, {status: 400, code: "10-E4120"}]}
            """),
        Cases.Red("an outcome that comes more often", """
            steps:
              - repeat: 5
                do: [{money_out: {from: treasury, to: supplier, amount: "300.00"}}]
                expect: {outcomes: [{status: 200, count: 4}, {status: 400}]}
            """, "outcome 1: expected 4 such answers, found 3 of 5"),
        Cases.Red("an answer that is no outcome", """
            steps:
              - repeat: 5
                do: [{money_out: {from: treasury, to: supplier, amount: "300.00"}}]
                expect: {outcomes: [{status: 200}]}
            """, "2 of 5 answers are none of the outcomes"),
        Cases.Green("wait_for sees what is there already", """
            steps:
              - money_in: {to: wallet, amount: "1.00"}
              - wait_for: {transaction: {to: wallet}}
                within: 1s
                as: found
            expect: {transaction: {id: found, amount: "1.00"}}
            """),
        Cases.Red("wait_for waits in vain", "steps: [{wait_for: {transaction: {to: wallet}}, within: 50ms}]",
            "waited 50ms in vain: expected exactly one transaction with to wallet"),
    ];

    [TestCaseSource(nameof(Money))]
    [TestCaseSource(nameof(Control))]
    [TestCaseSource(nameof(Time))]
    public Task Runs(string yaml, string why) => Cases.RunAsync(Bench.World + yaml, why);
}
