using FincoreSim.Ground;

namespace FincoreSim.Output;

/// <summary>
/// Standard output and error: the one place through which the process prints anything, so that no text of a file, a request or
/// a receiver reaches a terminal as an escape sequence, and no command ends because its output is full or closed. Thread-safe.
/// </summary>
internal static class Terminal
{
    /// <summary>First of all, before anything else is opened.</summary>
    private static readonly StandardStreams Streams = new();
    private static readonly SteadyWriter SteadyError = new(Streams.IsThere(2) ? Console.Error : TextWriter.Null, _ => { });
    private static readonly SteadyWriter SteadyOut = new(Streams.IsThere(1) ? Console.Out : TextWriter.Null, TellOfOutput);

    /// <summary>Standard output.</summary>
    public static TextWriter Out { get; } = new VisibleWriter(SteadyOut);

    /// <summary>Standard error.</summary>
    public static TextWriter Error { get; } = new VisibleWriter(SteadyError);

    /// <summary>Whether somebody looks at standard output.</summary>
    public static bool IsTerminal => Streams.IsThere(1) && !Console.IsOutputRedirected;

    /// <summary>Standard output as it is, for what makes every text harmless by itself.</summary>
    public static TextWriter Own => SteadyOut;

    /// <summary>A line of our own making, which may be coloured: texts from outside in it have been made harmless.</summary>
    public static void WriteOwn(string line) => SteadyOut.WriteLine(line);

    /// <summary>Lets libraries that print, such as the log and the parser of the command line, go this way too.</summary>
    public static void Claim()
    {
        Console.SetOut(Out);
        Console.SetError(Error);
    }

    /// <summary>The exit code of a command: where what it printed could not be written, not all was well.</summary>
    public static int Judge(int code) =>
        code == ExitCodes.Ok && (SteadyOut.HasFailed || SteadyError.HasFailed) ? ExitCodes.Environment : code;

    private static void TellOfOutput(string why) => SteadyError.WriteLine($"fincoresim: the output cannot be written: {why}");
}
