using System.Text.RegularExpressions;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Rules;

/// <summary>How a condition compares.</summary>
public enum MatchOperator
{
    /// <summary>Equal; amounts as decimals.</summary>
    Equal,

    /// <summary>Greater than.</summary>
    Gt,

    /// <summary>Greater than or equal.</summary>
    Gte,

    /// <summary>Less than.</summary>
    Lt,

    /// <summary>Less than or equal.</summary>
    Lte,

    /// <summary>Equal to one of several.</summary>
    In,

    /// <summary>Not equal to any of several.</summary>
    Not,

    /// <summary>A regular expression matches.</summary>
    Matches,

    /// <summary>The field is there, or (operand false) is not.</summary>
    Exists,

    /// <summary>The text is contained.</summary>
    Contains,
}

/// <summary>
/// One condition on a field, by dotted path. A field may go by several texts (an instrument by its id, its account's id and
/// its CLABE); the condition holds when it holds for one of them, a negative one when it holds for all. Immutable.
/// </summary>
/// <param name="Path">The field, with dots.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Operands">With what; one, but for <see cref="MatchOperator.In"/> and <see cref="MatchOperator.Not"/>.</param>
public sealed record Condition(string Path, MatchOperator Operator, ImmutableArray<string> Operands)
{
    // Without backtracking the time is in proportion to the text, and texts have lengths; a limit of real time would make what a
    // rule does hang on how busy the machine is.
    private const RegexOptions PatternOptions = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>Whether the condition holds for the texts by which a field goes; none: the field is not there.</summary>
    public bool Holds(ImmutableArray<string> texts) => Operator switch
    {
        MatchOperator.Exists => (texts.Length > 0) == (Operands is not ["false"]),
        MatchOperator.Not => !texts.Any(text => Operands.Any(operand => AreEqual(text, operand))),
        _ => texts.Any(HoldsFor),
    };

    /// <summary>Whether it can be asked at all: a pattern must be one that takes time in proportion to the text.</summary>
    public bool IsUsable
    {
        get
        {
            try
            {
                _ = Operator == MatchOperator.Matches ? new Regex(Operands[0], PatternOptions) : null;
                return true;
            }
            catch (Exception found) when (found is ArgumentException or NotSupportedException)
            {
                return false;
            }
        }
    }

    /// <summary>As people write it: <c>amount gt 500.00</c>.</summary>
    public override string ToString() => Operator == MatchOperator.Equal
        ? $"{Path} = {Operands[0]}"
        : $"{Path} {WireName<MatchOperator>.Of(Operator).ToLowerInvariant()} {string.Join(", ", Operands)}";

    private bool HoldsFor(string text) => Operator switch
    {
        MatchOperator.Equal or MatchOperator.In => Operands.Any(operand => AreEqual(text, operand)),
        MatchOperator.Contains => text.Contains(Operands[0], StringComparison.Ordinal),
        MatchOperator.Matches => Regex.IsMatch(text, Operands[0], PatternOptions),
        MatchOperator.Gt => Compare(text) > 0,
        MatchOperator.Gte => Compare(text) >= 0,
        MatchOperator.Lt => Compare(text) < 0,
        MatchOperator.Lte => Compare(text) <= 0,
        _ => throw new InvalidOperationException(Operator.ToString()),
    };

    /// <summary>
    /// As decimals where both are, else as texts; null where only one is a decimal, which no comparison holds for.
    /// </summary>
    private int? Compare(string text) => (TryDecimal(text, out var left), TryDecimal(Operands[0], out var right)) switch
    {
        (true, true) => left.CompareTo(right),
        (false, false) => string.CompareOrdinal(text, Operands[0]),
        _ => null,
    };

    private static bool AreEqual(string left, string right) => left == right
        || (left.Contains('.') && TryDecimal(left, out var leftNumber) && TryDecimal(right, out var rightNumber)
            && leftNumber == rightNumber);

    private static bool TryDecimal(string text, out decimal number) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
