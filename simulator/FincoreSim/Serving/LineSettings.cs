namespace FincoreSim.Serving;

/// <summary>Whether a line is printed for each call and each webhook attempt, and how.</summary>
/// <param name="AreShown">Whether they are printed.</param>
/// <param name="HasBodies">Whether bodies stand below them.</param>
/// <param name="HasColors">Whether statuses are coloured.</param>
internal sealed record LineSettings(bool AreShown, bool HasBodies, bool HasColors)
{
    /// <summary>None.</summary>
    public static LineSettings None { get; } = new(false, false, false);

    /// <summary>The words of <c>--log</c>.</summary>
    public static ImmutableArray<string> Words { get; } = ["requests", "none"];

    /// <summary>What the command line and the terminal come to.</summary>
    /// <param name="log">What <c>--log</c> says; null where it says nothing.</param>
    /// <param name="isQuiet">Whether nothing but the first lines is wanted.</param>
    /// <param name="isVerbose">Whether bodies are wanted.</param>
    /// <param name="isTerminal">Whether somebody looks: the output is a terminal.</param>
    /// <param name="noColor">The variable NO_COLOR; null where it is not set.</param>
    public static LineSettings Of(string? log, bool isQuiet, bool isVerbose, bool isTerminal, string? noColor)
    {
        var areShown = !isQuiet && (log is null ? isTerminal || isVerbose : log == "requests");
        return new LineSettings(areShown, isVerbose, isTerminal && string.IsNullOrEmpty(noColor));
    }
}
