namespace FincoreSim.Domain.Primitives;

/// <summary>
/// A CLABE: 18 digits = 3 of the bank, 3 of the plaza, 11 of the account, 1 check digit. A value of this type always has
/// 18 ASCII digits; its check digit may be wrong, because two CLABEs printed in the public documentation are.
/// </summary>
public readonly record struct Clabe
{
    /// <summary>The prefix of the CLABEs that Monato issues (FINCO_PAY).</summary>
    public const string MonatoPrefix = "734";

    /// <summary>The prefix of the reserved CLABEs, that of a bank which the test network alone has.</summary>
    public const string ReservedPrefix = "999";

    /// <summary>How many digits a CLABE has.</summary>
    public const int Length = 18;

    private static readonly int[] Weights = [3, 7, 1];

    private readonly string? _digits;

    private Clabe(string digits) => _digits = digits;

    /// <summary>The 18 digits.</summary>
    public string Digits => _digits ?? throw new InvalidOperationException("default(Clabe) is not a CLABE");

    /// <summary>The first three digits, by which the bank catalogue (member BIM) knows the bank.</summary>
    public string BankPrefix => Digits[..3];

    /// <summary>The last 12 digits, which the API calls the account number of an own account.</summary>
    public string AccountNumber => Digits[6..];

    /// <summary>Whether the last digit is what the weights 3, 7, 1 modulo 10 give.</summary>
    public bool HasValidCheckDigit => CheckDigitOf(Digits.AsSpan(0, 17)) == Digits[17];

    /// <summary>Takes 18 ASCII digits, whatever the check digit; says no to all else.</summary>
    public static bool TryParse(string? text, out Clabe clabe)
    {
        var isClabe = text is { Length: Length } && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        clabe = isClabe ? new Clabe(text!) : default;
        return isClabe;
    }

    /// <summary>Reads a CLABE that the caller wrote itself; throws where <see cref="TryParse"/> says no.</summary>
    public static Clabe Parse(string text) =>
        TryParse(text, out var clabe) ? clabe : throw new FormatException($"'{text}' is not 18 digits");

    /// <summary>Makes a CLABE with a true check digit.</summary>
    /// <param name="bank">Three digits.</param>
    /// <param name="plaza">Three digits.</param>
    /// <param name="account">0 to 99,999,999,999, written with 11 digits.</param>
    public static Clabe Create(string bank, string plaza, long account)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{bank}{plaza}{account:00000000000}");
        return Parse(body + CheckDigitOf(body));
    }

    /// <inheritdoc/>
    public override string ToString() => _digits ?? "";

    private static char CheckDigitOf(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var index = 0; index < 17; index++)
        {
            sum += (first17[index] - '0') * Weights[index % 3] % 10;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
