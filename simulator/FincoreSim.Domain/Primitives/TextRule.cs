using System.Buffers;

namespace FincoreSim.Domain.Primitives;

/// <summary>
/// What a text may be: how long, and without what would end a line or act on a terminal. Lengths are counted in characters as
/// people do, not in UTF-16 units. One rule serves the API, the control API, scenario files and the documents. Immutable.
/// </summary>
public sealed record TextRule
{
    /// <summary>Control characters and the two separators that end a line as well, as a class of ECMAScript's patterns.</summary>
    private const string ControlClass = @"\u0000-\u001f\u007f-\u009f\u2028\u2029";

    /// <summary>A text of any length without control characters, for documents.</summary>
    public const string PrintablePattern = $"^[^{ControlClass}]*$";

    private static readonly SearchValues<char> LineControls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code)
            .Except(['\n', '\r', '\t', '\u0085'])]);

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat([0x2028, 0x2029]).Select(code => (char)code)]);

    /// <summary>The most characters; null: a rule of its own says.</summary>
    public int? LengthMax { get; init; }

    /// <summary>The fewest characters.</summary>
    public int LengthMin { get; init; }

    /// <summary>Whether it may have more than one line, and tabs.</summary>
    public bool TakesLines { get; init; }

    /// <summary>What it must look like, for documents; null where any printable text will do.</summary>
    public string? Form { get; init; }

    /// <summary>Whether a text that is short enough looks so.</summary>
    public Func<string, bool> HasForm { get; init; } = static _ => true;

    /// <summary>The same in words, with an example: <c>1 to 7 digits</c>.</summary>
    public string InWords { get; init; } = "";

    /// <summary>The pattern of every text that it lets through, for documents.</summary>
    public string Pattern => Form ?? (LengthMin == 0 ? PrintablePattern : $"{PrintablePattern[..^2]}+$");

    /// <summary>What is wrong with a text, to go on behind its name; null where nothing is.</summary>
    public string? ProblemOf(string text)
    {
        var length = LengthOf(text);
        return length > LengthMax ? $"must have at most {LengthMax} characters, not {length}"
            : length < LengthMin ? $"must have at least {LengthMin} character{(LengthMin == 1 ? "" : "s")}"
            : text.AsSpan().IndexOfAny(TakesLines ? LineControls : Controls) is var at and >= 0
                ? $"must have no {(TakesLines ? "" : "line breaks and no other ")}control characters, and its character {at + 1} "
                    + $"is {Named(text[at])}"
            : !IsUnicode(text) ? "must be valid Unicode text; it has half of a surrogate pair"
            : HasForm(text) ? null
            : $"must be {InWords}";
    }

    /// <summary>
    /// A text with a blank in place of each control character: for what others wrote, which is not ours to refuse.
    /// </summary>
    public static string Cleaned(string text) => text.AsSpan().ContainsAny(Controls)
        ? string.Concat(text.Select(letter => Controls.Contains(letter) ? ' ' : letter))
        : text;

    /// <summary>
    /// Whether plain ASCII is surely let through, whatever it says: then nobody need make a string of it to ask.
    /// </summary>
    public bool LetsThrough(ReadOnlySpan<byte> ascii) =>
        Form is null && ascii.Length >= LengthMin && (LengthMax is not { } most || ascii.Length <= most)
        && !ascii.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <summary>The length in characters as people count them, not in UTF-16 units.</summary>
    public static int LengthOf(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether every surrogate has its other half; others cannot be written as UTF-8.</summary>
    private static bool IsUnicode(string text)
    {
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at])))
            {
                return false;
            }
        }

        return true;
    }

    private static string Named(char letter) => letter switch
    {
        '\n' => "a line feed",
        '\r' => "a carriage return",
        '\t' => "a tab",
        _ => string.Create(CultureInfo.InvariantCulture, $"U+{(int)letter:X4}"),
    };
}
