using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>
/// Broken files with what is told of them. Each begins with <c>fincoresim: 1</c>, so that the text shown is on line 2 and below.
/// </summary>
internal static partial class BrokenFiles
{
    public static IEnumerable<TestCaseData> All() =>
        Rows().Select(row => new TestCaseData("fincoresim: 1\n" + row.Text, row.Problems) { TestName = row.Name });

    private static IEnumerable<(string Name, string Text, string[] Problems)> Rows() =>
    [
        .. Money(), .. Digits(), .. Booleans(), .. Times(), .. Keys(), .. Names(), .. Matrices(), .. Rules(), .. Effects(),
        .. Steps(), .. Sandboxes(), .. Trees(),
        ];

    private static IEnumerable<(string, string, string[])> Money() =>
    [
        ("Money without quotes", "given:\n  accounts:\n    - {as: a, balance: 1.90}\n",
            ["a.yaml:4:24: error: money is a quoted text: write \"1.90\" (unquoted, YAML makes 1.9 of it)"]),
        ("Money without quotes in a step",
            "given: {accounts: [{as: a}]}\nsteps:\n  - money_in:\n      to: a\n      amount: 100\n",
            ["a.yaml:6:15: error: money is a quoted text: write \"100.00\""]),
        ("Money with one decimal", "given: {accounts: [{as: a, balance: \"1.9\"}]}\nrules: []\n",
            ["a.yaml:2:37: error: '1.9' is not a valid amount: write \"1.90\""]),
        ("Money as a number in a condition", "rules:\n  - when: money_out\n    where: {amount: {gte: 500.5}}\n    then: hold\n",
            ["a.yaml:4:27: error: money is a quoted text: write \"500.50\""]),
        ("Money without quotes in a body", "steps:\n  - call: POST ${INTEGRATOR_URL}/x\n    body: {amount: 1.90}\n",
            ["a.yaml:4:20: error: money is a quoted text: write \"1.90\" (unquoted, YAML makes 1.9 of it)"]),
        ("Amounts drawn backwards",
            "given: {accounts: [{as: a}]}\nsteps: [{money_in: {to: a, amount: {between: [\"9.00\", \"1.00\"]}}}]\n",
            ["a.yaml:3:46: error: between takes two amounts above 0, the smaller first"]),
        ("An amount that will be refused",
            "given: {accounts: [{as: a}, {as: b}]}\nsteps: [{money_out: {from: a, to: b, amount: \"1,000.00\"}}]\n",
            ["a.yaml:3:46: warning: '1,000.00' is not a valid amount such as \"1.90\": the API will refuse it, which no 'expect' says"]),
    ];

    private static IEnumerable<(string, string, string[])> Digits() =>
    [
        ("A CLABE without quotes", "given:\n  instruments:\n    - {as: ana, clabe: 012180000000000426}\n",
            ["a.yaml:4:24: error: write \"012180000000000426\" in quotes: unquoted, YAML drops leading zeros"]),
        ("A CLABE without quotes or leading zero", "given:\n  instruments:\n    - {as: ana, clabe: 646180529600044111}\n",
            ["a.yaml:4:24: error: write \"646180529600044111\" in quotes: unquoted, YAML makes a rounded number of so many "
                + "digits"]),
        ("A CLABE too short", "given: {instruments: [{as: ana, clabe: \"01218\"}]}\nrules: []\n",
            ["a.yaml:2:40: error: '01218' is not a valid CLABE: it has 5 characters, not 18 digits"]),
        ("A wrong check digit is told", "given: {instruments: [{as: ana, clabe: \"646180529600044117\"}]}\nrules: []\n",
            ["a.yaml:2:40: warning: the check digit of 646180529600044117 is wrong: it should end in 1"]),
        ("A wrong check digit is refused when strict",
            "sandbox: {strict: true}\ngiven: {instruments: [{as: ana, clabe: \"734180123045603216\"}]}\nrules: []\n",
            ["a.yaml:3:40: error: the check digit of 734180123045603216 is wrong: it should end in 8"]),
        ("A tracking key without quotes",
            "rules:\n  - when: webhook\n    where: {tracking_key: 50118609E07219647}\n    then: drop\n",
            ["a.yaml:4:27: error: write \"50118609E07219647\" in quotes: unquoted, YAML makes a number with an exponent of it"]),
        ("A bank code without quotes",
            "given: {accounts: [{as: a}]}\nsteps:\n  - money_in: {to: a, amount: \"1.00\", from_bank: 40012}\n",
            ["a.yaml:4:50: error: write \"40012\" in quotes: this is a text, and unquoted YAML makes the number 40012 of it"]),
        ("A reference without quotes",
            "given: {accounts: [{as: a}]}\nsteps:\n  - money_in: {to: a, amount: \"1.00\", reference: 0123456}\n",
            ["a.yaml:4:50: error: write \"0123456\" in quotes: unquoted, YAML drops leading zeros"]),
    ];

