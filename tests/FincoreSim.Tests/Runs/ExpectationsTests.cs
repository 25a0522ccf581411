namespace FincoreSim.Tests.Runs;

/// <summary>Every kind of expectation, green and red.</summary>
public sealed class ExpectationsTests
{
    private const string OnePayment = """
        steps:
          - money_out: {from: treasury, to: supplier, amount: "10.00", key: pay, description: Factura}
            as: payment
          - advance: until_idle

        """;

    private static IEnumerable<TestCaseData> OfTheWorld =>
    [
        Cases.Green("operators", OnePayment + """
            expect:
              transaction:
                - {amount: {gt: "9.99", lt: "10.01"}, description: {contains: tur, not: Otra, matches: "^F.*a$"}, status: {in: [LIQUIDATED, REFUNDED]}}
                - {refund: {exists: false}, tracking_key: {exists: true}, from: treasury, to: "072180001183597196", key: pay}
              transactions: {amount: "10.00", count: {gte: 1, lte: 1}}
            """),
        Cases.Red("exactly one", OnePayment + "expect: {transaction: {amount: {gt: \"10.00\"}}}",
            "expected exactly one transaction with amount gt 10.00; found 0 of 1"),
        Cases.Red("the first field that differs", OnePayment + "expect: {transaction: {amount: \"10.00\", description: Otra}}",
            "differs in description: expected Otra, found Factura"),
        Cases.Red("none are wanted", OnePayment + "expect: {transactions: {to: supplier, count: 0}}",
            "expected 0 transactions with to supplier"),
        Cases.Red("nothing is there", "steps: [settle]\nexpect: {transaction: {amount: \"10.00\"}}",
            "there are no transactions at all"),
        Cases.Green(
            "balances",
            OnePayment
            + "expect: {balance: {of: treasury, is: \"990.00\", available: {gte: \"990.00\"}, posted: \"990.00\", pending: "
            + "\"0.00\"}}"),
        Cases.Red("a balance", OnePayment + "expect: {balance: {of: treasury, is: \"1000.00\"}}",
            "balance of treasury: is: expected 1000.00, found 990.00"),
        Cases.Green("an account by its CLABE and its id", OnePayment + """
            expect:
              balance: [{of: "${treasury.clabe}", is: "990.00"}, {of: "${treasury.id}", is: "990.00"}]
            """),
        Cases.Green("idempotency by name, key and UUID", """
            steps:
              - money_out: {from: treasury, to: supplier, amount: "10.00", key: 11111111-1111-4111-8111-111111111111}
            expect:
              idempotency: {key: 11111111-1111-4111-8111-111111111111, requests: 1}
              transaction: {key: 11111111-1111-4111-8111-111111111111}
            """),
        Cases.Green("the answer of a step, member by member", """
            steps:
              - money_out: {from: wallet, to: supplier, amount: "10.00"}
                expect: {status: 400, code: "10-E4120", reason: FAILED_PRECONDITION, message: {contains: sufficient}, json.code: 9, headers: {Content-Type: {contains: json}}, took: {lt: 30s}}
            """),
        Cases.Red("the answer of a step", """
            steps:
              - money_out: {from: wallet, to: supplier, amount: "10.00"}
                expect: {status: 400, message: Something else}
            """, "money_out: message: expected Something else, found The account does not have sufficient funds."),
        Cases.Red("types of JSON count", """
            steps:
              - money_out: {from: wallet, to: supplier, amount: "10.00"}
                expect: {json: {code: "9"}}
            """, "json.code: expected 9 (a text), found 9"),
    ];

