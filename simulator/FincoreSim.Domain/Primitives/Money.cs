using System.Text;

namespace FincoreSim.Domain.Primitives;

/// <summary>
/// An amount of Mexican pesos in whole centavos. Arithmetic is checked: an overflow throws, it never wraps.
/// Immutable; the default value is zero.
/// </summary>
/// <param name="Centavos">The amount in centavos; negative amounts are representable, rules refuse them where they must.</param>
public readonly record struct Money(long Centavos) : IComparable<Money>
{
    /// <summary>
    /// The most digits before the point that the API's amounts may have (assumed): with two decimals they fit a SPEI amount.
    /// </summary>
    public const int IntegerDigitsMax = 15;

    /// <summary>The most bytes that <see cref="Format"/> writes.</summary>
    public const int LengthMax = 21;

    /// <summary>0.00.</summary>
    public static Money Zero => default;

    /// <summary>The amount of every penny validation, 0.01 (documented).</summary>
    public static Money Penny => new(1);

    /// <summary>
    /// Reads <c>-?[0-9]+\.[0-9][0-9]</c> with ASCII digits, as the API writes money (idempotency guide: "Transaction amount
    /// format is invalid."). Anything else, and more than <see cref="IntegerDigitsMax"/> digits before the point, is no amount.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money)
    {
        money = default;
        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        if (digits.Length < 4 || digits[^3] != '.' || !IsDigits(digits[..^3]) || !IsDigits(digits[^2..]))
        {
            return false;
        }

        var pesos = digits[..^3].TrimStart('0');
        if (pesos.Length > IntegerDigitsMax)
        {
            return false;
        }

        var whole = pesos.Length == 0 ? 0 : long.Parse(pesos, NumberStyles.None, CultureInfo.InvariantCulture);
        var centavos = (whole * 100) + long.Parse(digits[^2..], NumberStyles.None, CultureInfo.InvariantCulture);
        money = new Money(negative ? -centavos : centavos);
        return true;
    }

    /// <summary>Reads an amount that the caller wrote itself; throws where <see cref="TryParse"/> says no.</summary>
    public static Money Parse(string text) =>
        TryParse(text, out var money) ? money : throw new FormatException($"'{text}' is not a valid amount such as 1.95");

    /// <summary>Two decimals and a point, as everywhere on the wire: <c>1234.50</c>.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[LengthMax];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <summary>Writes the text of <see cref="ToString"/> as ASCII bytes.</summary>
    /// <param name="into">Room for <see cref="LengthMax"/> bytes.</param>
    /// <returns>How many bytes it has.</returns>
    public int Format(Span<byte> into)
    {
        var size = unchecked((ulong)(Centavos < 0 ? -Centavos : Centavos));
        into[0] = (byte)'-';
        var sign = Centavos < 0 ? 1 : 0;
        (size / 100).TryFormat(into[sign..], out var written, default, CultureInfo.InvariantCulture);
        written += sign;
        into[written] = (byte)'.';
        into[written + 1] = (byte)('0' + (size % 100 / 10));
        into[written + 2] = (byte)('0' + (size % 10));
        return written + 3;
    }

    /// <inheritdoc/>
    public int CompareTo(Money other) => Centavos.CompareTo(other.Centavos);

    /// <summary>The sum; throws on overflow.</summary>
    public static Money operator +(Money left, Money right) => new(left.Centavos + right.Centavos);

    /// <summary>The difference; throws on overflow.</summary>
    public static Money operator -(Money left, Money right) => new(left.Centavos - right.Centavos);

    /// <summary>The same amount with the other sign.</summary>
    public static Money operator -(Money money) => new(-money.Centavos);

    /// <summary>Compares by centavos.</summary>
    public static bool operator <(Money left, Money right) => left.Centavos < right.Centavos;

    /// <summary>Compares by centavos.</summary>
    public static bool operator >(Money left, Money right) => left.Centavos > right.Centavos;

    /// <summary>Compares by centavos.</summary>
    public static bool operator <=(Money left, Money right) => left.Centavos <= right.Centavos;

    /// <summary>Compares by centavos.</summary>
    public static bool operator >=(Money left, Money right) => left.Centavos >= right.Centavos;

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