    private static IEnumerable<(string, string, string[])> Booleans() =>
    [
        ("no as a value", "name: no\nrules: []\n",
            ["a.yaml:2:7: error: 'no' is a boolean to YAML 1.1 readers: write \"no\" in quotes, or true or false"]),
        ("on as a key", "steps:\n  - call: GET ${INTEGRATOR_URL}/x\n    expect: {json: {on: 1}}\n",
            ["a.yaml:4:21: error: 'on' is a boolean to YAML 1.1 readers: write \"on\" in quotes, or true or false"]),
        ("Yes in a switch", "sandbox: {strict: Yes}\nrules: []\n",
            ["a.yaml:2:19: error: 'Yes' is a boolean to YAML 1.1 readers: write \"Yes\" in quotes, or true or false"]),
        ("True with a capital", "sandbox: {strict: True}\nrules: []\n",
            ["a.yaml:2:19: error: write true in lower case, or \"True\" in quotes"]),
        ("A quoted no is a text", "name: \"no\"\nrules: []\n", []),
    ];

    private static IEnumerable<(string, string, string[])> Times() =>
    [
        ("A duration without unit", "steps: [{advance: 90}]\n",
            ["a.yaml:2:19: error: a duration has a unit: 90s, 90m or 90h"]),
        ("A duration with a strange unit", "steps: [{advance: 2w}]\n",
            ["a.yaml:2:19: error: expected a duration such as 26h or 10m30s, found '2w'"]),
        ("A clock without quotes", "sandbox: {clock: 2026-03-02T09:00:00-06:00}\nrules: []\n",
            ["a.yaml:2:18: error: write \"2026-03-02T09:00:00-06:00\" in quotes: YAML 1.1 readers make a timestamp of it, "
                + "without its offset"]),
        ("A clock without offset", "sandbox: {clock: \"2026-03-02T09:00:00\"}\nrules: []\n",
            ["a.yaml:2:18: error: expected an instant such as \"2026-03-02T09:00:00-06:00\", found '2026-03-02T09:00:00'"]),
        ("max without until_idle", "steps:\n  - advance: 1h\n    max: 3d\n",
            ["a.yaml:4:5: error: 'max' stands beside advance: until_idle only"]),
        ("A time of day without quotes", "sandbox: {operating_day_turns: 18:00}\nrules: []\n",
            ["a.yaml:2:32: error: write \"18:00\" in quotes: YAML 1.1 readers take it for a number to base 60"]),
        ("A delay drawn backwards", "rules: [{when: webhook, then: {delay: {between: [6h, 1m]}}}]\n",
            ["a.yaml:2:49: error: between takes two durations, the shorter first"]),
    ];

