using System.Text;

namespace FincoreSim.Output;

/// <summary>
/// Makes texts from files, requests and receivers harmless to show: what would move the cursor, colour the screen, turn the
/// direction of writing or break XML stands there as an escape such as <c>\u001b</c>. Stateless.
/// </summary>
internal static class VisibleText
{
    /// <summary>A text as one line; line breaks are escaped too, so that no name can fake a line of its own.</summary>
    public static string Line(string text) => Of(text, keepsLines: false);

    /// <summary>A text that may have several lines.</summary>
    public static string Lines(string text) => Of(text, keepsLines: true);

    private static string Of(string text, bool keepsLines)
    {
        var clean = LengthOfClean(text, keepsLines);
        if (clean == text.Length)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16).Append(text, 0, clean);
        var at = clean;
        while (at < text.Length)
        {
            var length = LengthAt(text, at);
            if (IsShown(text, at, length, keepsLines))
            {
                shown.Append(text, at, length);
            }
            else
            {
                AppendEscape(shown, text.AsSpan(at, length));
            }

            at += length;
        }

        return shown.ToString();
    }

    private static int LengthOfClean(string text, bool keepsLines)
    {
        var at = 0;
        while (at < text.Length)
        {
            var length = LengthAt(text, at);
            if (!IsShown(text, at, length, keepsLines))
            {
                return at;
            }

            at += length;
        }

        return at;
    }

    private static int LengthAt(string text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;

    private static bool IsShown(string text, int at, int length, bool keepsLines)
    {
        var letter = text[at];
        if (letter is >= ' ' and < '\u007f' or '\t')
        {
            return true;
        }

        if (letter is '\n' or '\r')
        {
            // A carriage return by itself lets what follows write over the line.
            return keepsLines && (letter == '\n' || (at + 1 < text.Length && text[at + 1] == '\n'));
        }

        return length == 2 ? IsShown(new Rune(letter, text[at + 1])) : !char.IsSurrogate(letter) && IsShown(new Rune(letter));
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => !IsInvisibleOrder(rune.Value),
        _ => (rune.Value & 0xfffe) != 0xfffe,
    };

    /// <summary>
    /// Formats that reorder what is read, or hide text in it. Those that scripts and emoji need, such as the zero-width joiner,
    /// are none.
    /// </summary>
    private static bool IsInvisibleOrder(int value) => value is 0x061c or 0xfeff or 0x200e or 0x200f
        or (>= 0x202a and <= 0x202e) or (>= 0x2060 and <= 0x206f) or (>= 0xfff9 and <= 0xfffb) or (>= 0xe0000 and <= 0xe007f);

    private static void AppendEscape(StringBuilder shown, ReadOnlySpan<char> letters)
    {
        foreach (var letter in letters)
        {
            _ = letter switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                _ => shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            };
        }
    }
}
