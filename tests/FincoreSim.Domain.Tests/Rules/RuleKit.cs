namespace FincoreSim.Domain.Tests.Rules;

/// <summary>Words for arming rules and for reading what became of them.</summary>
internal static class RuleKit
{
    public static readonly RefuseEffect No = new(503, "BANK_DOWN", "The bank does not answer.");

    public static Rule On(RuleEvent happened, params ImmutableArray<RuleEffect> then) =>
        new() { Name = "rule", When = happened, Then = then };

    /// <summary>A rule that refuses payments.</summary>
    public static Rule Refusing(string name = "rule") => On(RuleEvent.MoneyOut, No) with { Name = name };

    public static Rule Where(this Rule rule, string path, MatchOperator how, params ImmutableArray<string> operands) =>
        rule with { Where = rule.Where.Add(new Condition(path, how, operands)) };

    public static Rule Where(this Rule rule, string path, string equal) => rule.Where(path, MatchOperator.Equal, equal);

    public static RuleBook Arm(this WorldKit world, params ImmutableArray<Rule> rules) => world.Do(new ArmRules(rules, false));

    public static ArmedRule Armed(this WorldKit world, string name = "rule") => world.World.State.Rules.Find(name)!;

    /// <summary>What became of a rule when rules were last considered.</summary>
    public static RuleVerdict Verdict(this WorldKit world, string name = "rule") =>
        world.Last<RulesConsidered>().Verdicts.Single(verdict => verdict.Rule == name);

    /// <summary>Refused by a rule with just these words.</summary>
    public static void AssertScripted<T>(this Outcome<T> outcome, RefuseEffect by)
    {
        outcome.AssertRefused(RefusalCode.Scripted);
        Assert.That(outcome.Refusal!.Scripted, Is.EqualTo(new ScriptedAnswer(by.Status, by.Reason, by.Detail)));
    }

    /// <summary>Whether each of so many payments of a cent is accepted.</summary>
    public static bool[] PayCents(this WorldKit world, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => world.TryMoneyOut("0.01").IsAccepted)];

    /// <summary>What rules considered so far, oldest first.</summary>
    public static RulesConsidered[] Considered(this WorldKit world) =>
        [.. world.World.State.Journal.After(0).Select(entry => entry.Fact).OfType<RulesConsidered>()];

    /// <summary>Answers 201, but not where a rule breaks the connection.</summary>
    public static void HeedDroppedConnections(this WorldKit world) =>
        world.Receiver.Answer = dispatch => Receiver.Status(dispatch.DropsConnection ? null : 201);

    public static TimeSpan Span(string text) => WorldKit.Duration(text);

    public static DurationRange Range(string from, string to) => new(Span(from), Span(to));

    public static DurationRange Just(string span) => Range(span, span);
}
