using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class ArmRulesTests
{
    private readonly WorldKit _world = new();

    private IEnumerable<string> Names => _world.World.State.Rules.All.Select(armed => armed.Rule.Name);

    [Test]
    public void A_name_that_is_armed_is_refused_and_with_it_the_rest()
    {
        _world.Arm(Refusing("a"));

        var again = _world.Try(new ArmRules([Refusing("b"), Refusing("a")], false));

        again.AssertConflict("armed", "not armed");
        Assert.That(again.Refusal!.Conflict!.Remedy, Is.EqualTo(new Remedy(RemedyAction.DisarmRule, "a")));
        Assert.That(Names, Is.EqualTo(new[] { "a" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_name_twice_in_one_request_is_refused(bool replacesAll)
    {
        _world.Arm(Refusing("old"));

        _world.Try(new ArmRules([Refusing("a"), Refusing("a")], replacesAll)).AssertConflict("armed", "not armed");

        Assert.That(Names, Is.EqualTo(new[] { "old" }));
    }

    [Test]
    public void Replacing_all_disarms_the_others_and_begins_to_count_anew()
    {
        _world.Arm(Refusing("a") with { Times = 1 }, Refusing("b"));
        _world.TryMoneyOut().AssertScripted(No);
        _world.Advance("1h");

        var book = _world.Do(new ArmRules([Refusing("a") with { Times = 1 }], true));

        Assert.That(book, Is.SameAs(_world.World.State.Rules));
        Assert.That(Names, Is.EqualTo(new[] { "a" }));
        Assert.That(
            (_world.Armed("a").Matched, _world.Armed("a").Fired, _world.Armed("a").ArmedAt), Is.EqualTo((0L, 0L, _world.Now)));
        _world.TryMoneyOut().AssertScripted(No);
        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void Replacing_all_by_nothing_disarms_all()
    {
        _world.Arm(Refusing());

        _world.Do(new ArmRules([], true));

        Assert.That(Names, Is.Empty);
        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void Arming_more_leaves_the_counters_of_the_others()
    {
        _world.Arm(Refusing("a") with { Times = 1 });
        _world.TryMoneyOut().AssertScripted(No);

        _world.Arm(On(RuleEvent.Cep, No) with { Name = "b" });

        Assert.That(_world.Armed("a").IsSpent, Is.True);
        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void There_is_room_for_so_many_and_no_more()
    {
        _world.Arm(
            [.. Enumerable.Range(1, RuleBook.RulesMax).Select(number => Refusing($"{number}") with { When = RuleEvent.Refund })]);

        var more = _world.Try(new ArmRules([Refusing("more")], false));

        more.AssertRefused(RefusalCode.LimitReached);
        Assert.That(more.Refusal!.Subject, Is.EqualTo("rules"));
        Assert.That(Names.Count(), Is.EqualTo(RuleBook.RulesMax));
        _world.Do(new DisarmRule("500"));
        _world.Arm(Refusing("more"));
        Assert.That(Names.Last(), Is.EqualTo("more"));
    }

    [Test]
    public void Disarming_gives_the_rule_with_its_counters_and_frees_the_name()
    {
        _world.Arm(Refusing() with { Times = 1 });
        _world.TryMoneyOut().AssertScripted(No);

        var disarmed = _world.Do(new DisarmRule("rule"));

        Assert.That((disarmed.Rule.Name, disarmed.Fired), Is.EqualTo(("rule", 1L)));
        _world.TryMoneyOut().AssertAccepted();
        _world.Arm(Refusing());
        _world.TryMoneyOut().AssertScripted(No);
    }

    [Test]
    public void Disarming_what_is_not_armed_is_refused()
    {
        _world.Arm(Refusing());

        var unknown = _world.Try(new DisarmRule("Rule"));

        unknown.AssertRefused(RefusalCode.NotFound);
        Assert.That(unknown.Refusal!.Subject, Is.EqualTo("Rule"));
    }

    [Test]
    public void The_journal_names_what_is_armed()
    {
        _world.Arm(Refusing("a"), Refusing("b") with { Priority = 1 });
        Assert.That(_world.Last<RulesArmed>().Details, Is.EqualTo(new FactDetail[] { new("rules", "b, a") }));

        _world.Do(new DisarmRule("b"));
        Assert.That(_world.Last<RulesArmed>().Details, Is.EqualTo(new FactDetail[] { new("rules", "a") }));
    }
}
