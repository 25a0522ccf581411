namespace FincoreSim.Domain.Primitives;

/// <summary>The beginnings of texts of which only so much is kept or shown.</summary>
public static class TextHead
{
    /// <summary>A text's first characters, with no pair of surrogates torn apart; the text itself where it has no more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lengthMax">How many UTF-16 units it may have, at least 1.</param>
    public static string Of(string text, int lengthMax) => text.Length <= lengthMax ? text
        : char.IsHighSurrogate(text[lengthMax - 1]) ? text[..(lengthMax - 1)]
        : text[..lengthMax];
}
