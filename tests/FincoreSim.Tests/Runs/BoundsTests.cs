using FincoreSim.Cli;
using FincoreSim.Runs;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.Runs;

/// <summary>A scenario is bounded in steps and in real time, and says so where it reaches a bound.</summary>
public sealed class BoundsTests
{
    [Test]
    public async Task Too_many_steps_end_it()
    {
        var result = await Bench.RunAsync(
            Bench.World + "steps: [{repeat: 1000, do: [{money_in: {to: wallet, amount: \"0.01\"}}]}]", new RunSettings { StepsMax = 50 });

        Bench.AssertFailed(result, "the scenario takes more than 50 steps (rounds counted)");
        Bench.AssertFailed(result, "in round 50 of 1000: money_in:");
    }

    [Test]
    public async Task Rounds_of_rounds_of_rounds_end_by_themselves()
    {
        var result = await Bench.RunAsync(
            Bench.World + """
            steps:
              - repeat: 100000
                do:
                  - repeat: 100000
                    do:
                      - parallel: 1000
                        do: [{expect: {balance: {of: wallet, is: "0.00"}}}]
            """,
            new RunSettings { StepsMax = 3_000 });

        Bench.AssertFailed(result, "more than 3000 steps");
    }

    [Test]
    public async Task Parallel_in_parallel_is_refused()
    {
        var result = await Bench.RunAsync(
            Bench.World + "steps: [{parallel: 2, do: [{parallel: 2, do: [{money_in: {to: wallet, amount: \"0.01\"}}]}]}]");

        Bench.AssertFailed(result, "parallel cannot stand within parallel");
    }

    [TestCase("wait_for", "{transaction: {to: wallet}}, within: 60s")]
    [TestCase("repeat", "100000, do: [{repeat: 100000, do: [{money_in: {to: wallet, amount: \"0.01\"}}]}]")]
    public async Task Too_much_time_ends_it(string command, string step)
    {
        var yaml = $"{Bench.World}steps:\n  - settle\n  - {{{command}: {step}}}\n";
        var line = Bench.LineOf(yaml, $"{{{command}:");
        var time = new ManualTime(RunSettings.ClockDefault);
        await using var app = await SimulatorApp.StartAsync(
            new ServeOptions { Urls = "http://127.0.0.1:0" }, builder => builder.Services.AddSingleton<TimeProvider>(time));
        var runner = app.Service<ScenarioRunner>();

        var running = runner.RunAsync(Bench.Plan(yaml), new RunSettings { TimeMax = TimeSpan.FromSeconds(50), StepsMax = long.MaxValue }, _ => { }, default);
        await Eventually.IsSoAsync(() => runner.Running.Any(one => one.At.Line >= line));
        time.Advance(TimeSpan.FromSeconds(50));

        var result = (await running).Single();
        Bench.AssertFailed(result, "broken off, because a scenario may take 50s of real time and no more");
        Assert.That(result.Failure!.At.Line, Is.EqualTo(line));
    }

    [Test]
    public async Task A_call_that_hangs_ends_with_its_time()
    {
        await using var integrator = RawReceiver.Start(RawReply.NeverAnswers);

        var result = await Bench.RunAsync(
            Bench.World + "steps: [{call: \"GET ${INTEGRATOR_URL}/a\"}]",
            new RunSettings { IntegratorUrl = integrator.Url, CallTimeMax = TimeSpan.FromMilliseconds(200) });

        Bench.AssertFailed(result, "call failed: connection lost (no answer in time)");
    }

    [Test]
    public async Task A_receiver_that_hangs_does_not_hold_up_the_others()
    {
        await using var integrator = RawReceiver.Start(RawReply.NeverAnswers);

        var result = await Bench.RunAsync(
            Bench.World.Replace("mode: frozen", "mode: frozen, settle_cap: 300ms", StringComparison.Ordinal) + """
              webhooks: [{type: MONEY_IN, url: "${INTEGRATOR_URL}/x", token: t}]
            steps:
              - money_in: {to: wallet, amount: "1.00"}
              - settle
            """,
            new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "webhooks were not answered within the real time that settling may take (the option settle_cap)");
    }

    [TestCase("refund: {of: \"${health.json.status}\", amount: \"1.00\"}")]
    [TestCase("outcome: {of: \"${health.json.status}\", is: liquidate}")]
    [TestCase("money_out: {from: \"${health.json.status}\", to: supplier, amount: \"1.00\"}")]
    [TestCase("money_in: {to: \"${health.json.status}\", amount: \"1.00\"}")]
    [TestCase("block: \"${health.json.status}\"")]
    [TestCase("expect: {balance: {of: \"${health.json.status}\", is: \"1.00\"}}")]
    [TestCase("expect: {answers: {of: \"${health.json.status}\", count: 1}}")]
    [TestCase("call: \"GET ${health.json.status}/x\"")]
    public async Task A_text_that_stands_for_nothing_fails_the_scenario_and_not_the_program(string step)
    {
        await using var integrator = await WebhookReceiver.StartAsync();
        integrator.AnswerEverythingWith(Response.Create().WithBodyAsJson(new { status = "well" }));

        var result = await Bench.RunAsync(
            $"{Bench.World}steps:\n  - call: GET ${{INTEGRATOR_URL}}/health\n    as: health\n  - {step}\n", new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "well");
    }
}