    private static IEnumerable<(string, string, string[])> Keys() =>
    [
        ("An unknown key", "stpes: []\n",
            ["a.yaml:2:1: error: unknown key 'stpes'; did you mean 'steps'?"]),
        ("An unknown key far from all", "rules:\n  - {when: cep, then: hold, colour: red}\n",
            ["a.yaml:3:29: error: unknown key 'colour'; known here: name, when, where, then, times, skip, chance, starts_after, "
                + "for, priority"]),
        ("An unknown comparison", "rules:\n  - {when: money_out, where: {amount: {get: \"1.00\"}}, then: hold}\n",
            ["a.yaml:3:40: error: 'get' is not a valid comparison; did you mean 'gt'?"]),
        ("An unknown command", "steps:\n  - monye_in: {}\n",
            ["a.yaml:3:5: error: a step has one command, and 'monye_in' is not one; did you mean 'money_in'?"]),
        ("Two commands", "given: {accounts: [{as: a}]}\nsteps:\n  - advance: 1h\n    block: a\n",
            ["a.yaml:4:5: error: a step has one command, not advance and block: begin a new one with -"]),
        ("A key of another command", "steps:\n  - advance: 1h\n    within: 5s\n",
            ["a.yaml:4:5: error: unknown key 'within' beside 'advance'; it goes with wait_for"]),
        ("A missing key", "rules:\n  - {when: cep}\n",
            ["a.yaml:3:5: error: 'then' is missing: what happens: a word such as DELAYED or hold, effects, or a timeline"]),
        ("A key twice", "name: x\nname: y\n",
            ["a.yaml:3:1: error: 'name' is given twice, first in line 2"]),
        ("A value that is missing", "name:\nrules: []\n",
            ["a.yaml:2:6: error: a value is missing: a name"]),
        ("only_if where it means nothing", "only_if: ${matrix.x} == 1\nmatrix: {x: [1]}\nrules: []\n",
            ["a.yaml:2:1: error: 'only_if' stands in the items of lists only"]),
        ("Nothing to do", "name: x\n",
            ["a.yaml:1:1: warning: nothing happens in this file: it has neither rules nor steps"]),
    ];

    private static IEnumerable<(string, string, string[])> Names() =>
    [
        ("A name that is not there", "given: {accounts: [{as: treasury}]}\nsteps:\n  - block: tresury\n",
            ["a.yaml:4:12: error: unknown name 'tresury'; did you mean 'treasury'?"]),
        ("A name before it is given",
            "steps:\n  - refund: {of: deposit}\n  - money_in: {to: \"012180000000000426\", amount: \"1.00\"}\n    as: deposit\n",
            ["a.yaml:3:18: error: unknown name 'deposit'"]),
        ("A name given twice", "given: {accounts: [{as: a}], instruments: [{as: a, clabe: \"012180000000000426\"}]}\nrules: []\n",
            ["a.yaml:2:49: error: 'a' is already a name, given in line 2"]),
        ("A name that an alias gives again", "steps:\n  - &w {wait_for: {transaction: {amount: \"1.00\"}}, as: w}\n  - *w\n",
            ["a.yaml:3:56: error: an alias repeats what is named 'w' here, and a name stands for one thing: write the second one "
                + "out"]),
        ("A name that means something", "given: {accounts: [{as: webhook}]}\nrules: []\n",
            ["a.yaml:2:25: error: 'webhook' is a reserved name: choose another"]),
        ("A name of the wrong kind", "given: {accounts: [{as: a}]}\nsteps:\n  - refund: {of: a}\n",
            ["a.yaml:4:18: error: 'a' is an account, but a transaction is expected"]),
        ("A reference to nothing", "steps:\n  - call: GET ${INTEGRATOR_URL}/x/${depost.id}\n",
            ["a.yaml:3:11: error: unknown name 'depost'; known here: INTEGRATOR_URL, SIMULATOR_URL, "
                + "WEBHOOK_TOKEN"]),
        ("A member that is not there", "given: {accounts: [{as: a}]}\nsteps:\n  - call: GET ${INTEGRATOR_URL}/x/${a.clave}\n",
            ["a.yaml:4:11: error: an account has no 'clave'; did you mean 'clabe'?"]),
        ("A reference that does not end", "steps:\n  - call: GET ${INTEGRATOR_URL/x\n",
            ["a.yaml:3:11: error: a reference begins with ${ here and does not end: close it with }, or write $${ for the plain "
                + "characters"]),
        ("A round outside of rounds",
            "given: {accounts: [{as: a}]}\nsteps:\n  - money_in: {to: a, amount: \"1.00\", concept: \"${n}\"}\n",
            ["a.yaml:4:48: error: ${n} counts the rounds of repeat and parallel, and this stands in neither"]),
        ("A name of a round after it",
            "given: {accounts: [{as: a}]}\nsteps:\n  - repeat: 2\n    do: [{money_in: {to: a, amount: \"1.00\"}, as: b}]\n  - "
            + "refund: {of: b}\n",
            ["a.yaml:6:18: error: unknown name 'b'; did you mean 'a'?"]),
        ("A rule that is not there", "rules: [{name: slow, when: cep, then: hold}]\nsteps: [{disarm: slwo}]\n",
            ["a.yaml:3:18: error: unknown rule 'slwo'; did you mean 'slow'?"]),
    ];

