namespace FincoreSim.Domain.Primitives;

/// <summary>Says whether a text is a debit card number: 16 ASCII digits (documented) that pass Luhn (assumed).</summary>
public static class CardNumber
{
    /// <summary>Whether the text is 16 digits whose Luhn sum ends in zero.</summary>
    public static bool IsValid(string text) =>
        text.Length == 16 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && LuhnSum(text) % 10 == 0;

    private static int LuhnSum(string digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[index] - '0';
            var doubled = (digits.Length - index) % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum;
    }
}
