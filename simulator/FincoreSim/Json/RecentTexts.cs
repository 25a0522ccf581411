using System.IO.Hashing;
using System.Text;

namespace FincoreSim.Json;

/// <summary>
/// Short texts that came lately: the bodies of a caller say much the same again and again, and a text that is there already
/// need not come into being, nor be kept, once more. Each thread has its own few.
/// </summary>
internal static class RecentTexts
{
    /// <summary>The longest text that is remembered, in bytes.</summary>
    public const int LengthMax = 64;

    private const int Remembered = 256;

    [ThreadStatic]
    private static string?[]? _texts;

    /// <summary>The text of ASCII bytes.</summary>
    public static string Of(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > LengthMax)
        {
            return Encoding.ASCII.GetString(ascii);
        }

        var texts = _texts ??= new string?[Remembered];
        ref var place = ref texts[(int)(XxHash3.HashToUInt64(ascii) % Remembered)];
        return place is { } known && Ascii.Equals(ascii, known) ? known : place = Encoding.ASCII.GetString(ascii);
    }
}
