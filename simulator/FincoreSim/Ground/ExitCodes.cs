namespace FincoreSim.Ground;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>What was expected did not happen: an expectation failed, or a replay came to another end.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or a file, is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>The environment does not allow it: a port in use, no answer, a file that cannot be read, a full disk.</summary>
    public const int Environment = 3;
}
