using System.Net.Http.Headers;
using System.Text;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Outbound;

/// <summary>
/// Reads bytes as text: by their byte order mark, else by what the answer says, else as UTF-8, which JSON is. What does not fit
/// is read as it most likely was meant, and that is noted. Stateless.
/// </summary>
internal static class CharacterSets
{
    private const int NameLengthMax = 40;
    private const string Charset = "charset";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Every byte is a letter in it, and it is what is meant where somebody says ISO 8859-1.</summary>
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xef, 0xbb, 0xbf], Utf8),
        ([0xff, 0xfe, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: false)),
        ([0, 0, 0xfe, 0xff], new UTF32Encoding(bigEndian: true, byteOrderMark: false)),
        ([0xff, 0xfe], new UnicodeEncoding(bigEndian: false, byteOrderMark: false)),
        ([0xfe, 0xff], new UnicodeEncoding(bigEndian: true, byteOrderMark: false)),
    ];

    /// <summary>The charset of a Content-Type, even one that is not well formed; null where it has none.</summary>
    public static string? NameIn(HttpContentHeaders headers)
    {
        if (!headers.TryGetValues("Content-Type", out var values))
        {
            return null;
        }

        var parameter = string.Join(';', values).Split(';').Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith(Charset, StringComparison.OrdinalIgnoreCase));
        var name = parameter?[Charset.Length..].Trim().TrimStart('=').Trim().Trim('"', '\'').Trim();
        return string.IsNullOrEmpty(name) ? null : name;
    }

    /// <summary>Whether bytes are text as they are: UTF-8 without control characters but line breaks and tabs.</summary>
    public static bool IsPlainText(ReadOnlySpan<byte> bytes) =>
        Decode(Utf8, bytes, isCut: true) is { } text
        && !text.Any(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'));

    /// <summary>Reads bytes as text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="charset">What the answer says; null: nothing.</param>
    /// <param name="isCut">Whether they may end in the middle of a letter.</param>
    /// <returns>The text; and what was read otherwise than the answer says, null where nothing was.</returns>
    public static (string Text, string? Note) Read(ReadOnlySpan<byte> bytes, string? charset, bool isCut)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
            {
                var rest = bytes[mark.Length..];
                return Decode(encoding, rest, isCut) is { } marked ? (marked, null) : Loosely(encoding, rest, encoding.WebName);
            }
        }

        var said = Find(charset);
        if (OfZeros(bytes) is { } wide && Decode(wide, bytes, isCut) is { } guessed)
        {
            var isSaid = charset is null || said?.CodePage == wide.CodePage
                || charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase);
            return (guessed, isSaid ? null : Otherwise(charset!, wide.WebName));
        }

        return said is null && charset is not null
            ? ReadAsUnknown(bytes, charset, isCut)
            : ReadAsSaid(bytes, said ?? Utf8, charset, isCut);
    }

    private static (string Text, string? Note) ReadAsUnknown(ReadOnlySpan<byte> bytes, string charset, bool isCut)
    {
        var read = Decode(Utf8, bytes, isCut) is null ? Western : Utf8;
        var note = $"unknown charset {Shown(charset)}: read as {read.WebName}";
        return (read.GetString(bytes), IsAscii(bytes) ? null : note);
    }

    private static (string Text, string? Note) ReadAsSaid(ReadOnlySpan<byte> bytes, Encoding said, string? charset, bool isCut)
    {
        var asUtf8 = Decode(Utf8, bytes, isCut);
        if (said.CodePage == Utf8.CodePage)
        {
            return asUtf8 is not null
                ? (asUtf8, null)
                : (Western.GetString(bytes), $"the body is not UTF-8: read as {Western.WebName}");
        }

        // Bytes that make letters in UTF-8 are hardly ever meant as others, and JSON is always UTF-8.
        if (asUtf8 is not null && (said.IsSingleByte || !bytes.Contains((byte)0)))
        {
            return (asUtf8, said.IsSingleByte && IsAscii(bytes) ? null : Otherwise(charset!, Utf8.WebName));
        }

        return Decode(said, bytes, isCut) is { } text ? (text, null) : Loosely(said, bytes, Shown(charset!));
    }

    private static bool IsAscii(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyInRange((byte)0x80, (byte)0xff);

    /// <summary>JSON begins with an ASCII character: where zeros stand beside it, letters are two bytes wide.</summary>
    private static Encoding? OfZeros(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, not 0, 0, not 0, ..] => Marks[4].Encoding,
        [not 0, 0, not 0, 0, ..] => Marks[3].Encoding,
        _ => null,
    };

    private static Encoding? Find(string? name) => name?.ToLowerInvariant() switch
    {
        null => null,
        "utf-8" or "utf8" => Utf8,
        "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "ascii" or "us-ascii" or "windows-1252" or "cp1252" => Western,
        "utf-16" or "utf16" or "utf-16le" => Marks[3].Encoding,
        "utf-16be" => Marks[4].Encoding,
        "utf-32" or "utf-32le" => Marks[1].Encoding,
        "utf-32be" => Marks[2].Encoding,
        var other => OfCodePages(other),
    };

    private static Encoding? OfCodePages(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // It is no charset that anybody knows, which the caller is told by null.
            return null;
        }
    }

    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes, bool isCut)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        var decoder = strict.GetDecoder();
        try
        {
            var letters = new char[strict.GetMaxCharCount(bytes.Length)];
            return new string(letters, 0, decoder.GetChars(bytes, letters, flush: !isCut));
        }
        catch (DecoderFallbackException)
        {
            // The bytes are something else, which the caller is told by null.
            return null;
        }
    }

    private static (string Text, string? Note) Loosely(Encoding encoding, ReadOnlySpan<byte> bytes, string name)
    {
        var loose = (Encoding)encoding.Clone();
        loose.DecoderFallback = DecoderFallback.ReplacementFallback;
        return (loose.GetString(bytes), $"the body is not all {name}: what is not is shown as \uFFFD");
    }

    private static string Otherwise(string said, string read) =>
        $"the answer says {Shown(said)}, and its body is {read}: read as that";

    private static string Shown(string charset) => TextHead.Of(charset, NameLengthMax);
}
