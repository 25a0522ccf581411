namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>
/// What stands where it cannot, and what looks so and may: beside the broken files, by the kind of slip. Each is what
/// follows the version.
/// </summary>
internal static class SchemaRefusals
{
    public static string[] All =>
    [
        "rules: [{when: ceep, then: DELAYED}]",
        "rules: [{when: cep}]",
        "nme: x",
        "sandbox: {mode: freezing}",
        "steps: [{advanse: 90s}]",

        // What follows each event, as a word, as keys and in a list.
        "rules: [{when: money_in, then: hold}]", "rules: [{when: webhook, then: {reject: CANCELLED_ACCOUNT}}]",
        "rules: [{when: request, then: [{settle: 5s}]}]",
        "rules: [{when: money_out, then: [DELAYED]}]",
        "rules: [{when: refund, then: drop}]",
        "rules: [{when: money_out, then: [{after: 1s, status: PENDING}]}]", "rules: [{when: cep, then: INITIALIZED}]",
        "rules: [{when: cep, then: [{after: 1s, status: INITIALIZED}]}]",
        "rules: [{when: money_out, then: []}]",
        "rules: [{when: money_out, then: [[hold]]}]",

        // Effects that exclude each other, wherever they stand.
        "rules: [{when: money_out, then: [hold, {reject: CANCELLED_ACCOUNT}]}]",
        "rules: [{when: money_out, then: [{settle: 5s}, hold]}]", "rules: [{when: webhook, then: {drop: true, duplicate: 1}}]",
        "rules: [{when: webhook, then: [drop, {delay: 1m}]}]",
        "rules: [{when: request, then: {fail: before_commit, rate_limit: {requests: 1, per: 1s}}}]",
        "rules: [{when: money_out, then: {refuse: {status: 400, reason: A}, fail: after_commit}}]",
        "rules: [{when: webhook, then: [{duplicate: 1}, {duplicate: 2}]}]", "rules: [{when: cep, then: [DELAYED, COMPLETED]}]",
        "rules: [{when: webhook, then: {delay: 1m, gap: 2m}}]", "rules: [{when: webhook, then: {drop: true, how: reset}}]",

        // Conditions on fields of other events, plain and by member.
        "rules: [{when: refund, where: {to: a}, then: {fail: after_commit}}]",
        "rules: [{when: webhook, where: {payer.name: A}, then: drop}]",
        "rules: [{when: money_in, where: {source: {clabe: \"012180000000000426\"}}, then: {refuse: a}}]",
        "rules: [{when: money_out, where: {source: {colour: a}}, then: hold}]",
        "rules: [{when: money_out, where: {amount: {}}, then: hold}]",

        // Numbers, times and chance.
        "rules: [{when: cep, then: hold, chance: 101%}]",
        "rules: [{when: cep, then: hold, chance: 1.5}]",
        "rules: [{when: cep, then: hold, chance: \"0.5\"}]",
        "rules: [{when: cep, then: hold, chance: 0.0%}]",
        "rules: [{when: cep, then: hold, for: 0m0s}]",
        "rules: [{when: cep, then: hold, times: \"2\"}]",
        "steps: [{advance: until_idle, max: 0s}]",
        "steps: [{advance: 1h30}]",
        "steps: [{wait_for: {transaction: {amount: \"1.00\"}}, within: 5}]",
        "sandbox: {scale: 0}\nrules: []",
        "sandbox: {seed: -1}\nrules: []",
        "rules: [{when: request, then: {rate_limit: {requests: 0, per: 1s}}}]",
        "rules: [{when: money_out, then: {fail: after_commit, how: hang 0s}}]",
        "rules: [{when: money_out, then: {fail: after_commit, how: status 100}}]",

        // Calls, URLs, names and references.
        "steps: [{call: post ${INTEGRATOR_URL}/x}]",
        "steps: [{call: GET ftp://a/x}]",
        "steps: [{expect: {calls: {to: v1/transactions}}}]",
        "given: {webhooks: [{type: MONEY_IN, url: /hooks}]}\nrules: []",
        "given: {accounts: [{as: 1a}]}\nrules: []",
        "given: {accounts: [{as: matrix}]}\nrules: []",
        "steps: [{call: GET ${INTEGRATOR_URL}/x, headers: {a: \"${b\"}}]", "name: ${INTEGRATOR_URL}\nrules: []",
        "rules: [{when: cep, then: hold, times: \"${treasury.id}\"}]",
        "steps: [{expect: {call: {get: http://a/x, post: http://a/x}}}]",
        "steps: [{expect: {call: {status: 200}}}]", "steps: [{block: \"01218\"}]",

        // Things that have exactly one of two, and what does not go together.
        "given: {instruments: [{as: a}]}\nrules: []",
        "given: {template: docs, snapshot: s1}\nrules: []",
        "sandbox: {template: docs, snapshot: s1}\nrules: []",
        "sandbox: {use: default, seed: 1}\nrules: []", "steps: [{wait_for: {transaction: {amount: \"1.00\"}, balance: {of: a}}}]",
        "steps: [{wait_for: {calls: {to: /v1}}, as: x}]",
        "never: [{webhook: {count: 1}}]\nsteps: [settle]",
        "always: [{answers: {same: true}}]\nsteps: [settle]",
        "never: [{webhook: {}, transaction: {}}]\nsteps: [settle]",
        "steps: [{money_in: {to: \"012180000000000426\", amount: \"1.00\", kind: SPEI_DEBIT}}]",
        "steps: [{money_in: {to: \"012180000000000426\", amount: \"1.00\", kind: INT_CREDIT, from_bank: \"40012\"}}]",
        "steps: [{money_in: {to: \"012180000000000426\", amount: {between: [\"1.00\"]}}}]",

        // Switches.
        "sandbox: {retries: []}\nrules: []",
        "sandbox: {token_lifetime: 0s}\nrules: []",
        "sandbox: {cep: {pending: 1s}}\nrules: []",
        "sandbox: {limits: {transactions: 0}}\nrules: []",
        "sandbox: {limits: {payments: 5}}\nrules: []",
        "sandbox: {operating_day_turns: \"25:00\"}\nrules: []",
        "sandbox: {missing_instrument: 403}\nrules: []", "sandbox: {spei_settles_after: soon}\nrules: []",
    ];

