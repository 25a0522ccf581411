using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Tests.ScenarioFiles;

public sealed class ExamplesTests
{
    [TestCaseSource(typeof(Files), nameof(Files.Examples))]
    public void Load_without_errors_or_warnings(string path)
    {
        var loaded = ScenarioLoader.Load(Path.GetFileName(path), File.ReadAllBytes(path));

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.File!.Scenarios, Is.Not.Empty);
    }

    [Test]
    public void The_penny_validation_has_its_timeline()
    {
        var scenario = Files.LoadExample("penny-validation-open-26h").File!.Scenarios.Single();

        var rule = scenario.Rules.Single();
        Assert.That(rule.Rule.Where.Select(condition => condition.ToString()), Is.EquivalentTo(["to = ana", "amount = 0.01"]));
        Assert.That(rule.Where.Single(condition => condition.Path == "to").Operands[0].Thing, Is.EqualTo(Thing.Instrument));
        Assert.That(rule.Rule.Times, Is.EqualTo(1));
        Assert.That(((CepTimelineEffect)rule.Rule.Then.Single()).Steps.Select(step => step.After),
            Is.EqualTo([TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromHours(26)]));
        Assert.That(scenario.Steps.Select(step => step.Command),
            Is.EqualTo(["call", "wait_for", "advance", "expect", "advance", "expect"]));
        Assert.That(((WaitForStep)scenario.Steps[1]).Within, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(scenario.Steps[1].As, Is.EqualTo("penny"));
        Assert.That(scenario.Sandbox.Clock, Is.EqualTo(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero)));
        Assert.That(scenario.NamesIntegrator);
    }

    [Test]
    public void The_deposit_runs_once_for_each_refuser()
    {
        var scenarios = Files.LoadExample("deposit-refused-and-refunded").File!.Scenarios;

        Assert.That(scenarios.Select(scenario => scenario.Name), Is.EqualTo(new[]
        {
            "A deposit with the wrong amount is refused and refunded [who_refuses=integrator]",
            "A deposit with the wrong amount is refused and refunded [who_refuses=simulator]",
        }));
        Assert.That(scenarios.Select(scenario => scenario.Rules.Length), Is.EqualTo([0, 1]));
        Assert.That(scenarios[1].Rules[0].Rule.Then.Single(), Is.EqualTo(new TreatAnswerAsEffect(422, "Invalid Amount")));
        Assert.That(((AdvanceStep)scenarios[0].Steps[1]).IsUntilIdle);
        Assert.That(scenarios[0].Steps.OfType<MoneyInStep>().Last().IsFromSameOwner, Is.True);
    }

    [Test]
    public void The_lost_answer_is_lost_after_the_commit()
    {
        var scenario = Files.LoadExample("lost-answer-safe-retry").File!.Scenarios.Single();

        Assert.That(
            scenario.Rules[0].Rule.Then.Single(), Is.EqualTo(new FailEffect(true, new AnswerFault(AnswerFaultKind.Reset))));
        Assert.That(scenario.Steps[0].Expect!.IsConnectionLost, Is.True);
        Assert.That(scenario.Steps[2].Expect!.SameTransactionAs!.Text.Raw, Is.EqualTo("first"));
        Assert.That(((AdvanceStep)scenario.Steps[4]).By, Is.EqualTo(new TimeSpan(23, 59, 59)));
        Assert.That(scenario.Steps[5].Expect!.IsReplayed, Is.True);
    }

    [Test]
    public void The_chaos_has_a_seed_for_each_run()
    {
        var scenarios = Files.LoadExample("webhook-chaos").File!.Scenarios;

        Assert.That(scenarios.Select(scenario => scenario.Sandbox.Seed), Is.EqualTo(Enumerable.Range(1, 10)));
        Assert.That(scenarios[0].Rules.Select(rule => rule.Rule.Chance), Is.EqualTo([0.3, 0.2, 1, 1]));
        Assert.That(scenarios[0].Rules[0].Rule.Then.Single(),
            Is.EqualTo(new DuplicateEffect(1, new DurationRange(TimeSpan.Zero, TimeSpan.FromMinutes(2)))));
        Assert.That(scenarios[0].Rules[3].Rule.StartsAfter, Is.EqualTo(TimeSpan.FromHours(2)));
        var repeat = (RepeatStep)scenarios[0].Steps[0];
        Assert.That((repeat.Times, repeat.Every), Is.EqualTo((200, TimeSpan.FromSeconds(90))));
        Assert.That(
            ((MoneyInStep)repeat.Do.Single()).Amount, Is.EqualTo(new DrawnAmount(Money.Parse("1.00"), Money.Parse("900.00"))));
        Assert.That(
            scenarios[0].Always.Select(watch => watch.GetType()), Is.EqualTo([typeof(LedgerWatch), typeof(OneEffectWatch)]));
    }

    [Test]
    public void The_race_blocks_an_account_meanwhile()
    {
        var scenario = Files.LoadExample("race-for-money").File!.Scenarios.Single();

        var race = scenario.Steps.OfType<ParallelStep>().Last();
        Assert.That(race.During.Single().AfterCalls, Is.EqualTo(8));
        Assert.That(race.During.Single().Step, Is.InstanceOf<StatusStep>());
        Assert.That(race.Outcomes, Has.Length.EqualTo(2));
        Assert.That(scenario.Steps.OfType<SnapshotStep>().Single().Name, Is.EqualTo("before"));
        Assert.That(scenario.Always.OfType<NoNegativeBalanceWatch>().Single().Account!.Text.Raw, Is.EqualTo("treasury"));
    }
}
