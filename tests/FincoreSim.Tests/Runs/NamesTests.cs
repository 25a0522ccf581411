using FincoreSim.Runs.Runner;

namespace FincoreSim.Tests.Runs;

/// <summary>Names, references and the matrix: everywhere, they stand for what they say.</summary>
public sealed class NamesTests
{
    private const string Everybody = """
        fincoresim: 1
        name: A scenario
        given:
          clients: [{as: shop, name: Shop}]
          customers: [{as: maria, name: María López, rfc: LOMM800101AAA}, {as: theirs, client: shop}]
          accounts:
            - {as: treasury, balance: "1000.00"}
            - {as: pocket, balance: "50.00", customer: maria}
            - {as: till, balance: "5.00", client: shop}
            - {as: closed, balance: "1.00", status: BLOCKED}
          instruments:
            - {as: supplier, clabe: "072180001183597196", holder: Proveedora, rfc: PRO800101AAA, alias: prov, bank: "40072"}
            - {as: abroad, clabe: "012180000000000426", client: shop}
            - {as: card, card: "4111111111111111", holder: Luis}
          webhooks:
            - {as: deposits, type: MONEY_IN, url: "${SIMULATOR_URL}/_sim/answer/201", token: secret}
            - {as: silent, type: CEP, url: "${SIMULATOR_URL}/_sim/answer/200", status: INACTIVE}

        """;

    private static IEnumerable<TestCaseData> All =>
    [
        Cases.Green("members of clients and customers", """
            steps:
              - call: GET ${SIMULATOR_URL}/v1/clients/${treasury.client_id}/accounts
                headers: {X-A: "${shop.id} ${shop.name} ${shop.secret} ${shop.api_key} ${maria.id} ${maria.client_id} ${maria.name} ${maria.rfc}"}
            """),
        Cases.Green("members of accounts", """
            steps:
              - money_in: {to: treasury, amount: "1.00", concept: "${treasury.id}${pocket.pending}", payer_name: "${treasury.status} ${treasury.balance}"}
              - money_in: {to: treasury, amount: "2.00", payer_name: "${pocket.holder_name}"}
            expect:
              transaction: [{description: "${treasury.account_id}0.00", payer_name: ACTIVE 1000.00}, {amount: "2.00", payer_name: María López}]
              balance: [{of: "${treasury.instrument_id}", posted: "${treasury.posted}"}, {of: "${pocket.clabe}", is: "${pocket.available}"}]
            """),
        Cases.Green("members of instruments and webhooks", """
            steps:
              - money_out: {from: treasury, to: "${supplier.id}", amount: "1.00", description: "${supplier.holder_name} ${supplier.status} ${card.card}"}
              - money_out: {from: "${treasury.clabe}", to: "${supplier.clabe}", amount: "2.00", description: "${deposits.type} ${deposits.token} ${silent.status}"}
            expect:
              transaction: [{amount: "1.00", description: Proveedora ACTIVE 4111111111111111}, {amount: "2.00", to: supplier, description: MONEY_IN secret INACTIVE}]
            """),
        Cases.Green("members of transactions, and of the answers that made them", """
            steps:
              - money_out: {from: treasury, to: supplier, amount: "1.00", key: pay}
                as: payment
              - advance: until_idle
              - call: GET ${SIMULATOR_URL}/v1/clients/${payment.client_id}/transactions/${payment.json.id}
                as: read
                expect: {status: 200, json: {id: "${payment.id}"}}
            expect:
              transaction: {id: "${payment}", tracking_key: "${payment.tracking_key}", amount: "${payment.amount}", from: "${treasury.clabe}"}
              transactions: {id: "${read.json.id}", description: {not: "${payment.http_status}"}, count: 1}
            """),
        Cases.Green("another client pays with its own credentials", """
            steps:
              - money_out: {from: till, to: abroad, amount: "1.00"}
            expect:
              transaction: {from: till, to: abroad, client_id: "${shop.id}"}
              balance: {of: till, is: "4.00"}
            """),
        Cases.Green("states of given", """
            steps:
              - money_out: {from: closed, to: supplier, amount: "1.00"}
                expect: {status: 400}
            """),
        Cases.Red("a reference to what is not there", """
            steps:
              - money_out: {from: closed, to: supplier, amount: "1.00"}
                as: payment
                expect: {status: 400}
            expect: {transaction: {id: payment}}
            """, "'payment' is not there: the step that names it gave nothing"),
        Cases.Red("a member that an answer does not have", """
            steps:
              - call: GET ${SIMULATOR_URL}/v1/clients/${treasury.client_id}/accounts
                as: read
              - money_in: {to: treasury, amount: "1.00", concept: "${read.json.nothing}"}
            """, "${read.json.nothing} stands for nothing: the answer was 200 "),
    ];

    [TestCaseSource(nameof(All))]
    public Task Stand_for_what_they_say(string yaml, string why) => Cases.RunAsync(Everybody + yaml, why);

    [Test]
    public async Task A_matrix_runs_every_combination()
    {
        var results = await Bench.RunAllAsync(Bench.World.Replace(
            "given:", "matrix: {amount: [\"1.00\", \"2.00\"], who: [bank, client]}\ngiven:", StringComparison.Ordinal) + """
            rules:
              - {only_if: "${matrix.who} == bank", when: money_out, then: {refuse: {status: 400, reason: "${matrix.who}"}}}
            steps:
              - money_out: {from: treasury, to: supplier, amount: "${matrix.amount}"}
                only_if: ${matrix.who} == client
              - money_out: {from: treasury, to: supplier, amount: "${matrix.amount}"}
                only_if: ${matrix.who} == bank
                expect: {status: 400}
            expect:
              transactions: {amount: "${matrix.amount}", count: {in: [0, 1]}}
            """);

        foreach (var result in results)
        {
            Bench.AssertPassed(result);
        }

        Assert.That(results.Select(result => result.Scenario.Name), Is.EqualTo(new[]
        {
            "A scenario [amount=1.00, who=bank]", "A scenario [amount=1.00, who=client]", "A scenario [amount=2.00, who=bank]",
            "A scenario [amount=2.00, who=client]",
            }));
        Assert.That(results[0].Fingerprint, Is.Not.EqualTo(results[1].Fingerprint));
    }

    [Test]
    public async Task The_seed_of_the_run_is_that_of_scenarios_without_one()
    {
        const string Yaml =
            "fincoresim: 1\nname: A scenario\ngiven: {accounts: [{as: wallet, balance: \"0.00\"}]}\nsteps: [{money_in: {to: "
            + "wallet, amount: {between: [\"1.00\", \"900.00\"]}}}]\n";

        var results = (await Bench.RunAsync(Yaml, new RunSettings { Seed = 8 }),
            await Bench.RunAsync(Yaml, new RunSettings { Seed = 8 }), await Bench.RunAsync(Yaml, new RunSettings { Seed = 9 }));

        Assert.That(results.Item1.Seed, Is.EqualTo(8));
        Assert.That(results.Item2.Fingerprint, Is.EqualTo(results.Item1.Fingerprint));
        Assert.That(results.Item3.Fingerprint, Is.Not.EqualTo(results.Item1.Fingerprint));
        Assert.That(results.Item1.Clock, Is.EqualTo(RunSettings.ClockDefault));
    }
}
