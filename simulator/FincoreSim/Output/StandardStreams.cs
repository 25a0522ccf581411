using Microsoft.Win32.SafeHandles;

namespace FincoreSim.Output;

/// <summary>
/// Which of the standard streams are there at all. Where one was closed before the program began, the next thing that is opened
/// takes its place, be it the runtime's own or a caller's connection, and would get what is printed. Looks once, when it is made.
/// </summary>
internal sealed class StandardStreams
{
    private const int Last = 2;
    private const string Nothing = "/dev/null";
    private const int Octal = 8;

    /// <summary>What Linux notes of an open file that ends with the program: nothing that was inherited does.</summary>
    private const long CloseOnExec = 0x80000;

    private readonly bool[] _isTaken = [.. Enumerable.Range(0, Last + 1).Select(IsTaken)];
    private readonly ImmutableArray<SafeFileHandle> _held = HoldWhatIsClosed();

    /// <summary>Whether somebody who started the program can read what is written to a stream.</summary>
    public bool IsThere(int stream) => !_isTaken[stream] && _held.All(held => held.DangerousGetHandle() != stream);

    /// <summary>Whether the runtime has put something of its own in the place of a stream.</summary>
    private static bool IsTaken(int stream)
    {
        const string Flags = "flags:";
        var info = $"/proc/self/fdinfo/{stream}";
        var lines = File.Exists(info) ? File.ReadAllLines(info) : [];
        return lines.FirstOrDefault(line => line.StartsWith(Flags, StringComparison.Ordinal)) is { } flags
            && (Convert.ToInt64(flags[Flags.Length..].Trim(), Octal) & CloseOnExec) != 0;
    }

    /// <summary>Lets nothing take the places that are free still.</summary>
    private static ImmutableArray<SafeFileHandle> HoldWhatIsClosed()
    {
        var held = ImmutableArray.CreateBuilder<SafeFileHandle>();
        while (File.Exists(Nothing))
        {
            var next = File.OpenHandle(Nothing);
            if (next.DangerousGetHandle() > Last)
            {
                next.Dispose();
                break;
            }

            held.Add(next);
        }

        return held.ToImmutable();
    }
}
