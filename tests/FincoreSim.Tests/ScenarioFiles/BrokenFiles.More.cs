namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>Broken effects, steps, sandboxes and trees.</summary>
internal static partial class BrokenFiles
{
    private static IEnumerable<(string, string, string[])> Effects() =>
    [
        ("An outcome that is none", "rules: [{when: cep, then: DELAIED}]\n",
            ["a.yaml:2:27: error: 'DELAIED' is not a valid outcome; did you mean 'DELAYED'?"]),
        ("An effect that does not follow", "rules: [{when: money_out, then: DELAYED}]\n",
            ["a.yaml:2:33: error: the status of a CEP does not follow 'money_out', only cep"]),
        ("Another effect that does not follow", "rules: [{when: cep, then: {duplicate: 1}}]\n",
            ["a.yaml:2:27: error: duplicate does not follow 'cep', only webhook"]),
        ("A timeline that goes back",
            "rules: [{when: cep, then: [{after: 10m, status: PENDING}, {after: 1m, status: COMPLETED}]}]\n",
            ["a.yaml:2:59: error: a timeline goes forward: 1m comes before 10m"]),
        ("A timeline that skips PENDING", "rules: [{when: cep, then: [{after: 10m, status: DELAYED}]}]\n",
            ["a.yaml:2:28: error: a CEP cannot go from INITIALIZED to DELAYED"]),
        ("An unknown reason", "rules: [{when: money_out, then: {reject: CANCELED_ACCOUNT}}]\n",
            ["a.yaml:2:42: error: 'CANCELED_ACCOUNT' is not a valid reason; did you mean 'CANCELLED_ACCOUNT'?"]),
        ("Effects that contradict each other",
            "rules: [{when: money_out, then: {settle: {after: 60s}, reject: CANCELLED_ACCOUNT}}]\n",
            ["a.yaml:2:33: error: settle and reject contradict each other"]),
        ("after without anything", "rules: [{when: money_out, then: {refuse: {status: 400, reason: a}, after: 5s}}]\n",
            ["a.yaml:2:68: error: 'after' stands beside reject or return only"]),
        ("A refusal without status", "rules: [{when: money_out, then: {refuse: too late}}]\n",
            ["a.yaml:2:33: error: only a deposit is refused by a reason alone: write {status: 400, reason: \"too late\", detail: "
                + "…}"]),
        ("A deposit refused with a status", "rules: [{when: money_in, then: {refuse: {status: 400, reason: a}}}]\n",
            ["a.yaml:2:32: error: a deposit is refused as by its receiver's 422: write refuse with the reason alone"]),
        ("A failure that is none", "rules: [{when: money_out, then: {fail: after_commit, how: hangs 60s}}]\n",
            ["a.yaml:2:59: error: 'hangs 60s' is not one of reset, empty, truncate, hang 60s, slow_body 5s, status 503; did you "
                + "mean 'hang'?"]),
        ("A request does not fail after the commit", "rules: [{when: request, then: {fail: after_commit}}]\n",
            ["a.yaml:2:31: error: a request fails before it is read: write before_commit, or wait for money_out or refund"]),
        ("A reason for an answer that accepts", "rules: [{when: webhook, then: {treat_answer_as: 201, reason: a}}]\n",
            ["a.yaml:2:31: error: only an answer that counts as 422 has a reason"]),
        ("Nothing happens", "rules: [{when: webhook, then: {}}]\n",
            ["a.yaml:2:31: error: nothing happens here: 'then' is empty"]),
        ("drop: false", "rules: [{when: webhook, then: {drop: false}}]\n",
            ["a.yaml:2:38: error: expected true (leave the key out for no), found the boolean false"]),
    ];

