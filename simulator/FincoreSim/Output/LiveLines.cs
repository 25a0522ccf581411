namespace FincoreSim.Output;

/// <summary>The colours of lines on a terminal: the sixteen that every reader has chosen for themselves.</summary>
internal enum Ink
{
    /// <summary>As everything else.</summary>
    Plain,

    /// <summary>It is well.</summary>
    Good,

    /// <summary>It is not.</summary>
    Bad,

    /// <summary>Worth less than the rest.</summary>
    Quiet,
}

/// <summary>
/// Lines on a terminal with one below them that is written over: how far it is. What is written is made harmless first. Not
/// thread-safe: whoever writes from several threads takes turns.
/// </summary>
/// <param name="terminal">The terminal, as it is.</param>
/// <param name="hasColours">Whether lines may be coloured.</param>
internal sealed class LiveLines(TextWriter terminal, bool hasColours)
{
    private const string Over = "\r\u001b[K";
    private const string Reset = "\u001b[0m";

    private string _status = "";

    /// <summary>What a terminal can do; null where nobody looks, or what is there cannot write over a line.</summary>
    /// <param name="isTerminal">Whether somebody looks.</param>
    /// <param name="variable">
    /// Finds the value of a variable: <c>TERM</c>, and <c>NO_COLOR</c>, which any value sets but an empty one.
    /// </param>
    /// <param name="terminal">The terminal, as it is.</param>
    public static LiveLines? Of(bool isTerminal, Func<string, string?> variable, TextWriter terminal) =>
        isTerminal && variable("TERM") is not "dumb" ? new LiveLines(terminal, string.IsNullOrEmpty(variable("NO_COLOR"))) : null;

    /// <summary>Writes a line above the one that is written over.</summary>
    /// <param name="text">The line.</param>
    /// <param name="ink">The colour of its first word.</param>
    /// <param name="length">How many of its characters are coloured; all of them without it.</param>
    public void WriteLine(string text, Ink ink = Ink.Plain, int length = int.MaxValue)
    {
        var shown = VisibleText.Line(text);
        var coloured = Math.Min(length, shown.Length);
        var line = hasColours && ink != Ink.Plain ? $"{Code(ink)}{shown[..coloured]}{Reset}{shown[coloured..]}" : shown;
        terminal.Write(_status.Length == 0 ? $"{line}\n" : $"{Over}{line}\n{_status}");
        terminal.Flush();
    }

    /// <summary>Writes over the last line; with nothing it goes away.</summary>
    public void Status(string text)
    {
        _status = VisibleText.Line(text);
        terminal.Write(Over + _status);
        terminal.Flush();
    }

    private static string Code(Ink ink) => ink switch
    {
        Ink.Good => "\u001b[32m",
        Ink.Bad => "\u001b[1;31m",
        _ => "\u001b[2m",
    };
}