    private static IEnumerable<(string, string, string[])> Matrices() =>
    [
        ("A value the matrix does not have", "matrix: {seed: [1]}\nsandbox: {seed: \"${matrix.sed}\"}\nrules: []\n",
            ["a.yaml:3:17: error: the matrix has no 'sed'; did you mean 'seed'?"]),
        ("A value without a matrix", "sandbox: {seed: \"${matrix.seed}\"}\nrules: []\n",
            ["a.yaml:2:17: error: the file has no matrix with 'seed'"]),
        ("A matrix without values", "matrix: {seed: []}\nrules: []\n",
            ["a.yaml:2:16: error: expected a list of one or more values, found an empty list"]),
        ("A condition that compares nothing", "matrix: {x: [1]}\nrules: [{only_if: x, when: cep, then: hold}]\n",
            ["a.yaml:3:19: error: only_if compares one value of the matrix: ${matrix.x} == value, or !="]),
        ("Too many combinations",
            "matrix: {a: [1,2,3,4,5,6,7,8,9,10,11], b: [1,2,3,4,5,6,7,8,9,10], c: [1,2,3,4,5,6,7,8,9,10]}\nrules: []\n",
            ["a.yaml:2:9: error: the matrix has more than 1000 combinations"]),
        ("A condition that never holds",
            "matrix: {x: [1, 2]}\nrules:\n  - {only_if: \"${matrix.x} == 3\", when: cep, then: hold}\n",
            ["a.yaml:4:15: warning: this holds for no combination of the matrix"]),
        ("A problem of every combination once", "matrix: {x: [1, 2]}\nsteps: [{advance: 1}]\n",
            ["a.yaml:3:19: error: a duration has a unit: 1s, 1m or 1h"]),
        ("Money in the matrix", "matrix: {x: [1.90]}\nrules: []\n",
            ["a.yaml:2:14: error: money is a quoted text: write \"1.90\" (unquoted, YAML makes 1.9 of it)"]),
    ];

