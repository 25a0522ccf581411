using FincoreSim.Language.Model;
using FincoreSim.Runs.Runner;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using WireMock.ResponseBuilders;

namespace FincoreSim.Tests.Runs;

/// <summary>A scenario is bounded in steps and in real time, and says so where it reaches a bound.</summary>
public sealed class BoundsTests
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(50);

    [TestCase("{repeat: 50, do: [settle]}", 51)]
    [TestCase("{repeat: 5, every: 1s, do: [{repeat: 4, do: [settle, settle]}]}", 46)]
    [TestCase("{parallel: 10, do: [{repeat: 2, do: [{expect: {balance: {of: wallet, is: \"0.00\"}}}]}]}", 31)]
    [TestCase("{parallel: 2, do: [settle], during: [{after_calls: 0, repeat: 3, do: [settle]}]}", 7)]
    [TestCase("{wait_for: {transaction: {to: wallet}}}", 1)]
    public async Task Steps_are_counted_with_all_rounds_before_the_first_of_them_is_done(string step, int count)
    {
        var yaml = $"{Bench.World}setup:\n  - settle\nsteps:\n  - {step}\n";

        var result = await Bench.RunAsync(yaml, new RunSettings { StepsMax = count });

        Bench.AssertFailed(
            result, $"counting all rounds the scenario takes {count + 1} steps, and may take at most {count} here (run --max-steps)");
        Assert.That(result.Failure!.At.Line, Is.EqualTo(count == 1 ? Bench.LineOf(yaml, "- settle") : Bench.LineOf(yaml, step)));
    }

    [Test]
    public async Task As_many_steps_as_it_may_take_are_done()
    {
        var yaml =
            $"{Bench.World}steps:\n  - {{repeat: 50, do: [{{money_in: {{to: wallet, amount: \"0.01\"}}}}]}}\nexpect: {{balance: "
            + $"{{of: wallet, is: \"0.50\"}}}}\n";

        Bench.AssertPassed(await Bench.RunAsync(yaml, new RunSettings { StepsMax = 51 }));
    }

    [Test]
    public async Task Parallel_in_parallel_is_refused()
    {
        var result = await Bench.RunAsync(
            Bench.World + "steps: [{parallel: 2, do: [{parallel: 2, do: [{money_in: {to: wallet, amount: \"0.01\"}}]}]}]");

        Bench.AssertFailed(result, "parallel cannot stand within parallel");
    }

    [Test]
    public async Task A_wait_is_broken_off_when_the_time_is_up()
    {
        var yaml = $"{Bench.World}steps:\n  - settle\n  - {{wait_for: {{transaction: {{to: wallet}}}}, within: 60s}}\n";
        var line = Bench.LineOf(yaml, "{wait_for:");
        var time = new ManualTime(RunSettings.ClockDefault);
        await using var app = await StartAsync(time);
        var runner = app.Service<ScenarioRunner>();

        var running = RunAsync(runner, yaml, new RunSettings { TimeMax = TimeMax });
        await Eventually.IsSoAsync(() =>
        {
            // A clock that stands altogether is none that anything runs on: settling looks again after a moment.
            time.Advance(TimeSpan.FromMilliseconds(1));
            return running.IsCompleted || runner.Running.Any(one => one.At.Line >= line);
        });
        time.Advance(TimeMax);

        AssertBrokenOff(await running, line);
    }

    [TestCase("repeat: 49999, do: [{call: \"GET ${INTEGRATOR_URL}/a\"}]")]
    [TestCase("parallel: 2, do: [{repeat: 20000, do: [{call: \"GET ${INTEGRATOR_URL}/a\"}]}]")]
    public async Task Rounds_are_broken_off_when_the_time_is_up(string step)
    {
        var yaml = $"{Bench.World}steps:\n  - {{{step}}}\n";
        var time = new ManualTime(RunSettings.ClockDefault);
        await using var app = await StartAsync(time);

        // The time is up in the middle of a round, and not as soon as a busy machine lets a test say so.
        var calls = 0;
        await using var integrator = RawReceiver.Start(_ =>
        {
            if (Interlocked.Increment(ref calls) == 4)
            {
                time.Advance(TimeMax);
            }

            return RawReply.Answers(200);
        });

        var result = await RunAsync(
            app.Service<ScenarioRunner>(),
            yaml,
            new RunSettings
            {
                TimeMax = TimeMax,
                CallTimeMax = TimeMax * 2,
                StepsMax = StepCount.Max,
                IntegratorUrl = integrator.Url,
            });

        AssertBrokenOff(result, Bench.LineOf(yaml, $"{{{step[..step.IndexOf(':', StringComparison.Ordinal)]}:"));
        Assert.That(calls, Is.LessThan(20));
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

        Bench.AssertFailed(
            result, "webhooks were not answered within the real time that settling may take (the option settle_cap)");
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
            $"{Bench.World}steps:\n  - call: GET ${{INTEGRATOR_URL}}/health\n    as: health\n  - {step}\n",
            new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "well");
    }

    [Test]
    public async Task Answers_with_names_do_not_fill_the_memory()
    {
        await using var integrator = await Testing.WebhookReceiver.StartAsync();
        integrator.AnswerEverythingWith(Response.Create().WithBody(new string('x', 1_000_000)));
        var calls = string.Concat(
            Enumerable.Range(1, 20).Select(number => $"  - call: GET ${{INTEGRATOR_URL}}/x\n    as: call{number}\n"));

        var result = await Bench.RunAsync($"{Bench.World}steps:\n{calls}", new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "the answers that have names hold more than 67108864 bytes");
    }

    [TestCase("money_out: {from: treasury, to: supplier, amount: \"1.00\", description: \"${a}${a}\"}, expect: {status: 400}")]
    [TestCase("call: \"POST ${INTEGRATOR_URL}/x\", body: [\"${a}\", \"${a}\"]")]
    public async Task What_references_stand_for_does_not_fill_the_memory(string step)
    {
        await using var integrator = await Testing.WebhookReceiver.StartAsync();
        integrator.AnswerEverythingWith(Response.Create().WithBody(new string('x', 600_000)));

        var result = await Bench.RunAsync(
            $"{Bench.World}steps:\n  - call: GET ${{INTEGRATOR_URL}}/x\n    as: a\n  - {{{step}}}\n",
            new RunSettings { IntegratorUrl = integrator.Url });

        Bench.AssertFailed(result, "what ${a} and others stand for has more than 1048576 characters");
    }

    [Test]
    public async Task Many_rounds_with_outcomes_count_their_answers_as_they_come()
    {
        var yaml =
            $"{Bench.World}steps:\n  - repeat: 300\n    do: [{{money_out: {{from: treasury, to: supplier, amount: "
            + $"\"10.00\"}}}}]\n    expect: {{outcomes: [{{status: 200, count: 100}}, {{status: 400, count: 200}}]}}\n";

        Bench.AssertPassed(await Bench.RunAsync(yaml));
        Bench.AssertFailed(await Bench.RunAsync(yaml.Replace("count: 200", "count: 199")),
            "outcome 2: expected 199 such answers, found 200 of 300");
    }

    private static Task<SimulatorApp> StartAsync(ManualTime time) => SimulatorApp.StartAsync(
        new ServeOptions { Urls = "http://127.0.0.1:0" }, builder => builder.Services.AddSingleton<TimeProvider>(time));

    private static async Task<RunResult> RunAsync(ScenarioRunner runner, string yaml, RunSettings settings) =>
        (await runner.RunAsync(Bench.Plan(yaml), settings, _ => { }, default)).Single();

    private static void AssertBrokenOff(RunResult result, int line)
    {
        Bench.AssertFailed(result, "broken off, because a scenario may take at most 50s of real time here");
        Assert.That(result.Failure!.At.Line, Is.EqualTo(line));
    }
}
