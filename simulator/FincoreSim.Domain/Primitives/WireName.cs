using System.Text;

namespace FincoreSim.Domain.Primitives;

/// <summary>
/// The texts of an enum on the wire: <c>SpeiDebit</c> is <c>SPEI_DEBIT</c>. One word for one thing, in code as on the wire.
/// Pure; thread-safe.
/// </summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public static class WireName<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Texts =
        Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => ToUpperSnake(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> Values =
        Texts.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All texts, in the order of the enum.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(Of)];

    /// <summary>The text of a value.</summary>
    public static string Of(TEnum value) => Texts[value];

    /// <summary>The value of a text, which must match exactly.</summary>
    public static bool TryParse(string? text, out TEnum value)
    {
        value = default;
        return text is not null && Values.TryGetValue(text, out value);
    }

    private static string ToUpperSnake(string pascal)
    {
        var text = new StringBuilder();
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
