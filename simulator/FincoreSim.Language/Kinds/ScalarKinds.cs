using System.Text.RegularExpressions;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>
/// Tells what an unquoted scalar is, and which ones must not stand without quotes because YAML, or a reader of YAML 1.1, makes
/// something else of them than people mean. Stateless.
/// </summary>
internal static partial class ScalarKinds
{
    private static readonly FrozenSet<string> Booleans = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "true", "false");

    private static readonly FrozenSet<string> OldBooleans =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "yes", "no", "on", "off", "y", "n");

    private static readonly FrozenSet<string> Nulls = FrozenSet.Create(StringComparer.Ordinal, "", "~", "null", "Null", "NULL");

    /// <summary>What YAML 1.2 makes of an unquoted text.</summary>
    public static ScalarKind Of(string text) => text switch
    {
        _ when Nulls.Contains(text) => ScalarKind.Null,
        _ when Booleans.Contains(text) => ScalarKind.Boolean,
        _ when Integer().IsMatch(text) => ScalarKind.Integer,
        _ when Number().IsMatch(text) => ScalarKind.Number,
        _ => ScalarKind.Text,
    };

    /// <summary>Whether a text is digits with two decimals, as money is.</summary>
    public static bool LooksLikeMoney(string text) => MoneyLike().IsMatch(text);

    /// <summary>What is wrong with an unquoted scalar wherever it stands, with the fix; null where nothing is.</summary>
    public static string? TrapIn(string text) => text switch
    {
        _ when OldBooleans.Contains(text) =>
            $"'{text}' is a boolean to YAML 1.1 readers: write \"{text}\" in quotes, or true or false",
        _ when Booleans.Contains(text) && text is not ("true" or "false") =>
            $"write {text.ToLowerInvariant()} in lower case, or \"{text}\" in quotes",
        _ when LooksLikeMoney(text) => $"money is a quoted text: write \"{text}\" (unquoted, YAML makes {Shortened(text)} of it)",
        _ when LeadingZero().IsMatch(text) => $"write \"{text}\" in quotes: unquoted, YAML drops leading zeros",
        _ when LongDigits().IsMatch(text) =>
            $"write \"{text}\" in quotes: unquoted, YAML makes a rounded number of so many digits",
        _ when Exponent().IsMatch(text) => $"write \"{text}\" in quotes: unquoted, YAML makes a number with an exponent of it",
        _ when Sexagesimal().IsMatch(text) => $"write \"{text}\" in quotes: YAML 1.1 readers take it for a number to base 60",
        _ => null,
    };

    private static string Shortened(string money) => money.TrimEnd('0').TrimEnd('.');

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[-+]?[0-9]+\.[0-9][0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex MoneyLike();

    [GeneratedRegex(@"^[-+]?0[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"^[-+]?[0-9]{16,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LongDigits();

    [GeneratedRegex(@"^[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^[-+]?[0-9]+(:[0-5]?[0-9])+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sexagesimal();
}
