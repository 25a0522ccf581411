using System.Text;
using System.Text.RegularExpressions;

namespace FincoreSim.Testing;

/// <summary>Runs a schema's pattern as ECMAScript would, as far as .NET lets it. Stateless.</summary>
internal static class SchemaPattern
{
    public static bool IsMatch(string pattern, string text) =>
        Regex.IsMatch(text, WithStrictEnd(pattern), OptionsFor(pattern), Eventually.Patience);

    /// <summary>ECMAScript's \d means 0-9 only; with Unicode categories or look-behind .NET refuses that option.</summary>
    private static RegexOptions OptionsFor(string pattern) =>
        pattern.Contains(@"\p", StringComparison.Ordinal) || pattern.Contains("(?<", StringComparison.Ordinal)
            ? RegexOptions.CultureInvariant
            : RegexOptions.ECMAScript;

    /// <summary>In .NET a <c>$</c> also matches before a line break at the end, in a schema it does not.</summary>
    private static string WithStrictEnd(string pattern)
    {
        var strict = new StringBuilder();
        var inClass = false;
        for (var index = 0; index < pattern.Length; index++)
        {
            var letter = pattern[index];
            if (letter == '\\' && index + 1 < pattern.Length)
            {
                strict.Append(letter).Append(pattern[++index]);
                continue;
            }

            inClass = letter == '[' || (inClass && letter != ']');
            strict.Append(letter == '$' && !inClass ? "(?!\n)$" : letter.ToString());
        }

        return strict.ToString();
    }
}
