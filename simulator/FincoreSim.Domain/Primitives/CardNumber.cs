namespace FincoreSim.Domain.Primitives;

/// <summary>What can be said of a text as a debit card number. Pure; thread-safe.</summary>
public static class CardNumber
{
    /// <summary>How many digits a card number has (documented).</summary>
    public const int Length = 16;

    /// <summary>The card of the documentation's example; it fails the Luhn check.</summary>
    public const string Documented = "5579072268574100";

    /// <summary>Whether the text is 16 ASCII digits.</summary>
    public static bool IsWellFormed(string text) => text.Length == Length && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the Luhn sum of a well-formed number ends in zero.</summary>
    public static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[index] - '0';
            var doubled = (digits.Length - index) % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