    private static IEnumerable<(string, string, string[])> Rules() =>
    [
        ("times 0", "rules: [{when: cep, then: hold, times: 0}]\n",
            ["a.yaml:2:40: error: times: 0 means that the rule never fires"]),
        ("chance 0", "rules: [{when: cep, then: hold, chance: 0%}]\n",
            ["a.yaml:2:41: error: a chance of 0 means that the rule never fires"]),
        ("chance above 1", "rules: [{when: cep, then: hold, chance: 30}]\n",
            ["a.yaml:2:41: error: a chance is at most 100%: write 30% for 30 in a hundred"]),
        ("for 0", "rules: [{when: cep, then: hold, for: 0s}]\n",
            ["a.yaml:2:38: error: for: 0s means that the rule never fires"]),
        ("An unknown event", "rules: [{when: moneyout, then: hold}]\n",
            ["a.yaml:2:16: error: 'moneyout' is not an event; did you mean 'money_out'?"]),
        ("Shadowed",
            "rules:\n  - {name: all, when: cep, then: hold}\n  - {name: some, when: cep, where: {amount: \"0.01\"}, then: "
            + "DELAYED, times: 1}\n",
            ["a.yaml:4:5: warning: this rule never fires: 'all' in line 3 takes each of its events first"]),
        ("Shadowed by the same condition",
            "rules:\n  - {name: first, when: cep, where: {to: \"012180000000000426\"}, then: hold}\n  - {name: second, when: "
            + "cep, where: {to: \"012180000000000426\", amount: \"0.01\"}, then: DELAYED}\n",
            ["a.yaml:4:5: warning: this rule never fires: 'first' in line 3 takes each of its events first"]),
        ("Shadowed by priority",
            "rules:\n  - {name: low, when: cep, where: {amount: \"0.01\"}, then: DELAYED}\n  - {name: high, when: cep, then: "
            + "hold, priority: 1}\n",
            ["a.yaml:3:5: warning: this rule never fires: 'high' in line 4 takes each of its events first"]),
        ("Not shadowed",
            "rules:\n  - {when: cep, then: hold, times: 1}\n  - {when: cep, then: DELAYED, chance: 50%}\n  - {when: cep, then: "
            + "{fail: after_commit}}\n  - {when: cep, then: COMPLETED}\n", []),
        ("Conditions that contradict each other",
            "rules: [{when: money_out, where: {amount: {gt: \"5.00\", lt: \"3.00\"}}, then: hold}]\n",
            ["a.yaml:2:34: error: the conditions on 'amount' contradict each other: the rule never fires"]),
        ("A value out of its bounds",
            "rules: [{when: money_out, where: {amount: {in: [\"1.00\", \"2.00\"], gt: \"5.00\"}}, then: hold}]\n",
            ["a.yaml:2:34: error: the conditions on 'amount' contradict each other: the rule never fires"]),
        ("There and not there", "rules: [{when: money_out, where: {owner_id: {exists: false, contains: a}}, then: hold}]\n",
            ["a.yaml:2:34: error: the conditions on 'owner_id' contradict each other: the rule never fires"]),
        ("in without values", "rules: [{when: money_out, where: {amount: {in: []}}, then: hold}]\n",
            ["a.yaml:2:48: error: 'in' with an empty list says nothing"]),
        ("A field of another event", "rules: [{when: money_out, where: {url: a}, then: hold}]\n",
            ["a.yaml:2:35: error: 'money_out' has no field 'url'; known here: from, to, amount, description, client_id, "
                + "owner_id, sub_category, external_reference, source.instrument_id, source.alias, source.holder, source.rfc, "
                + "source.clabe, source.bank_id, destination.instrument_id, destination.alias, destination.holder, "
                + "destination.rfc, destination.clabe, destination.bank_id"]),
        ("A bank code without quotes in a condition",
            "rules: [{when: money_in, where: {payer.institution: 40012}, then: {refuse: a}}]\n",
            ["a.yaml:2:53: error: write \"40012\" in quotes: this is a text, and unquoted YAML makes the number 40012 of it"]),
        ("A field with a slip", "rules: [{when: money_out, where: {amuont: \"1.00\"}, then: hold}]\n",
            ["a.yaml:2:35: error: unknown key 'amuont'; did you mean 'amount'?"]),
        ("A member of another event", "rules: [{when: money_out, where: {payer: {name: a}}, then: hold}]\n",
            ["a.yaml:2:35: error: 'money_out' has no field 'payer.name'; known here: from, to, amount, description, client_id, "
                + "owner_id, sub_category, external_reference, source.instrument_id, source.alias, source.holder, source.rfc, "
                + "source.clabe, source.bank_id, destination.instrument_id, destination.alias, destination.holder, "
                + "destination.rfc, destination.clabe, destination.bank_id"]),
        ("A broken pattern", "rules: [{when: money_out, where: {description: {matches: \"a(\"}}, then: hold}]\n",
            ["a.yaml:2:58: error: 'a(' is not a usable regular expression: Invalid pattern 'a(' at offset 2. Not enough "
                + ")'s."]),
        ("Two rules of one name",
            "rules:\n  - {name: a, when: cep, then: hold, times: 1}\n  - {name: a, when: money_out, then: hold}\n",
            ["a.yaml:4:12: error: another rule is already called 'a', in line 3"]),
    ];
}
