using FincoreSim.Domain.Rules;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>One value to compare with, or that a key points at. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, with references.</param>
/// <param name="Thing">What the text is the name of, given with <c>as:</c>; null where it is no name.</param>
internal sealed record Operand(ScalarKind Kind, Template Text, Thing? Thing = null)
{
    /// <inheritdoc/>
    public override string ToString() => Text.Raw;
}

/// <summary>How something must be. Immutable.</summary>
internal abstract record Matcher;

/// <summary>Equal; amounts as decimals.</summary>
/// <param name="Value">To what.</param>
internal sealed record EqualMatcher(Operand Value) : Matcher;

/// <summary>Every comparison holds.</summary>
/// <param name="Comparisons">The comparisons.</param>
internal sealed record ComparisonMatcher(ImmutableArray<Comparison> Comparisons) : Matcher;

/// <summary>Every member named matches; others may be there.</summary>
/// <param name="Members">The members.</param>
internal sealed record MembersMatcher(ImmutableArray<MemberMatcher> Members) : Matcher;

/// <summary>A list of exactly these, in this order.</summary>
/// <param name="Items">The items.</param>
internal sealed record ListMatcher(ImmutableArray<Matcher> Items) : Matcher;

/// <summary>One comparison.</summary>
/// <param name="Operator">How.</param>
/// <param name="Operands">With what; one, but for in and not.</param>
internal sealed record Comparison(MatchOperator Operator, ImmutableArray<Operand> Operands);

/// <summary>How a member must be.</summary>
/// <param name="Path">The member, with dots.</param>
/// <param name="Matcher">How.</param>
internal sealed record MemberMatcher(string Path, Matcher Matcher);
