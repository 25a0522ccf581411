using System.Runtime.CompilerServices;
using System.Text;

namespace FincoreSim.Testing;

/// <summary>
/// Compares a text with the approved file beside the test's source. A difference leaves a <c>*.received.*</c> file
/// beside it; with the environment variable <c>APPROVE=1</c> the approved file is overwritten instead.
/// </summary>
public static class Approved
{
    /// <summary>Fails with the first differing line unless <paramref name="actual"/> is the approved text.</summary>
    /// <param name="actual">The text; line endings and line breaks at its end do not count.</param>
    /// <param name="fileName">The approved file, relative to the folder of the calling source file.</param>
    /// <param name="source">Left to the compiler.</param>
    public static void Verify(string actual, string fileName, [CallerFilePath] string source = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var folder = Path.GetDirectoryName(source);
        if (!Directory.Exists(folder))
        {
            throw new CheckFailedException($"The source folder {folder} is not on this machine, so {fileName} cannot be read.");
        }

        Compare(actual, Path.Combine(folder, fileName), Environment.GetEnvironmentVariable("APPROVE") == "1");
    }

    internal static void Compare(string actual, string approvedPath, bool approve)
    {
        var received = Normalized(actual);
        var receivedPath = Path.ChangeExtension(approvedPath, ".received" + Path.GetExtension(approvedPath));
        var approved = File.Exists(approvedPath) ? Normalized(File.ReadAllText(approvedPath)) : null;
        if (approved == received)
        {
            File.Delete(receivedPath);
            return;
        }

        Write(approve ? approvedPath : receivedPath, received);
        if (approve)
        {
            File.Delete(receivedPath);
            return;
        }

        throw new CheckFailedException(Difference(approved, received, Path.GetFileName(approvedPath)));
    }

    private static string Difference(string? approved, string received, string name)
    {
        if (approved is null)
        {
            return $"{name} has not been approved yet. Read the received file beside it, then run again with APPROVE=1.";
        }

        var wanted = approved.Split('\n');
        var got = received.Split('\n');
        var line = 0;
        while (line < wanted.Length && line < got.Length && wanted[line] == got[line])
        {
            line++;
        }

        return $"""
            {name} differs from line {line + 1} on. If the change is meant, run again with APPROVE=1.
              approved: {LineAt(wanted, line)}
              received: {LineAt(got, line)}
            """;
    }

    private static string LineAt(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of the text)";

    private static string Normalized(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
