namespace FincoreSim.Domain.Tests.Kit;

/// <summary>Says which refusals its tests produce, so that a code without any row is found.</summary>
internal interface IRefusalRows
{
    IEnumerable<RefusalCode> Codes { get; }
}

/// <summary>The rules of a request in the order of precedence.</summary>
public interface IRuleTable<TRule>
{
    static abstract ImmutableArray<RuleRow<TRule>> Table { get; }
}

/// <summary>One rule, the refusal that breaking it gives, and what the refusal's subject must contain.</summary>
public sealed record RuleRow<TRule>(TRule Rule, RefusalCode Code, string? Names = null)
{
    public override string ToString() => $"{Rule}";
}

/// <summary>
/// Walks a table of rules: a request that breaks one gets its refusal, and one that breaks two gets the earlier one's.
/// </summary>
public abstract class RuleLadder<TSelf, TRule> : IRefusalRows
    where TSelf : IRuleTable<TRule>
{
    public static IEnumerable<RuleRow<TRule>> Rows => TSelf.Table;

    public static IEnumerable<object[]> Pairs =>
        TSelf.Table.SelectMany((earlier, index) => TSelf.Table.Skip(index + 1).Select(later => new object[] { earlier, later }));

    IEnumerable<RefusalCode> IRefusalRows.Codes => Rows.Select(row => row.Code);

    [Test]
    public void Accepts_a_request_that_keeps_every_rule() => Assert.That(Ask(new WorldKit(), []), Is.Null);

    [TestCaseSource(nameof(Rows))]
    public void Refuses_a_request_that_breaks(RuleRow<TRule> row)
    {
        var world = new WorldKit();

        AssertIs(row, Ask(world, [row.Rule]));
        world.AssertInvariants();
    }

    [TestCaseSource(nameof(Pairs))]
    public void Names_the_earlier_of_two_broken_rules(RuleRow<TRule> earlier, RuleRow<TRule> later) =>
        AssertIs(earlier, Ask(new WorldKit(), [earlier.Rule, later.Rule]));

    /// <summary>Asks for something that breaks the given rules and no other.</summary>
    private protected abstract Refusal? Ask(WorldKit world, HashSet<TRule> broken);

    private static void AssertIs(RuleRow<TRule> row, Refusal? refusal)
    {
        Assert.That(refusal?.Code, Is.EqualTo(row.Code));
        if (row.Names is { } text)
        {
            Assert.That(refusal!.Subject, Does.Contain(text));
        }
    }
}