    public static string[] Allowed =>
    [
        "rules: [{when: webhook, then: [drop_connection, {stale: 1m}]}]",
        "rules: [{when: money_out, then: [{reject: CANCELLED_ACCOUNT, after: 5s}, {fail: after_commit}]}]",
        "rules: [{when: cep, then: [{after: 1s, status: PENDING}, {after: 1h, status: COMPLETED, beneficiary_name: OTRO}]}]",
        "rules: [{when: money_in, then: {refuse: {status: 422, reason: a, detail: b}}}]",
        "rules: [{when: request, then: {fail: before_commit, how: status  503}}]",
        "rules: [{when: money_out, where: {destination: {clabe: {in: [\"012180000000000426\"]}}, source.alias: a}, then: hold}]",
        "rules: [{when: cep, then: hold, chance: 0.5%}, {when: cep, then: DELAYED, chance: 0.25}, "
            + "{when: cep, then: COMPLETED, chance: 100%}]",
        "matrix: {event: [cep, money_out], what: [hold], count: [1, 2]}\nrules:\n"
            + "  - when: ${matrix.event}\n    then: ${matrix.what}\n    times: ${matrix.count}",
        "matrix: {minutes: [1, 2]}\nsteps: [{advance: \"${matrix.minutes}m\"}]",
        "matrix: {pesos: [\"1\", \"2\"]}\nsteps: [{money_in: {to: \"012180000000000426\", amount: \"${matrix.pesos}.00\"}}]",
        "steps: [{call: \"POST http://localhost/x\", headers: {a: \"$${b\", b: \"$5\"}}]",
        "sandbox: {retries: [1s, 2s], cep: {completes_after: never}, spei_settles_after: manual}\nrules: []",
        "steps: [settle, expire_tokens, {settle: true}, {expect: {call: {get: HTTP://a/x, json.a: 1}}}]",
        "matrix: {x: [1]}\nrules: [{only_if: \"${matrix.x} != 2\", when: cep, then: hold}]",
        "never: [{calls: {same_key: false, order: []}}]\nsteps: [settle]",
    ];
}
