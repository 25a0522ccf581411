using System.Runtime.InteropServices;
using FincoreSim.Ground;
using FincoreSim.Output;

namespace FincoreSim.Cli;

/// <summary>
/// The end of the line for exceptions of the command line: one sentence and an exit code, never a stack trace unless one is asked
/// for.
/// </summary>
internal static class LastResort
{
    /// <summary>The environment variable that asks for every detail.</summary>
    public const string DebugVariable = "FINCORESIM_DEBUG";

    /// <summary>Runs the program; also what breaks on other threads ends here.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        AppDomain.CurrentDomain.UnhandledException += (_, broken) =>
        {
            Tell((Exception)broken.ExceptionObject);
            Environment.Exit(ExitCodes.Environment);
        };
        try
        {
            return await run();
        }
        catch (Exception problem)
        {
            Tell(problem);
            return ExitCodes.Environment;
        }
    }

    private static void Tell(Exception problem)
    {
        Terminal.Error.WriteLine($"fincoresim: {Say(problem)}");
        if (Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 } and not "0")
        {
            Terminal.Error.Write($"{problem}{Environment.NewLine}");
        }
    }

    private static string Say(Exception problem) => problem is IOException or UnauthorizedAccessException or ExternalException
        ? IsStandingNowhere() ? "the folder that it was started in is gone" : problem.Message
        : $"this is a bug of the simulator: {problem.GetType().Name}: {problem.Message.ReplaceLineEndings(" ")} "
            + $"Please report it, with the command line and what {DebugVariable}=1 prints, to whom you have the program from.";

    private static bool IsStandingNowhere()
    {
        try
        {
            return !Directory.Exists(Directory.GetCurrentDirectory());
        }
        catch (IOException)
        {
            return true;
        }
    }
}