    private static IEnumerable<TestCaseData> OfWebhooks =>
    [
        Cases.Green("webhooks by type, subject, body and counts", """
            rules: [{name: twice, when: webhook, where: {type: MONEY_IN}, then: {duplicate: 1, gap: 1m}}]
            steps:
              - money_in: {to: wallet, amount: "7.00"}
                as: deposit
              - advance: until_idle
            expect:
              webhooks:
                - {type: MONEY_IN, of: deposit, count: 2, delivered: 2, undelivered: 0, attempts: 1, body: {amount: "7.00"}}
                - {of: deposit, body.beneficiary_account: "${wallet.clabe}", url: {contains: hooks}, count: 2}
              answers: [{of: deposit, all: {status: 201, took: {lt: 30s}}, count: 2}, {type: MONEY_IN, status: 201, count: 2}]
            """),
        Cases.Red("statuses in order", """
            steps:
              - penny_validation: {to: ana}
                as: penny
              - advance: until_idle
            expect: {webhooks: {type: CEP, of: penny, statuses: [COMPLETED, PENDING], in_order: true}}
            """, "expected webhooks with the statuses COMPLETED, PENDING in this order and no others, found PENDING, COMPLETED"),
        Cases.Green("statuses in any order", """
            steps:
              - penny_validation: {to: ana}
                as: penny
              - advance: until_idle
            expect: {webhooks: {type: CEP, of: penny, statuses: [COMPLETED, PENDING]}}
            """),
        Cases.Red("exactly one webhook", """
            rules: [{name: twice, when: webhook, then: {duplicate: 1, gap: 1m}}]
            steps:
              - money_in: {to: wallet, amount: "7.00"}
              - advance: until_idle
            expect: {webhook: {type: MONEY_IN}}
            """, "expected exactly one webhook with type MONEY_IN; found 2 of 2"),
        Cases.Red("deliveries", """
            steps:
              - money_in: {to: wallet, amount: "7.00"}
              - settle
            expect: {webhooks: {type: MONEY_IN, delivered: 2}}
            """, "webhooks delivered: expected 2, found 1"),
        Cases.Red("attempts", """
            steps:
              - money_in: {to: wallet, amount: "7.00"}
              - settle
            expect: {webhooks: {type: MONEY_IN, attempts: {gte: 2}}}
            """, "expected gte 2 attempts of each webhook, found 1"),
        Cases.Red("every answer", """
            steps:
              - money_in: {to: wallet, amount: "99.99"}
              - settle
            expect: {answers: {all: {status: 201}}}
            """, "one of 1 is not: status: expected 201, found 422"),
        Cases.Red("some answer", """
            steps:
              - money_in: {to: wallet, amount: "99.99"}
                as: deposit
              - settle
            expect: {answers: {of: deposit, status: 422, json: {refundReason: Otra}}}
            """, "differs in json.refundReason: expected Otra, found Invalid Amount"),
        Cases.Green("an answer as it was treated", """
            rules: [{name: as if, when: webhook, then: {treat_answer_as: 422, reason: Otra}}]
            steps:
              - money_in: {to: wallet, amount: "7.00"}
                as: deposit
              - advance: until_idle
            expect:
              answers: {of: deposit, status: 422, json: {refundReason: Otra}}
              transaction: {id: deposit, status: REFUNDED}
            """),
        Cases.Green("the integrator is asked", """
            steps:
              - money_in: {to: wallet, amount: "7.00"}
              - settle
            expect: {call: {get: "${INTEGRATOR_URL}/wallets/${wallet.clabe}", status: 200, json: {balance: "${wallet.balance}"}}}
            """),
        Cases.Red("the integrator answers otherwise", """
            steps:
              - money_in: {to: wallet, amount: "7.00"}
              - settle
            expect: {call: {get: "${INTEGRATOR_URL}/wallets/${wallet.clabe}", json: {balance: "8.00"}}}
            """, "json.balance: expected 8.00, found 7.00"),
    ];

    [TestCaseSource(nameof(OfTheWorld))]
    public Task Of_the_world(string yaml, string why) => Cases.RunAsync(Bench.World + yaml, why);

    [TestCaseSource(nameof(OfWebhooks))]
    public Task Of_webhooks(string yaml, string why) => Cases.RunAsync(Bench.Hooked + yaml, why);
}
