namespace FincoreSim.Output;

/// <summary>
/// Standard output and error: the one place through which the process prints anything, so that no text of a file, a request or
/// a receiver reaches a terminal as an escape sequence. Thread-safe.
/// </summary>
internal static class Terminal
{
    /// <summary>Standard output.</summary>
    public static TextWriter Out { get; } = new VisibleWriter(Console.Out);

    /// <summary>Standard error.</summary>
    public static TextWriter Error { get; } = new VisibleWriter(Console.Error);

    /// <summary>Lets libraries that print, such as the log and the parser of the command line, go this way too.</summary>
    public static void Claim()
    {
        Console.SetOut(Out);
        Console.SetError(Error);
    }
}
