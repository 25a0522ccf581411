namespace FincoreSim.SampleIntegrator.Ledger;

/// <summary>Money is a whole number of centavos; as text it has two decimals. Never a binary fraction.</summary>
internal static class Centavos
{
    /// <summary>The price of a validation.</summary>
    public const long Penny = 1;

    private const int DigitsMax = 15;

    /// <summary>Reads a text such as <c>12.05</c>; false for anything else, a sign included.</summary>
    public static bool TryParse(string? text, Mistakes mistakes, out long centavos)
    {
        centavos = 0;
        if (text is null || text.Length is < 4 or > DigitsMax || text[^3] != '.' || !AreDigits(text.AsSpan(0, text.Length - 3))
            || !AreDigits(text.AsSpan(text.Length - 2)))
        {
            return false;
        }

        // 0.29 * 100 is 28.999999999999996: there goes a centavo.
        centavos = mistakes.Has(Mistake.FloatingMoney)
            ? (long)(double.Parse(text, CultureInfo.InvariantCulture) * 100)
            : (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100);
        return true;
    }

    /// <summary>The text with two decimals.</summary>
    public static string Format(long centavos) => (centavos / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
