namespace FincoreSim.Tests.RunsApi;

/// <summary>Scenario files of these tests.</summary>
internal static class Scenarios
{
    /// <summary>Money leaves over real HTTP, and all is well.</summary>
    public const string Passing = """
        fincoresim: 1
        name: A payment leaves
        sandbox: {seed: 7}
        given:
          accounts:
            - {as: treasury, balance: "500.00"}
          instruments:
            - {as: supplier, type: RECEIVER, clabe: "072180001183597196"}
        steps:
          - money_out: {from: treasury, to: supplier, amount: "120.50"}
            expect: {status: 200}
          - advance: until_idle
          - expect:
              balance: {of: treasury, is: "379.50"}
        """;

    /// <summary>Expects another balance, in line 13.</summary>
    public const string Failing = """
        fincoresim: 1
        name: A payment leaves twice
        sandbox: {seed: 7}
        given:
          accounts:
            - {as: treasury, balance: "500.00"}
          instruments:
            - {as: supplier, type: RECEIVER, clabe: "072180001183597196"}
        steps:
          - money_out: {from: treasury, to: supplier, amount: "120.50"}
          - advance: until_idle
          - expect:
              balance: {of: treasury, is: "259.00"}
        """;

    /// <summary>One of its two combinations passes.</summary>
    public const string Half = """
        fincoresim: 1
        name: Half of it
        matrix:
          is: ["1.00", "2.00"]
        given:
          accounts:
            - {as: box, balance: "1.00"}
        steps:
          - advance: 1s
          - expect:
              balance: {of: box, is: "${matrix.is}"}
        """;

    /// <summary>Waits for what never comes, longer than any test.</summary>
    public const string Endless = """
        fincoresim: 1
        name: Waits in vain
        given:
          accounts:
            - {as: treasury, balance: "500.00"}
        steps:
          - wait_for: {transaction: {kind: money_out, from: treasury}}
            within: 100s
        """;

    /// <summary>Nothing but time, for where many are needed.</summary>
    public const string Short = """
        fincoresim: 1
        name: A second passes
        steps:
          - advance: 1s
        """;

    /// <summary>Rules, which are armed and not run.</summary>
    public const string RulesOnly = """
        fincoresim: 1
        name: Every receipt is late
        rules:
          - {when: cep, then: DELAYED}
        """;

    /// <summary>Uses the sandbox default, where one deposit of this amount must be alone.</summary>
    public const string UsesDefault = """
        fincoresim: 1
        name: In the sandbox of the process
        sandbox: {use: default}
        steps:
          - money_in: {to: "734180000001000004", amount: "77.77"}
            as: deposit
          - advance: until_idle
          - expect:
              transactions: {amount: "77.77", count: 1}
        """;
}
