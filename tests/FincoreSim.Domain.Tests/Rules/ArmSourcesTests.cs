using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

/// <summary>Rules that come from sources, such as files, beside those that are armed by themselves.</summary>
public sealed class ArmSourcesTests
{
    private readonly WorldKit _world = new();

    private string[] Names => [.. _world.World.State.Rules.All.Select(armed => armed.Rule.Name)];

    [Test]
    public void Are_considered_by_priority_then_by_hand_then_by_source_then_in_their_order()
    {
        Arm(Source("b", "1", Refusing("b2"), Refusing("b1"), Refusing("b first") with { Priority = 1 }),
            Source("a", "1", Refusing("a")));
        _world.Arm(Refusing("hand"));

        Assert.That(Names, Is.EqualTo(new[] { "b first", "hand", "a", "b2", "b1" }));
        Assert.That(_world.Armed("b1").Source, Is.EqualTo("b"));
        Assert.That(_world.Armed("hand").Source, Is.Null);
    }

    [Test]
    public void A_source_that_changed_is_armed_anew_at_its_place_and_the_others_keep_their_counters()
    {
        Arm(Source("a", "1", Refusing("a") with { Times = 1 }), Source("b", "1", Refusing("b") with { Times = 1 }));
        _world.TryMoneyOut().AssertScripted(No);
        _world.TryMoneyOut().AssertScripted(No);
        _world.Advance("1h");

        Arm(Source("a", "2", Refusing("new"), Refusing("a") with { Times = 1 }),
            Source("b", "1", Refusing("b") with { Times = 1 }));

        Assert.That(Names, Is.EqualTo(new[] { "new", "a", "b" }));
        Assert.That((_world.Armed("a").Fired, _world.Armed("a").ArmedAt), Is.EqualTo((0L, _world.Now)));
        Assert.That(_world.Armed("b").IsSpent, Is.True);
    }

    [Test]
    public void A_source_that_is_gone_is_disarmed_and_rules_armed_by_hand_are_not()
    {
        Arm(Source("a", "1", Refusing("a")), Source("b", "1", Refusing("b")));
        _world.Arm(Refusing("hand"));

        Arm(Source("b", "1", Refusing("b")));
        Assert.That(Names, Is.EqualTo(new[] { "hand", "b" }));

        Arm();
        Assert.That(Names, Is.EqualTo(new[] { "hand" }));
        Assert.That(_world.World.State.Rules.Sources, Is.Empty);
    }

    [Test]
    public void What_is_disarmed_by_hand_stays_disarmed_until_its_source_changes()
    {
        ImmutableArray<RuleSource> both = [Source("a", "1", Refusing("a1"), Refusing("a2")), Source("b", "1", Refusing("b"))];
        Arm(both);
        _world.Do(new DisarmRule("a1"));

        Arm(both);
        Assert.That(Names, Is.EqualTo(new[] { "a2", "b" }));

        _world.Do(new ArmRules([], true));
        Arm(both);
        Assert.That(Names, Is.Empty);

        Arm(both[0], both[1] with { Version = "2" });
        Assert.That(Names, Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void Nothing_changed_is_nothing_in_the_journal()
    {
        Arm(Source("a", "1", Refusing("a")));
        var before = _world.World.State.Journal.NextSequence;

        Arm(Source("a", "1", Refusing("a")));

        Assert.That(_world.World.State.Journal.NextSequence, Is.EqualTo(before));
    }

    [Test]
    public void A_source_that_cannot_be_armed_keeps_what_it_had_and_is_tried_again()
    {
        _world.Arm(Refusing("taken"));
        Arm(Source("a", "1", Refusing("a")));

        var refused = _world.Do(new ArmSources([Source("a", "2", Refusing("taken")), Source("b", "1", Refusing("b"))]));

        Assert.That(refused.Single().Source, Is.EqualTo("a"));
        Assert.That(refused.Single().Refusal.Subject, Is.EqualTo("rule 'taken'"));
        Assert.That(Names, Is.EqualTo(new[] { "taken", "a", "b" }));

        _world.Do(new DisarmRule("taken"));
        Arm(Source("a", "2", Refusing("taken")), Source("b", "1", Refusing("b")));
        Assert.That(Names, Is.EqualTo(new[] { "taken", "b" }));
    }

    [Test]
    public void There_is_room_for_so_many_and_no_more()
    {
        _world.Arm(Refusing("hand"));
        var many = Source("a", "1", [.. Enumerable.Range(1, RuleBook.RulesMax).Select(number => Refusing($"{number}"))]);

        var refused = _world.Do(new ArmSources([many]));

        Assert.That(refused.Single().Refusal.Code, Is.EqualTo(RefusalCode.LimitReached));
        Assert.That(Names, Is.EqualTo(new[] { "hand" }));
        Arm(many with { Rules = many.Rules.RemoveAt(0) });
        Assert.That(Names, Has.Length.EqualTo(RuleBook.RulesMax));
    }

    [Test]
    public void A_fork_knows_the_sources_with_their_counters()
    {
        var source = Source("a", "1", Refusing("a") with { Times = 1 });
        Arm(source);
        _world.TryMoneyOut().AssertScripted(No);

        var fork = _world.World.Fork();
        fork.Execute(new ArmSources([source])).AssertAccepted();

        Assert.That(fork.State.Rules.Find("a")!.IsSpent, Is.True);
    }

    private static RuleSource Source(string name, string version, params ImmutableArray<Rule> rules) => new(name, version, rules);

    private void Arm(params ImmutableArray<RuleSource> sources) => Assert.That(_world.Do(new ArmSources(sources)), Is.Empty);
}