    private static IEnumerable<(string, string, string[])> Steps() =>
    [
        ("A word that is no step", "steps: [expire_token]\n",
            ["a.yaml:2:9: error: expected a step, such as {advance: 1h}, found 'expire_token'; did you mean 'expire_tokens'?"]),
        ("Another word that is no step", "steps: [nonsense]\n",
            ["a.yaml:2:9: error: expected a step, such as {advance: 1h}, found 'nonsense'"]),
        ("More than a word", "steps: [{expire_tokens: all}]\n",
            ["a.yaml:2:25: error: expected nothing: write - expire_tokens, found 'all'"]),
        ("A call without method", "steps: [{call: \"${INTEGRATOR_URL}/x\"}]\n",
            ["a.yaml:2:16: error: expected a request line such as POST ${INTEGRATOR_URL}/payments, found '${INTEGRATOR_URL}/x'; "
                + "known here: GET, POST, PUT, PATCH, DELETE, HEAD"]),
        ("A call to no URL", "steps: [{call: GET /x}]\n",
            ["a.yaml:2:16: error: '/x' is not an http or https URL; the integrator's begins with ${INTEGRATOR_URL}"]),
        ("Two things to wait for", "steps: [{wait_for: {transaction: {amount: \"1.00\"}, calls: {count: 1}}}]\n",
            ["a.yaml:2:9: error: wait_for waits for one thing"]),
        ("An unknown owner",
            "given: {accounts: [{as: a}]}\nsteps: [{money_in: {to: a, amount: \"1.00\", kind: INT_CREDIT, from_owner: sam}}]\n",
            ["a.yaml:3:74: error: 'sam' is not an owner; did you mean 'same'?"]),
        ("An owner of a deposit from outside",
            "given: {accounts: [{as: a}]}\nsteps: [{money_in: {to: a, amount: \"1.00\", from_owner: same}}]\n",
            ["a.yaml:3:56: error: 'from_owner' does not go with SPEI_CREDIT"]),
        ("Nothing expected", "steps: [{expect: {}}]\n",
            ["a.yaml:2:18: error: nothing is expected here"]),
        ("A count in quotes", "steps: [{repeat: \"2\", do: [settle]}]\n",
            ["a.yaml:2:18: error: write 2 without quotes: this is a number"]),
        ("A transaction's field with a slip", "steps: [{expect: {transactions: {stauts: LIQUIDATED}}}]\n",
            ["a.yaml:2:34: error: unknown key 'stauts'; did you mean 'status'?"]),
        ("A status that there is not", "steps: [{expect: {transactions: {status: LIQUIDATE}}}]\n",
            ["a.yaml:2:42: error: 'LIQUIDATE' is not a status; did you mean 'LIQUIDATED'?"]),
        ("A watch that is none", "always: [ledger_balanced]\nsteps: [settle]\n",
            ["a.yaml:2:10: error: 'ledger_balanced' cannot be watched; did you mean 'ledger_balances'?"]),
        ("A fact that is forbidden", "never: [ledger_balances]\nsteps: [settle]\n",
            ["a.yaml:2:9: error: 'ledger_balances' cannot be forbidden: write {webhook: …} or {transaction: …}"]),
        ("during without its moment",
            "given: {accounts: [{as: a}]}\nsteps: [{parallel: 2, do: [settle], during: [{block: a}]}]\n",
            ["a.yaml:3:46: error: 'after_calls' is missing: a count, a whole number from 0 to 10000"]),
        ("An outcome of the header that is none",
            "given: {accounts: [{as: a}, {as: b}]}\nsteps: [{money_out: {from: a, to: b, amount: \"1.00\", outcome: "
            + "rejected}}]\n",
            ["a.yaml:3:63: error: 'rejected' is not a valid outcome: liquidate, reject:<reason>, hang:<duration>, lost_after_commit, "
                + "fail_before_commit"]),
    ];

    private static IEnumerable<(string, string, string[])> Sandboxes() =>
    [
        ("A retry profile that claims to be documented", "sandbox: {retries: exponential}\nrules: []\n",
            ["a.yaml:2:20: error: 'retries' must be: assumed-default, none, assumed-exponential, or a list of ascending "
                + "durations of at most 36500d; found 'exponential'"]),
        ("A switch that must be quoted", "sandbox: {absent_dates: null}\nrules: []\n",
            ["a.yaml:2:25: error: 'absent_dates' must be: as_documented, none, null; found nothing (a text such as \"null\" "
                + "stands in quotes)"]),
        ("An unknown template", "sandbox: {template: doc}\nrules: []\n",
            ["a.yaml:2:21: error: 'doc' is not a template; did you mean 'docs'?"]),
        ("Two beginnings", "sandbox: {template: docs}\ngiven: {template: empty}\nrules: []\n",
            ["a.yaml:3:19: error: a world begins from a template or from a snapshot, and one place says from which"]),
        ("An instrument of both kinds",
            "given: {instruments: [{as: a, clabe: \"012180000000000426\", card: \"4111111111111111\"}]}\nrules: []\n",
            ["a.yaml:2:23: error: an instrument has exactly one of clabe and card"]),
    ];

    private static IEnumerable<(string, string, string[])> Trees() =>
    [
        ("A tab", "rules:\n\t- {when: cep, then: hold}\n",
            ["a.yaml:1:1: error: this is not valid YAML: While scanning a mapping, found invalid tab as indentation"]),
        ("A list where a mapping stands", "given: [1]\nrules: []\n",
            ["a.yaml:2:8: error: expected a mapping (given), found a list"]),
        ("A second document", "rules: []\n---\nfincoresim: 1\n",
            ["a.yaml:3:1: error: a file holds one document: move what follows --- to a file of its own"]),
        ("A tag", "name: !!str x\nrules: []\n",
            ["a.yaml:2:7: error: tags such as !!str are not part of the language: write the value without one, in quotes if it "
                + "is a text"]),
        ("An alias of nothing", "name: *x\nrules: []\n",
            ["a.yaml:2:7: error: unknown anchor &x"]),
        ("A merge key", "given:\n  <<: {a: 1}\nrules: []\n",
            ["a.yaml:3:3: error: '<<' is not part of YAML 1.2: write the keys out"]),
        ("A bracket that does not close", "rules: [{when: cep\n",
            ["a.yaml:3:1: error: this is not valid YAML: While parsing a flow mapping, did not find expected ',' or '}'"]),
    ];
}
